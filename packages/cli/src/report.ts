import { ExitCode } from "./exit-codes.js";
import { Failure } from "./failure.js";
import type { Io } from "./io/io.js";
import { Messages } from "./terminal/messages.js";

/** An error as the user reads it, and the exit code it means. */
export interface Report {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly exitCode: ExitCode;
}

/** Prints the error of a failed run and gives its exit code. */
export async function report(error: unknown, io: Io, messages = new Messages(io, false)): Promise<ExitCode> {
  if (io.interrupt.aborted) {
    messages.error("interrupted");
    return ExitCode.interrupted;
  }
  const { message, hint, exitCode } = await describe(error);
  messages.error(message, hint);
  return exitCode;
}

/** Says what an error means for the user; its stack is for nobody. */
export async function describe(error: unknown): Promise<Report> {
  if (error instanceof Failure) return error;
  // Loaded by now if it made the error, and if it did not, this is the end of the run.
  const client = await import("@doapi/client");
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof client.AuthenticationError) {
    return { message, exitCode: ExitCode.denied, hint: "is the token right, and not revoked?" };
  }
  if (error instanceof client.PermissionError) return { message, exitCode: ExitCode.denied };
  if (error instanceof client.NotFoundError) return { message, exitCode: ExitCode.notFound };
  if (error instanceof client.ConflictError) return { message, exitCode: ExitCode.refused };
  if (error instanceof client.UnprocessableError) {
    const hint = error.isPendingEvent() ? "wait for the running action first: doapi action wait" : undefined;
    return { message, hint, exitCode: ExitCode.refused };
  }
  if (error instanceof client.RateLimitError) {
    const reset = error.reset === undefined ? undefined : `requests become free from ${error.reset.toISOString()} on`;
    return { message, hint: reset, exitCode: ExitCode.rateLimited };
  }
  if (error instanceof client.WaitFailedError && error.cause !== undefined) {
    return { ...(await describe(error.cause)), message };
  }
  // What a wait was for has ended, and not well.
  if (error instanceof client.ActionError || error instanceof client.ResourceFailedError)
    return { message, exitCode: ExitCode.actionErrored };
  if (error instanceof client.WaitTimeoutError) return { message, exitCode: ExitCode.waitLimit };
  if (error instanceof client.ForeignOriginError) return { message, exitCode: ExitCode.usage };
  return { message, exitCode: ExitCode.failed };
}
