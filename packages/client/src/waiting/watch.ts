import type { Clock } from "../clock.js";
import { ApiError, RateLimitError } from "../errors/api.js";
import { NetworkError, TimeoutError } from "../errors/transport.js";
import { WaitAbortedError, type WaitError, WaitFailedError, WaitTimeoutError } from "../errors/waiting.js";

/** How to wait; every duration in milliseconds. */
export interface WaitOptions<T = unknown> {
  /** Time between two polls. Default: grows from 250 to 2,000. */
  readonly interval?: number;
  /** When to give up with WaitTimeoutError; 0 polls once. Default: the client's `waitLimit`, else never. */
  readonly limit?: number;
  /** Aborting it ends the wait at once with WaitAbortedError, which carries what is known. */
  readonly signal?: AbortSignal;
  /** Called after every poll. */
  readonly onPoll?: (progress: WaitProgress<T>) => void;
}

export interface WaitProgress<T> {
  readonly pending: readonly T[];
  readonly done: readonly T[];
}

/** How one kind of thing is watched. */
export interface Watched<T> {
  /** What it is called in messages, in the plural. */
  readonly what: string;
  readonly keyOf: (item: T) => number | string;
  /** The present states, in as few requests as possible; what does not exist is left out. */
  readonly read: (pending: readonly T[], options: PollOptions) => Promise<readonly T[]>;
  readonly isFinished: (item: T) => boolean;
}

/** Options for the requests of one poll: the watch itself does the repeating. */
export interface PollOptions {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly retries: 0;
}

export interface WatchSettings {
  readonly clock: Clock;
  readonly timeout: number;
  readonly waitInterval: number | undefined;
  readonly waitLimit: number;
}

const firstPause = 250;
const longestPause = 2_000;
/** A thing can be unknown for a while after it was made, and again when the API's parts disagree. */
const missingPatience = 60_000;
/** How long polling may fail in a row before the wait is given up. */
const failurePatience = 120_000;

/**
 * Polls until everything is finished, and yields each item when it is: at once, then after every pause less the time
 * the poll took, and a last time at the limit.
 */
export async function* watch<T>(
  items: readonly T[],
  watched: Watched<T>,
  { options, settings }: { options: WaitOptions<T>; settings: WatchSettings },
): AsyncGenerator<T, void, undefined> {
  const { clock } = settings;
  const { signal } = options;
  const interval = options.interval ?? settings.waitInterval;
  const deadline = clock.now() + (options.limit ?? settings.waitLimit);
  const pending = new Map(items.map((item) => [watched.keyOf(item), item]));
  const done: T[] = [];
  const missing = new Patience(missingPatience);
  const failing = new Patience(failurePatience);
  const state = () => ({ pending: [...pending.values()], done: [...done] });
  let pause = interval ?? firstPause;

  while (pending.size > 0) {
    const round = clock.now();
    let asked = 0;
    const finished: T[] = [];
    try {
      const remaining = Math.max(deadline - round, 1_000);
      const timeout = settings.timeout > 0 ? Math.min(settings.timeout, remaining) : remaining;
      const states = await watched.read([...pending.values()], { ...(signal && { signal }), timeout, retries: 0 });
      failing.end("");
      const absent = new Set(pending.keys());
      for (const item of states) {
        const key = watched.keyOf(item);
        if (!pending.has(key)) continue;
        absent.delete(key);
        missing.end(key);
        pending.set(key, item);
        if (watched.isFinished(item)) finished.push(item);
      }
      for (const key of absent) {
        if (missing.isOver(key, round)) {
          throw new WaitFailedError(`${watched.what} ${key} does not exist (any more)`, state());
        }
      }
    } catch (error) {
      if (signal?.aborted) throw aborted(watched.what, state(), signal);
      asked = passing(error);
      if (asked < 0 || (!(error instanceof RateLimitError) && failing.isOver("", round)))
        throw failed(error, watched.what, state());
    }
    for (const item of finished) {
      pending.delete(watched.keyOf(item));
      done.push(item);
    }
    options.onPoll?.(state());
    yield* finished;
    if (pending.size === 0) return;

    const now = clock.now();
    if (now >= deadline) throw timedOut(watched.what, state(), options.limit ?? settings.waitLimit);
    try {
      await clock.sleep(Math.min(Math.max(pause - (now - round), asked, 0), deadline - now), signal);
    } catch (error) {
      throw signal?.aborted ? aborted(watched.what, state(), signal) : error;
    }
    pause = interval ?? Math.min(pause * 1.5, longestPause);
  }
}

/** Counts how long something has been so without a break. */
class Patience {
  readonly #since = new Map<number | string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  isOver(key: number | string, now: number): boolean {
    const since = this.#since.get(key) ?? now;
    this.#since.set(key, since);
    return now - since >= this.#limit;
  }

  end(key: number | string): void {
    this.#since.delete(key);
  }
}

/** For a failure that passes, the least pause before the next poll; -1 for one that does not. */
function passing(error: unknown): number {
  if (error instanceof RateLimitError || (error instanceof ApiError && error.status >= 500))
    return error.retryAfter ?? 0;
  if (error instanceof TimeoutError || (error instanceof NetworkError && !error.permanent)) return 0;
  return -1;
}

interface State<T> {
  readonly pending: readonly T[];
  readonly done: readonly T[];
}

function failed<T>(error: unknown, what: string, state: State<T>): WaitError<T> | unknown {
  if (error instanceof WaitFailedError || !(error instanceof Error)) return error;
  return new WaitFailedError(`waiting for ${count(state)} ${what} failed: ${error.message}`, state, { cause: error });
}

function timedOut<T>(what: string, state: State<T>, limit: number): WaitTimeoutError<T> {
  return new WaitTimeoutError(`${count(state)} ${what} not finished within ${limit} ms`, state);
}

function aborted<T>(what: string, state: State<T>, signal: AbortSignal): WaitAbortedError<T> {
  return new WaitAbortedError(`waiting for ${count(state)} ${what} was cancelled`, state, { cause: signal.reason });
}

function count({ pending, done }: State<unknown>): string {
  return `${pending.length} of ${pending.length + done.length}`;
}
