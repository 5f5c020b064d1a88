import { ExitCode } from "./exit-codes.js";

/** An error that the shell itself finds, with the exit code it ends in. Its message is written for the user. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly exitCode: ExitCode;
  /** What the user can do about it. */
  readonly hint: string | undefined;

  constructor(exitCode: ExitCode, message: string, hint?: string) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}

/** The command line makes no sense. */
export function usage(message: string, hint?: string): Failure {
  return new Failure(ExitCode.usage, message, hint);
}

/** What was named does not exist, or is not the only one. */
export function notFound(message: string, hint?: string): Failure {
  return new Failure(ExitCode.notFound, message, hint);
}
