import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { UniversalInput } from "../command/universal.js";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { readInput } from "../input/input.js";
import type { Io } from "../io/io.js";

const variables = ["DO_API_TOKEN", "DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_API_KEY"] as const;

/** The first token found: command line, environment, `~/.doapi`. */
export async function findToken(io: Io, options: Pick<UniversalInput, "apiToken" | "apiTokenFile">): Promise<string> {
  if (options.apiToken !== undefined) return checked(options.apiToken, "--api-token");
  if (options.apiTokenFile !== undefined) {
    return checked(await readInput(io, options.apiTokenFile), `--api-token-file ${options.apiTokenFile}`);
  }
  for (const variable of variables) {
    const value = io.env[variable]?.trim() ?? "";
    if (value !== "") return checked(value, variable);
  }
  const file = join(io.home, ".doapi");
  const saved = await readIfThere(file);
  if (saved !== undefined) return checked(saved, file);
  throw new Failure(
    ExitCode.denied,
    "no API token",
    `give one by --api-token, --api-token-file, ${variables.join(", ")} or the file ${file}; or try it with --sim, which needs none`,
  );
}

function checked(text: string, source: string): string {
  const token = text.trim();
  if (token === "") throw new Failure(ExitCode.denied, `the API token of ${source} is empty`);
  // A token goes into a header: more than one line, or characters that no header takes, can't be one.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Failure(ExitCode.denied, `what ${source} holds is no API token`);
  return token;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = Reflect.get(Object(error), "code");
    if (code === "ENOENT" || code === "EISDIR") return undefined;
    throw new Failure(ExitCode.denied, `cannot read the API token from ${file}: ${String(code)}`);
  }
}
