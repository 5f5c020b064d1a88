import { ExitCode } from "./exit-codes.js";
import type { Io } from "./io/io.js";
import { version } from "./version.js";

/**
 * Runs one command line and resolves to its exit code, one of {@link ExitCode} or that of a program which it handed the
 * terminal to; it never rejects.
 *
 * @param argv The words after the program's name.
 * @param io Everything the run takes from, and gives to, the outside.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 1 && argv[0] === "--version") {
    // Without loading anything: this is what shells and editors ask for again and again.
    io.stdout.write(`${version}\n`);
    return ExitCode.done;
  }
  try {
    const { dispatch } = await import("./dispatch.js");
    return await dispatch(argv, io);
  } catch (error) {
    const { report } = await import("./report.js");
    return report(error, io);
  }
}
