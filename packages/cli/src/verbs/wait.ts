import type { WaitOptions, WaitProgress } from "@doapi/client";
import { flag, type Input, seconds } from "../command/declare.js";
import { ExitCode } from "../exit-codes.js";
import { describe } from "../report.js";
import type { Context } from "../session/context.js";
import type { ProgressLine } from "../terminal/progress.js";

/** The options of a command that does nothing but wait. */
export const limitOptions = {
  waitTime: seconds("--wait-time <seconds>", "give up this long after the start"),
  waitInterval: seconds("--wait-interval <seconds>", "time between two polls"),
};

/** The options of a command that starts something and can wait for its end. */
export const waitOptions = {
  wait: flag("-w, --wait", "wait for the end, showing progress on standard error"),
  ...limitOptions,
};

export type LimitInput = Input<typeof limitOptions>;
export type WaitInput = Input<typeof waitOptions>;

/** Whether to wait: who sets a limit or an interval means to. */
export function isWaiting({ wait, waitTime, waitInterval }: WaitInput): boolean {
  return wait || waitTime !== undefined || waitInterval !== undefined;
}

export interface Following<T> {
  /** Starts the wait of the client. */
  readonly wait: (options: WaitOptions<T>) => AsyncIterable<T>;
  /** How progress shows an item. */
  readonly line: (item: T) => ProgressLine;
  /** Takes each item when it is finished and, when the wait ends early, those that are pending. */
  readonly emit: (item: T) => void;
}

/**
 * Waits for many things and hands each on as soon as it is finished. When the wait ends early, the message is printed, what is
 * pending is handed on as last seen, and the exit code tells which end it was.
 */
export async function follow<T>(context: Context, limits: LimitInput, following: Following<T>): Promise<ExitCode> {
  const options = { ...limitsOf(context, limits), onPoll: showProgress(context, following.line) };
  let failed = false;
  try {
    for await (const item of following.wait(options)) {
      failed ||= following.line(item).state === "failed";
      following.emit(item);
    }
    return failed ? ExitCode.actionErrored : ExitCode.done;
  } catch (error) {
    const { WaitError } = await import("@doapi/client");
    if (!(error instanceof WaitError)) throw error;
    // What the wait carries is what it was given.
    (error.pending as readonly T[]).forEach(following.emit);
    return await explainEnd(context, error);
  } finally {
    context.messages.progress.finish();
  }
}

/** The user's limits and Ctrl-C, as the client's waits take them. */
export function limitsOf({ startedAt, now, signal }: Context, { waitTime, waitInterval }: LimitInput) {
  return {
    ...(waitInterval === undefined ? {} : { interval: waitInterval }),
    ...(waitTime === undefined ? {} : { limit: Math.max(0, startedAt + waitTime - now()) }),
    signal,
  };
}

/** Draws the progress of a wait after each of its polls. */
export function showProgress<T>({ messages }: Context, line: (item: T) => ProgressLine) {
  const lines = new Map<string | number, ProgressLine>();
  return ({ pending, done }: WaitProgress<T>): void => {
    for (const item of [...done, ...pending]) {
      const current = line(item);
      lines.set(current.key, current);
    }
    messages.progress.update([...lines.values()]);
  };
}

/** Prints why a wait ended early and gives the exit code for it. */
export async function explainEnd({ messages, signal }: Context, error: unknown): Promise<ExitCode> {
  if (signal.aborted) {
    messages.error("interrupted");
    return ExitCode.interrupted;
  }
  const { WaitTimeoutError } = await import("@doapi/client");
  if (error instanceof WaitTimeoutError) {
    const count = error.pending.length + error.done.length;
    messages.error(`time is up: ${error.pending.length} of ${count} not finished`);
    return ExitCode.waitLimit;
  }
  const { message, hint, exitCode } = await describe(error);
  messages.error(message, hint);
  return exitCode;
}
