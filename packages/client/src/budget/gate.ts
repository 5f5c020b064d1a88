import type { Clock } from "../clock.js";
import type { GateRule, RequestGate } from "./gated.js";

/**
 * Lets requests through one after another, as long as `limit` of them in any `span` milliseconds allows it.
 * A request counts from when it is let through until `span` after its end: the API counts it some time in between.
 */
export class Gate implements RequestGate {
  limit: number;
  readonly #span: number;
  readonly #clock: Clock;
  #running = 0;
  /** When the requests that still count have ended, the oldest first. */
  readonly #ended: number[] = [];
  #closedUntil = 0;
  #turn: Promise<void> = Promise.resolve();
  #queued = 0;
  #wake: (() => void) | undefined;

  constructor(clock: Clock, { limit, span }: GateRule) {
    this.#clock = clock;
    this.limit = limit;
    this.#span = span;
  }

  async enter(signal: AbortSignal | undefined): Promise<void> {
    if (this.#queued === 0 && this.#pause() <= 0) {
      this.#running += 1;
      return;
    }
    const before = this.#turn;
    let done = () => {};
    this.#turn = new Promise((resolve) => {
      done = resolve;
    });
    this.#queued += 1;
    try {
      await unlessAborted(before, signal);
      for (let pause = this.#pause(); pause > 0; pause = this.#pause()) await this.#rest(pause, signal);
      signal?.throwIfAborted();
      this.#running += 1;
    } finally {
      this.#queued -= 1;
      // Those behind a request that was aborted still wait for those before it.
      void before.then(done);
    }
  }

  leave(): void {
    this.#running -= 1;
    this.#ended.push(this.#clock.now());
    this.#wake?.();
  }

  close(until: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  /** Milliseconds until there can be room; Infinity when a running request has to end first. */
  #pause(): number {
    const now = this.#clock.now();
    while (this.#ended.length > 0 && (this.#ended[0] as number) + this.#span <= now) this.#ended.shift();
    const closed = this.#closedUntil - now;
    if (this.#running + this.#ended.length < this.limit) return closed;
    const oldest = this.#ended[0];
    return Math.max(closed, oldest === undefined ? Number.POSITIVE_INFINITY : oldest + this.#span - now);
  }

  #rest(pause: number, signal: AbortSignal | undefined): Promise<void> {
    if (pause !== Number.POSITIVE_INFINITY) return this.#clock.sleep(pause, signal);
    const ended = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return unlessAborted(ended, signal);
  }
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, reject);
  });
}
