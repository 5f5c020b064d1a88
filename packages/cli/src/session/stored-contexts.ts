import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ExitCode } from "../exit-codes.js";
import { Failure, usage } from "../failure.js";
import { reasonOf } from "../io/errno.js";
import type { Io } from "../io/io.js";
import { readPrivateFile, writePrivateFile } from "./private-file.js";

/** What is stored under a name: a token, or the command that prints it. */
export interface StoredContext {
  readonly token?: string;
  readonly tokenCommand?: string;
  /** Where the token is for, when it is not for DigitalOcean itself. */
  readonly endpoint?: string;
}

type Place = Pick<Io, "env" | "home">;

/** The folder of `auth login`, with a file for each context, so that two logins at once cannot lose a token. */
export function configFolder({ env, home }: Place): string {
  const configured = env["XDG_CONFIG_HOME"] ?? "";
  return join(configured === "" ? join(home, ".config") : configured, "doapi");
}

export function contextFile(io: Place, name: string): string {
  return join(configFolder(io), "contexts", `${checkName(name)}.json`);
}

export async function readContext(io: Place, name: string): Promise<StoredContext | undefined> {
  const file = contextFile(io, name);
  const text = await readPrivateFile(file);
  if (text === undefined) return undefined;
  const { token, tokenCommand, endpoint } = parse(file, text);
  const fields = Object.entries({ token, tokenCommand, endpoint }).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(fields);
}

/** Writes a context for its owner alone; the file is complete under its name or not there at all. */
export async function writeContext(io: Place, name: string, context: StoredContext): Promise<void> {
  await writePrivateFile(contextFile(io, name), `${JSON.stringify(context, null, 2)}\n`);
}

/** Forgets a context; false when there is none of this name. */
export async function removeContext(io: Place, name: string): Promise<boolean> {
  const file = contextFile(io, name);
  try {
    await rm(file);
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return false;
    throw new Failure(ExitCode.failed, `cannot delete ${file}: ${reasonOf(error)}`);
  }
  if ((await readCurrent(io)) === name) await rm(currentFile(io), { force: true });
  return true;
}

export async function contextNames(io: Place): Promise<string[]> {
  try {
    const files = await readdir(join(configFolder(io), "contexts"));
    return files
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length))
      .sort();
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return [];
    throw new Failure(ExitCode.failed, `cannot read ${configFolder(io)}: ${reasonOf(error)}`);
  }
}

/** The context that `auth use` chose. */
export async function readCurrent(io: Place): Promise<string | undefined> {
  try {
    const name = (await readFile(currentFile(io), "utf8")).trim();
    return name === "" ? undefined : name;
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), "code");
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Failure(ExitCode.failed, `cannot read ${currentFile(io)}: ${reasonOf(error)}`);
  }
}

export async function writeCurrent(io: Place, name: string): Promise<void> {
  await writePrivateFile(currentFile(io), `${name}\n`);
}

function currentFile(io: Place): string {
  return join(configFolder(io), "current-context");
}

/** A name becomes a file's name, and must not lead anywhere else. */
function checkName(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) return name;
  throw usage(`"${name}" cannot be the name of a context`, "letters, digits, and _ . - after the first");
}

function parse(file: string, text: string): Readonly<Record<keyof StoredContext, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<keyof StoredContext, unknown>;
  } catch {
    // The parser's message quotes the text.
  }
  throw new Failure(ExitCode.denied, `${file} is damaged: it holds no JSON object`, "log in again: doapi auth login");
}
