import type { Clock } from "../clock.js";
import { RateLimitError, ServerError } from "../errors/api.js";
import { NetworkError, TimeoutError } from "../errors/transport.js";
import { number } from "../options.js";
import { WaitAbortedError, WaitFailedError, WaitTimeoutError } from "../errors/waiting.js";

/** How to wait; every duration in milliseconds. */
export interface WaitOptions<T = unknown> {
  /** Time between two polls. Default: grows from 250 to 2,000. */
  readonly interval?: number | undefined;
  /** When to give up with WaitTimeoutError; 0 polls once. Default: the client's `waitLimit`, else never. */
  readonly limit?: number | undefined;
  /** Aborting it ends the wait at once with WaitAbortedError, which carries what is known. */
  readonly signal?: AbortSignal | undefined;
  /** Called after every poll. */
  readonly onPoll?: ((progress: WaitProgress<T>) => void) | undefined;
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
/** The least time that the last poll before a limit is given to answer. */
const leastTimeout = 1_000;

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
  const interval = number("interval", options.interval) ?? settings.waitInterval;
  const limit = number("limit", options.limit) ?? settings.waitLimit;
  const deadline = clock.now() + limit;
  const pending = new Map(items.map((item) => [watched.keyOf(item), item]));
  const done: T[] = [];
  const missing = new Patience(missingPatience);
  const failing = new Patience(failurePatience);
  const state = () => ({ pending: [...pending.values()], done: [...done] });
  const aborted = () =>
    new WaitAbortedError(`waiting for ${count(state())} ${watched.what} was cancelled`, state(), {
      cause: signal?.reason,
    });
  let pause = interval ?? firstPause;

  while (pending.size > 0) {
    const round = clock.now();
    let least = 0;
    let states: readonly T[] = [];
    const absent = new Set<number | string>();
    try {
      states = await watched.read([...pending.values()], pollOptions(deadline - round));
      failing.end();
      for (const key of pending.keys()) absent.add(key);
    } catch (error) {
      if (signal?.aborted) throw aborted();
      least = pauseAfter(error);
      const givesUp = Number.isNaN(least) || (!(error instanceof RateLimitError) && failing.isOver(round));
      if (givesUp) throw failed(error, watched.what, state());
    }

    const finished: T[] = [];
    for (const item of states) {
      const key = watched.keyOf(item);
      if (!absent.delete(key)) continue;
      missing.end(key);
      pending.set(key, item);
      if (watched.isFinished(item)) finished.push(item);
    }
    for (const item of finished) {
      pending.delete(watched.keyOf(item));
      done.push(item);
    }
    options.onPoll?.(state());
    yield* finished;
    if (pending.size === 0) return;
    for (const key of absent) {
      if (missing.isOver(round, key)) {
        throw new WaitFailedError(`of the ${watched.what} waited for, ${key} does not exist (any more)`, state());
      }
    }

    const now = clock.now();
    if (now >= deadline) {
      throw new WaitTimeoutError(`${count(state())} ${watched.what} not finished within ${limit} ms`, state());
    }
    try {
      await clock.sleep(Math.min(Math.max(pause - (now - round), least, 0), deadline - now), signal);
    } catch (error) {
      throw signal?.aborted ? aborted() : error;
    }
    pause = interval ?? Math.min(pause * 1.5, longestPause);
  }

  /** The watch itself repeats, so a request need not; and none may outlast the limit by much. */
  function pollOptions(remaining: number): PollOptions {
    const most = Math.max(remaining, leastTimeout);
    const timeout = settings.timeout > 0 ? Math.min(settings.timeout, most) : most;
    return { ...(signal && { signal }), timeout, retries: 0 };
  }
}

/** Counts how long something has been so without a break. */
class Patience {
  readonly #since = new Map<number | string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  isOver(now: number, key: number | string = ""): boolean {
    const since = this.#since.get(key) ?? now;
    this.#since.set(key, since);
    return now - since >= this.#limit;
  }

  end(key: number | string = ""): void {
    this.#since.delete(key);
  }
}

/** The least pause after a failure that passes, in milliseconds; NaN for one that does not pass. */
function pauseAfter(error: unknown): number {
  if (error instanceof RateLimitError || error instanceof ServerError) return error.retryAfter ?? 0;
  if (error instanceof TimeoutError || (error instanceof NetworkError && !error.permanent)) return 0;
  return Number.NaN;
}

interface State<T> {
  readonly pending: readonly T[];
  readonly done: readonly T[];
}

function failed<T>(error: unknown, what: string, state: State<T>): WaitFailedError<T> {
  const reason = error instanceof Error ? error.message : String(error);
  return new WaitFailedError(`waiting for ${count(state)} ${what} failed: ${reason}`, state, { cause: error });
}

function count({ pending, done }: State<unknown>): string {
  return `${pending.length} of ${pending.length + done.length}`;
}
