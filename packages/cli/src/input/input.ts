import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ExitCode } from "../exit-codes.js";
import { Failure, usage } from "../failure.js";
import type { Io } from "../io/io.js";

const usedInputs = new WeakSet<Io["stdin"]>();

/** The contents of a file, or of standard input for `-`. */
export async function readInput(io: Io, file: string): Promise<string> {
  if (file === "-") {
    // The second reader would find nothing, and take that for an answer.
    if (usedInputs.has(io.stdin)) throw usage("standard input can be used for one thing only");
    usedInputs.add(io.stdin);
    return io.stdin.read();
  }
  try {
    return await readFile(resolve(io.cwd, file), "utf8");
  } catch (error) {
    throw fileFailure("read", file, error);
  }
}

/** The text itself, or the contents of the file that `@file` names (`@-` is standard input). */
export async function readText(io: Io, textOrFile: string): Promise<string> {
  return textOrFile.startsWith("@") ? readInput(io, textOrFile.slice(1)) : textOrFile;
}

/** JSON given as text or `@file`. `option` names it in errors. */
async function readJson(io: Io, textOrFile: string, option: string): Promise<unknown> {
  const text = await readText(io, textOrFile);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's message quotes the text, which can hold secrets.
    throw usage(`the value of ${option} is no valid JSON`);
  }
}

/** A JSON object given as text or `@file`. */
export async function readJsonObject(io: Io, textOrFile: string, option: string): Promise<Record<string, unknown>> {
  const value = await readJson(io, textOrFile, option);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw usage(`the value of ${option} must be a JSON object`);
  }
  return { ...value };
}

export async function writeOutput(io: Io, file: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text);
  } catch (error) {
    throw fileFailure("write", file, error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it is not allowed",
  EISDIR: "it is a folder",
};

function fileFailure(verb: string, file: string, error: unknown): Failure {
  const code = String(Reflect.get(Object(error), "code"));
  return new Failure(ExitCode.failed, `cannot ${verb} ${file}: ${reasons[code] ?? code}`);
}
