import { ExitCode } from "../exit-codes.js";
import { describe } from "../report.js";
import type { Context } from "../session/context.js";

/** Failures after which the next target can still succeed: they concern one target, not the token, the network or the API. */
const ofOneTarget: ReadonlySet<ExitCode> = new Set([ExitCode.refused, ExitCode.notFound]);

/** Keeps count of a change that is made to many targets one after the other, so that one refusal does not lose the others. */
export class Tally {
  readonly #context: Context;
  #done = 0;
  #hopeless = false;
  readonly #failures: ExitCode[] = [];

  constructor(context: Context) {
    this.#context = context;
  }

  /** True when going on makes no sense: interrupted, or a failure that every other target would meet too. */
  get stopped(): boolean {
    return this.#hopeless || this.#context.signal.aborted;
  }

  get failed(): boolean {
    return this.#failures.length > 0;
  }

  /** Makes one change. A failure is printed and counted; then the result is undefined. */
  async attempt<T>(label: string, change: () => PromiseLike<T>): Promise<T | undefined> {
    try {
      const result = await change();
      this.#done += 1;
      return result;
    } catch (error) {
      const { message, hint, exitCode } = await describe(error);
      this.#context.messages.error(`${label}: ${message}`, hint);
      this.#failures.push(exitCode);
      this.#hopeless = !ofOneTarget.has(exitCode);
      return undefined;
    }
  }

  exitCode(): ExitCode {
    const [first, ...others] = this.#failures;
    if (this.#context.signal.aborted) {
      this.#context.messages.error("interrupted");
      return ExitCode.interrupted;
    }
    if (first === undefined) return ExitCode.done;
    if (this.#done > 0) return ExitCode.partly;
    return others.every((code) => code === first) ? first : ExitCode.failed;
  }
}
