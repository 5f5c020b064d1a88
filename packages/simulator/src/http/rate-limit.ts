import { ApiProblem } from "../problem.js";
import { limitsOf } from "./operation-limits.js";

const MINUTE = 60_000;
const HOUR = 3_600_000;

export interface Limits {
  /** Requests of one account within 60 minutes. */
  perHour: number;
  /** Requests of one account within 60 seconds. */
  perMinute: number;
}

export const DEFAULT_LIMITS: Limits = { perHour: 5000, perMinute: 250 };

/** What is left of one account's limit, as the answer's headers say it. */
export type LimitHeaders = Readonly<Record<"ratelimit-limit" | "ratelimit-remaining" | "ratelimit-reset", string>>;

/** A request that is about to be done: a limit can be of what its body asks for. */
export interface Taken {
  readonly account: string;
  readonly now: number;
  readonly body: unknown;
}

/** Sliding windows per account, in the memory of this process: a request counts until an hour after it was made. */
export class RateLimit {
  readonly #limits: Limits;
  readonly #refuses: boolean;
  readonly #windows = new Map<string, Window>();

  /** With `false` nothing is counted or refused, and no header tells of a limit: clients that pace themselves need not. */
  constructor(limits: Limits | false) {
    this.#limits = limits || DEFAULT_LIMITS;
    this.#refuses = limits !== false;
  }

  /** Counts one request. Throws the 429 when the account has none left; a refused request does not count. */
  take(account: string, now: number): LimitHeaders | undefined {
    if (!this.#refuses) return undefined;
    const window = this.#window(account, now);
    const hour = window.since(now - HOUR);
    const minute = window.since(now - MINUTE);
    if (hour.count >= this.#limits.perHour) throw this.#refusal(hour.oldest + HOUR, window.oldest + HOUR, now);
    if (minute.count >= this.#limits.perMinute) throw this.#refusal(minute.oldest + MINUTE, window.oldest + HOUR, now);
    window.add(now);
    return this.#headers(hour.count + 1, window.oldest + HOUR);
  }

  /**
   * Counts one request against the limits of its operation, whose headers then stand in the place of the account's;
   * undefined for an operation without. Throws the 429 when one has too little left; a refused request does not count.
   */
  takeFor(operation: string, { account, body, now }: Taken): LimitHeaders | undefined {
    if (!this.#refuses) return undefined;
    const takes = limitsOf(operation).map(({ name, requests, within, cost }) => {
      const window = this.#window(`${account} ${name}`, now);
      const { count, oldest } = window.since(now - within);
      const added = cost?.(body) ?? 1;
      return { requests, window, added, used: count + added, reset: (count === 0 ? now : oldest) + within };
    });
    for (const { requests, used, reset } of takes) {
      if (used > requests) throw refusal(headersOf(requests, used, reset), reset - now);
    }
    for (const { window, added } of takes) for (let count = 0; count < added; count++) window.add(now);
    const last = takes.at(-1);
    return last && headersOf(last.requests, last.used, last.reset);
  }

  clear(): void {
    this.#windows.clear();
  }

  #window(account: string, now: number): Window {
    let window = this.#windows.get(account);
    if (!window || window.newest > now) {
      // A clock that was set back makes the requests of the future meaningless.
      window = new Window();
      this.#windows.set(account, window);
    }
    window.forget(now - HOUR);
    return window;
  }

  #headers(used: number, reset: number): LimitHeaders {
    return headersOf(this.#limits.perHour, used, reset);
  }

  #refusal(again: number, reset: number, now: number): ApiProblem {
    return refusal(this.#headers(this.#limits.perHour, reset), again - now);
  }
}

function headersOf(limit: number, used: number, reset: number): LimitHeaders {
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(Math.max(limit - used, 0)),
    "ratelimit-reset": String(Math.ceil(reset / 1000)),
  };
}

function refusal(headers: LimitHeaders, wait: number): ApiProblem {
  const retryAfter = String(Math.max(Math.ceil(wait / 1000), 1));
  return new ApiProblem(429, "too_many_requests", {
    message: "API Rate limit exceeded.",
    headers: { ...headers, "retry-after": retryAfter },
  });
}

/** The times of an account's requests, oldest first. */
class Window {
  #times: number[] = [];
  #start = 0;

  get oldest(): number {
    return this.#times[this.#start] ?? 0;
  }

  get newest(): number {
    return this.#times.at(-1) ?? 0;
  }

  add(time: number): void {
    this.#times.push(time);
  }

  /** Drops what was made at `limit` or before. */
  forget(limit: number): void {
    while (this.#start < this.#times.length && this.oldest <= limit) this.#start++;
    if (this.#start > 1000 && this.#start * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#start);
      this.#start = 0;
    }
  }

  /** How many requests were made after `limit`, and when the first of them was. */
  since(limit: number): { count: number; oldest: number } {
    let low = this.#start;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] ?? 0) > limit) high = middle;
      else low = middle + 1;
    }
    return { count: this.#times.length - low, oldest: this.#times[low] ?? 0 };
  }
}
