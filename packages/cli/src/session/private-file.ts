import { readFile, stat } from "node:fs/promises";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { reasonOf } from "../io/errno.js";
import { shellQuote } from "./shell.js";

/**
 * The text of a file that holds a token; undefined when there is no such file. One that others of the machine can read is
 * refused: by then the token may be known to them.
 */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file);
    // Windows has other rights than these bits, which are always set there.
    if (process.platform !== "win32" && (mode & 0o077) !== 0) throw tooOpen(file, mode);
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code: unknown = Reflect.get(Object(error), "code");
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
    throw new Failure(ExitCode.denied, `cannot read the API token from ${file}: ${reasonOf(error)}`);
  }
}

function tooOpen(file: string, mode: number): Failure {
  const rights = (mode & 0o777).toString(8).padStart(4, "0");
  return new Failure(
    ExitCode.denied,
    `${file} holds an API token and can be read by others (mode ${rights})`,
    `mend it: chmod 600 ${shellQuote(file)}`,
  );
}
