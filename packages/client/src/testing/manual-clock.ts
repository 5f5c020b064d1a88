import type { Clock } from "../clock.js";

/** A clock on which sleeping takes no time: it moves on by itself and notes every pause. */
export class ManualClock implements Clock {
  /** The pauses that were slept, in milliseconds. */
  readonly pauses: number[] = [];
  /** Called while somebody sleeps, before the pause is over. */
  whileSleeping: () => void = () => {};
  #now: number;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  // A property, because the client passes it on by itself.
  readonly now = (): number => this.#now;

  /** Lets time pass. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.pauses.push(milliseconds);
    this.whileSleeping();
    signal?.throwIfAborted();
    this.advance(milliseconds);
  }
}
