import type { ExitCode } from "../exit-codes.js";
import { describe } from "../report.js";
import type { Context } from "../session/context.js";

/** Prints the body of an answer as it is: JSON, text or bytes; nothing for an empty one. */
export function printAnswer({ results }: Context, body: unknown): void {
  if (body === undefined) return;
  if (typeof body === "string") results.text(body);
  else if (body instanceof Uint8Array) results.bytes(body);
  else results.value(body);
}

/** Prints what the API says of its refusal, which is the answer that was asked for; other errors are thrown on. */
export async function printRefusal(context: Context, error: unknown): Promise<ExitCode> {
  const { ApiError } = await import("@doapi/client");
  if (!(error instanceof ApiError)) throw error;
  printAnswer(context, error.body);
  const { message, hint, exitCode } = await describe(error);
  context.messages.error(message, hint);
  return exitCode;
}
