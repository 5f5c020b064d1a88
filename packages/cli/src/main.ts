import process from "node:process";
import { processIo } from "./io/process.js";
import { run } from "./run.js";

/** Runs the command line of this process. `words` come before it: those that the program's own name stands for. */
export async function main(...words: string[]): Promise<void> {
  const exitCode = await run([...words, ...process.argv.slice(2)], processIo());
  // Already set when standard output could not be written, which a run does not see.
  process.exitCode ||= exitCode;
}
