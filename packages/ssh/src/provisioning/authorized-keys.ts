import ssh2 from "ssh2";
import type { Runner } from "../commands/background.js";
import { SshOptionError } from "../errors.js";

const SCRIPT = `
umask 077
IFS= read -r line && IFS= read -r key || exit 1
cd && mkdir -p .ssh && chmod 700 .ssh && : >>.ssh/authorized_keys && chmod 600 .ssh/authorized_keys || exit
if grep -qF -e "$key" .ssh/authorized_keys; then echo present; exit; fi
if [ -n "$(tail -c 1 .ssh/authorized_keys)" ]; then line="
$line"; fi
printf '%s\\n' "$line" >>.ssh/authorized_keys && echo added`;

/** Adds a public key to those that can log in as the user; false when it was there. */
export async function addPublicKey(runner: Runner, text: string): Promise<boolean> {
  const line = text.trim();
  const [type = "", key = ""] = line.split(/\s+/);
  // More than one line would be more than one key, and what stands before the type can be an option.
  if (/\p{Cc}/u.test(line.replaceAll("\t", " ")) || isPublicKey(`${type} ${key}`) === false) {
    throw new SshOptionError("This is no public key: one line is needed, as it is in a .pub file.");
  }
  const { stdout } = await runner.run(SCRIPT, {
    name: "adding a public key",
    input: `${line}\n${type} ${key}\n`,
    timeout: 60_000,
  });
  return stdout.trim() === "added";
}

function isPublicKey(text: string): boolean {
  const parsed = ssh2.utils.parseKey(text);
  return !(parsed instanceof Error) && !parsed.isPrivateKey();
}
