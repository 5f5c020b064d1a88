import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
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

/** Writes a file for its owner alone; it is complete under its name or not there at all. */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(draft, content, { mode: 0o600, flag: "wx", flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw new Failure(ExitCode.failed, `cannot write ${file}: ${reasonOf(error)}`);
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
