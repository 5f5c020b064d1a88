import { join } from "node:path";
import type { UniversalInput } from "../command/universal.js";
import { ExitCode } from "../exit-codes.js";
import { Failure, notFound } from "../failure.js";
import { readInput } from "../input/input.js";
import type { Io } from "../io/io.js";
import { readDoctl } from "./doctl.js";
import { readPrivateFile } from "./private-file.js";
import { contextFile, readContext, readCurrent } from "./stored-contexts.js";
import { runTokenCommand } from "./token-command.js";

export const tokenVariables = [
  "DO_API_TOKEN",
  "DIGITALOCEAN_TOKEN",
  "DIGITALOCEAN_ACCESS_TOKEN",
  "DIGITALOCEAN_API_KEY",
] as const;

/** A token and where it was found. */
export interface Credentials {
  readonly token: string;
  /** As messages name it: an option, a variable or a file. */
  readonly source: string;
  /** Where the token is for, when it is not for DigitalOcean itself. */
  readonly endpoint?: string | undefined;
}

export type TokenInput = Partial<Pick<UniversalInput, "apiToken" | "apiTokenFile" | "apiTokenCommand" | "context">>;

/**
 * The first token found. The order, from the nearest to the furthest: command line, environment, the context that is named or
 * in use, `~/.doapi`, doctl. `docs/command-line/contract.md` describes it.
 */
export async function findToken(io: Io, options: TokenInput): Promise<Credentials> {
  const found =
    (await fromCommandLine(io, options)) ??
    fromEnvironment(io) ??
    (await fromContext(io, options.context)) ??
    (await fromHome(io)) ??
    (await fromDoctl(io));
  if (found !== undefined) return found;
  throw new Failure(
    ExitCode.denied,
    "no API token",
    `log in by \`doapi auth login\`, or give one by --api-token, --api-token-file, --api-token-command, ${tokenVariables.join(", ")} or the file ${homeFile(io)}; or try it with --sim, which needs none`,
  );
}

async function fromCommandLine(io: Io, options: TokenInput): Promise<Credentials | undefined> {
  const { apiToken, apiTokenFile: file, apiTokenCommand } = options;
  if (apiToken !== undefined) return credentials(apiToken, "--api-token");
  if (file !== undefined) return credentials(await readInput(io, file), `--api-token-file ${file}`);
  if (apiTokenCommand === undefined) return undefined;
  return credentials(await runTokenCommand(io, apiTokenCommand), "--api-token-command");
}

export function fromEnvironment(io: Pick<Io, "env">): Credentials | undefined {
  const name = tokenVariables.find((variable) => (io.env[variable]?.trim() ?? "") !== "");
  return name === undefined ? undefined : credentials(io.env[name] ?? "", name);
}

/** The context of `--context` or `DOAPI_CONTEXT`, which must exist, else the one of `auth use`. */
async function fromContext(io: Io, given: string | undefined): Promise<Credentials | undefined> {
  const name = given ?? namedByEnvironment(io) ?? (await readCurrent(io));
  if (name === undefined) return undefined;
  const stored = await readContext(io, name);
  if (stored !== undefined) {
    const source = contextFile(io, name);
    const token = stored.tokenCommand === undefined ? stored.token : await runTokenCommand(io, stored.tokenCommand);
    return { ...credentials(token ?? "", source), endpoint: stored.endpoint };
  }
  const doctl = await readDoctl(io);
  const token = doctl?.tokens.get(name);
  if (doctl !== undefined && token !== undefined)
    return { ...credentials(token, `${doctl.file} (${name})`), endpoint: doctl.endpoint };
  throw notFound(`no such context: ${name}`, "doapi auth list shows them, doapi auth login makes one");
}

export function namedByEnvironment(io: Pick<Io, "env">): string | undefined {
  const name = io.env["DOAPI_CONTEXT"]?.trim() ?? "";
  return name === "" ? undefined : name;
}

async function fromHome(io: Io): Promise<Credentials | undefined> {
  const file = homeFile(io);
  const saved = await readPrivateFile(file);
  return saved === undefined ? undefined : credentials(saved, file);
}

async function fromDoctl(io: Io): Promise<Credentials | undefined> {
  const doctl = await readDoctl(io);
  const token = doctl?.tokens.get(doctl.current);
  if (doctl === undefined || token === undefined) return undefined;
  return { ...credentials(token, `${doctl.file} (${doctl.current})`), endpoint: doctl.endpoint };
}

function homeFile({ home }: Pick<Io, "home">): string {
  return join(home, ".doapi");
}

function credentials(text: string, source: string): Credentials {
  return { token: checkToken(text, source), source };
}

/** The token itself. A message names the source only. */
export function checkToken(text: string, source: string): string {
  const token = text.trim();
  if (token === "") throw new Failure(ExitCode.denied, `the API token of ${source} is empty`);
  // A token goes into a header: more than one line, or characters that no header takes, can't be one.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Failure(ExitCode.denied, `what ${source} holds is no API token`);
  return token;
}
