import type { Clock } from "../clock.js";
import { ApiError, NotFoundError, RateLimitError } from "../errors/api.js";
import { AmbiguousResultError, NetworkError, TimeoutError } from "../errors/transport.js";
import { type Hooks, tell } from "../hooks.js";
import type { Link, WireResponse } from "./message.js";

export interface RetrySettings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly hooks: Hooks;
}

/** The longest pause, in milliseconds, that is waited out; when the API asks for more, the error is thrown at once. */
const longestPause = 60_000;

const idempotent = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]);
/** 520 to 524 are what the edge in front of the API answers when the API did not. */
const passing = new Set([500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Repeats what failed in passing, and never what may have been carried out already and must not be done twice. */
export function retry({ clock, random, hooks }: RetrySettings): Link {
  return (next) => async (request) => {
    let mayBeDone = false;
    for (let attempts = 1; ; attempts++) {
      const attempt = attempts === 1 ? request : { ...request, attempts };
      try {
        return await next(attempt);
      } catch (error) {
        if (mayBeDone && request.method === "DELETE" && error instanceof NotFoundError) return gone;
        const failure = judge(error);
        if (failure === undefined) throw error;
        if (failure.mayBeDone && !idempotent.has(request.method))
          throw new AmbiguousResultError(attempt, failure.error);
        mayBeDone ||= failure.mayBeDone;
        const pause = Math.max(backoff(attempts, random()), askedFor(failure.error, clock.now()));
        if (attempts > request.retries || pause > longestPause) throw error;
        tell(hooks, "retry", { method: request.method, path: request.path, attempts, error: failure.error, pause });
        await clock.sleep(pause, request.signal);
      }
    }
  };
}

/** What a DELETE becomes when its first answer was lost and the thing is gone at the second: done. */
const gone: WireResponse = { status: 204, headers: {}, text: () => "", bytes: () => new Uint8Array() };

/** Whether a failure is one that passes, and whether the request may have been carried out all the same. */
function judge(error: unknown): { error: Error; mayBeDone: boolean } | undefined {
  if (error instanceof RateLimitError) return { error, mayBeDone: false };
  if (error instanceof NetworkError) return error.permanent ? undefined : { error, mayBeDone: error.reached };
  if (error instanceof TimeoutError) return { error, mayBeDone: true };
  if (error instanceof ApiError && passing.has(error.status)) return { error, mayBeDone: true };
  return undefined;
}

/** Half fixed, half by chance: many clients that failed together do not come back together. */
function backoff(attempts: number, chance: number): number {
  return Math.min(500 * 2 ** (attempts - 1), 8_000) * (0.5 + chance / 2);
}

/** The pause that the API asks for, in milliseconds. */
function askedFor(error: Error, now: number): number {
  if (error instanceof ApiError && error.retryAfter !== undefined) return error.retryAfter;
  const untilReset = error instanceof RateLimitError ? (error.reset?.getTime() ?? now) - now : 0;
  // A reset that lies in the past, or further away than can be waited for, says nothing about the next try.
  return untilReset <= longestPause ? untilReset : 0;
}
