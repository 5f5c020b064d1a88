import { resolve } from "node:path";
import type { Droplet } from "@doapi/client";
import { command, text } from "../command/declare.js";
import { ExitCode } from "../exit-codes.js";
import { usage } from "../failure.js";
import { allDroplets, dropletKind } from "../identify/droplet.js";
import { resolveOne } from "../identify/identify.js";
import { tagKind } from "../identify/tag.js";
import type { Context } from "../session/context.js";
import { checkIdentity } from "../ssh/command-line.js";
import { aliasesOf, type Host, hostBlocks, hostName } from "../ssh/config-hosts.js";
import { writeSection } from "../ssh/config-file.js";
import { identity, privateAddress, user } from "../ssh/options.js";
import { addressIn } from "../ssh/address.js";

const options = {
  write: text("--write <file>", "put it into this file, such as ~/.ssh/config, and leave everything else there"),
  tag: text("--tag <tag>", "only droplets with this tag"),
  prefix: text("--prefix <text>", "what stands before the name of each droplet"),
  user,
  identity,
  private: privateAddress,
};

export const sshConfig = command({
  options,
  notes:
    "Prints a Host block for each droplet, for a file that ~/.ssh/config includes; then `ssh NAME` works, and scp, rsync, git and editors know the names. With --write they are a section of the file, between two comments, which the next run replaces; the file is for its owner alone then.",
  async run(context, input) {
    const { prefix = "", identity: key } = input;
    if (prefix !== "" && !hostName.test(prefix)) throw usage(`"${prefix}" cannot be the start of a host's name`);
    await checkIdentity(context.io, key);
    const droplets = await readDroplets(context, input.tag);
    const { hosts, refused } = hostsOf(context, droplets, { ...input, prefix });
    const blocks = hostBlocks(hosts, { user: input.user, identity: key, io: context.io });
    const exitCode = refused > 0 ? ExitCode.partly : ExitCode.done;
    if (hosts.length === 0) context.messages.note("there is no droplet to print");
    if (input.write === undefined) {
      context.results.text(blocks);
      return exitCode;
    }
    const file = resolve(context.io.cwd, input.write);
    if (context.dryRun !== undefined) context.dryRun.skip(`write ${hosts.length} hosts to ${file}`);
    else await writeSection(file, blocks);
    context.messages.note(`${hosts.length} hosts are in ${file}`);
    return exitCode;
  },
});

async function readDroplets(context: Context, tag: string | undefined): Promise<Droplet[]> {
  const name = tag === undefined ? undefined : (await resolveOne(context, tagKind, tag)).name;
  return allDroplets(await context.client(), name, { signal: context.signal });
}

/** The droplets that ssh can be told of. Of each of the others it is said why not. */
function hostsOf(
  { messages }: Context,
  droplets: readonly Droplet[],
  input: { readonly prefix: string; readonly private: boolean },
): { readonly hosts: readonly Host[]; readonly refused: number } {
  const aliases = aliasesOf(droplets, input.prefix);
  const hosts: Host[] = [];
  let refused = 0;
  for (const [index, droplet] of droplets.entries()) {
    const alias = aliases[index] ?? "";
    const address = addressIn(droplet, input);
    if (address === undefined) messages.warn(`${dropletKind.label(droplet)} has no address, and is left out`);
    else if (hostName.test(alias)) hosts.push({ alias, id: droplet.id, address });
    else {
      messages.error(`${dropletKind.label(droplet)} is left out: ssh cannot be given a host of this name`);
      refused += 1;
    }
  }
  return { hosts, refused };
}
