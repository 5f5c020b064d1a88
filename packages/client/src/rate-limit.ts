import type { Headers } from "./transport/message.js";

/** What the API said of the token's budget in its last answer. */
export interface RateLimit {
  /** Requests allowed per hour. */
  readonly limit: number;
  /** Requests left of them. */
  readonly remaining: number;
  /** When the oldest counted request expires. Has been seen to lie in the past: then it says nothing. */
  readonly reset: Date;
}

/** Reads the `ratelimit-*` headers; undefined when they are missing or no numbers. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = Number(headers["ratelimit-limit"] ?? Number.NaN);
  const remaining = Number(headers["ratelimit-remaining"] ?? Number.NaN);
  const reset = Number(headers["ratelimit-reset"] ?? Number.NaN);
  if (Number.isNaN(limit + remaining + reset)) return undefined;
  return { limit, remaining, reset: new Date(reset * 1000) };
}
