import { join } from "node:path";
import type { UniversalInput } from "../command/universal.js";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { readInput } from "../input/input.js";
import type { Io } from "../io/io.js";
import { type Credentials, credentials } from "./credentials.js";
import { runTokenCommand } from "./token-command.js";

export const tokenVariables = [
  "DO_API_TOKEN",
  "DIGITALOCEAN_TOKEN",
  "DIGITALOCEAN_ACCESS_TOKEN",
  "DIGITALOCEAN_API_KEY",
] as const;

export type TokenInput = Partial<Pick<UniversalInput, "apiToken" | "apiTokenFile" | "apiTokenCommand" | "context">>;

/**
 * The first token found. The order, from the nearest to the furthest: command line, environment, the context that is named or
 * in use, `~/.doapi`, doctl. `docs/command-line/contract.md` describes it.
 */
export async function findToken(io: Io, options: TokenInput): Promise<Credentials> {
  const found = (await fromCommandLine(io, options)) ?? fromEnvironment(io) ?? (await fromStore(io, options));
  if (found !== undefined) return found;
  throw new Failure(
    ExitCode.denied,
    "no API token",
    `log in by \`doapi auth login\`, or give one by --api-token, --api-token-file, --api-token-command, ${tokenVariables.join(", ")} or the file ${join(io.home, ".doapi")}; or try it with --sim, which needs none`,
  );
}

async function fromCommandLine(io: Io, options: TokenInput): Promise<Credentials | undefined> {
  const { apiToken, apiTokenFile: file, apiTokenCommand } = options;
  if (apiToken !== undefined) return credentials(apiToken, "--api-token");
  if (file !== undefined) return credentials(await readInput(io, file), `--api-token-file ${file}`);
  if (apiTokenCommand === undefined) return undefined;
  return credentials(await runTokenCommand(io, apiTokenCommand), "--api-token-command");
}

/** Loaded only now: most runs in scripts need none of it. */
async function fromStore(io: Io, { context }: TokenInput): Promise<Credentials | undefined> {
  const { findStoredToken } = await import("./stored-token.js");
  return findStoredToken(io, context ?? namedByEnvironment(io));
}

export function fromEnvironment(io: Pick<Io, "env">): Credentials | undefined {
  const name = tokenVariables.find((variable) => (io.env[variable]?.trim() ?? "") !== "");
  return name === undefined ? undefined : credentials(io.env[name] ?? "", name);
}

export function namedByEnvironment(io: Pick<Io, "env">): string | undefined {
  const name = io.env["DOAPI_CONTEXT"]?.trim() ?? "";
  return name === "" ? undefined : name;
}
