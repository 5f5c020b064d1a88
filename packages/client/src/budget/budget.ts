import type { RateLimit } from "../rate-limit.js";

/** A request as a budget sees it. */
export interface BudgetRequest {
  readonly method: string;
  readonly path: string;
  /** Whose limits it counts against: the endpoint, and a number made from the token that does not give it away. */
  readonly account: string;
  readonly signal: AbortSignal | undefined;
}

/** What a budget is told when an attempt has ended. */
export interface BudgetReport {
  /** The status of the answer; undefined when none came. */
  readonly status: number | undefined;
  /** What the answer said of the token's limits. */
  readonly rateLimit: RateLimit | undefined;
  /** Milliseconds that a 429 asks everybody to wait. */
  readonly retryAfter: number | undefined;
}

/**
 * Paces requests so that the API's limits are not hit. The client asks before every attempt and reports after it.
 * One budget can serve several clients; an implementation of your own can serve several machines.
 */
export interface RateBudget {
  /** Resolves when the request may be sent, to the function to call when it has ended; rejects when its signal is aborted. */
  take(request: BudgetRequest): Promise<(report: BudgetReport) => void>;
}

/** Limits of an account. */
export interface BudgetLimits {
  /** Requests in any 60 seconds. Default: 250. */
  readonly perMinute?: number | undefined;
  /**
   * Requests in any 60 minutes. Default: 5,000, until an answer's `ratelimit-limit` says otherwise. With Infinity nothing
   * waits for the hour: when it is used up, the API's refusal is the error.
   */
  readonly perHour?: number | undefined;
}
