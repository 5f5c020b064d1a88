import { join } from "node:path";
import { notFound } from "../failure.js";
import type { Io } from "../io/io.js";
import { credentials, type Credentials } from "./credentials.js";
import { readDoctl } from "./doctl.js";
import { readPrivateFile } from "./private-file.js";
import { contextFile, readContext, readCurrent } from "./stored-contexts.js";
import { runTokenCommand } from "./token-command.js";

/** The first token that is stored on this machine: in the context that is named or in use, in `~/.doapi`, or by doctl. */
export async function findStoredToken(io: Io, named: string | undefined): Promise<Credentials | undefined> {
  return (await fromContext(io, named)) ?? (await fromHome(io)) ?? (await fromDoctl(io));
}

/** The context of `--context` or `DOAPI_CONTEXT`, which must exist, else the one of `auth use`. */
async function fromContext(io: Io, given: string | undefined): Promise<Credentials | undefined> {
  const name = given ?? (await readCurrent(io));
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
