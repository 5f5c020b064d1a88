import type { WaitOptions, WaitProgress } from "@doapi/client";
import { ExitCode } from "../exit-codes.js";
import type { Columns } from "../output/columns.js";
import type { Context } from "../session/context.js";
import type { ProgressLine } from "../terminal/progress.js";
import { explainEnd, isWaiting, limitsOf, showProgress, type WaitInput } from "./wait.js";

/** Something that is made, and takes a while to be usable. */
interface Becoming<T> extends PromiseLike<T> {
  ready(options: WaitOptions<T>): Promise<T>;
}

interface Printing<T> {
  readonly columns: Columns<T>;
  readonly line: (item: T) => ProgressLine;
  readonly wait: WaitInput;
}

/**
 * Prints what a call has made: at once, or when it is usable if the user waits. When the wait ends early it is printed as last
 * seen, since it is there all the same.
 */
export async function printReady<T>(context: Context, call: Becoming<T>, { columns, line, wait }: Printing<T>) {
  let known: T = await call;
  if (!isWaiting(wait)) {
    context.results.object(columns, known);
    return ExitCode.done;
  }
  const show = showProgress(context, line);
  const onPoll = (progress: WaitProgress<T>) => {
    known = progress.done[0] ?? progress.pending[0] ?? known;
    show(progress);
  };
  try {
    known = await call.ready({ ...limitsOf(context, wait), onPoll });
    return ExitCode.done;
  } catch (error) {
    return await explainEnd(context, error);
  } finally {
    context.messages.progress.finish();
    context.results.object(columns, known);
  }
}
