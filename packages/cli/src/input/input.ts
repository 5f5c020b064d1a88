import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ExitCode } from "../exit-codes.js";
import { Failure, usage } from "../failure.js";
import { reasonOf } from "../io/errno.js";
import type { Io } from "../io/io.js";

const usedInputs = new WeakSet<Io["stdin"]>();

const jsonHint = `JSON looks like {"name": "web-1"}, between single quotes in a shell; @file takes it from a file`;

/** The contents of a file, or of standard input for `-`. */
export async function readInput(io: Io, file: string, hint?: string): Promise<string> {
  if (file === "-") {
    // The second reader would find nothing, and take that for an answer.
    if (usedInputs.has(io.stdin)) throw usage("standard input can be used for one thing only");
    usedInputs.add(io.stdin);
    return io.stdin.read();
  }
  try {
    return await readFile(resolve(io.cwd, file), "utf8");
  } catch (error) {
    throw fileFailure("read", file, { error, hint });
  }
}

/** The contents of a file that need not be text. */
export async function readBytes(io: Io, file: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    throw fileFailure("read", file, { error });
  }
}

/** The text itself, or the contents of the file that `@file` names (`@-` is standard input). */
export async function readText(io: Io, textOrFile: string): Promise<string> {
  if (!textOrFile.startsWith("@")) return textOrFile;
  return readInput(io, textOrFile.slice(1), "what begins with @ is the name of a file; @- is standard input");
}

/** JSON given as text or `@file`: the text as it is, once it is known to be JSON. `option` names it in errors. */
export async function readJsonText(io: Io, textOrFile: string, option: string): Promise<string> {
  const text = await readText(io, textOrFile);
  try {
    JSON.parse(text);
    return text;
  } catch {
    // The parser's message quotes the text, which can hold secrets.
    throw usage(`the value of ${option} is no valid JSON`, jsonHint);
  }
}

/** A JSON object given as text or `@file`. */
export async function readJsonObject(io: Io, textOrFile: string, option: string): Promise<Record<string, unknown>> {
  const value: unknown = JSON.parse(await readJsonText(io, textOrFile, option));
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw usage(`the value of ${option} must be a JSON object`, jsonHint);
  }
  return { ...value };
}

export async function writeOutput(io: Io, file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), content);
  } catch (error) {
    throw fileFailure("write", file, { error });
  }
}

function fileFailure(
  verb: string,
  file: string,
  { error, hint }: { error: unknown; hint?: string | undefined },
): Failure {
  return new Failure(ExitCode.failed, `cannot ${verb} ${file}: ${reasonOf(error)}`, hint);
}
