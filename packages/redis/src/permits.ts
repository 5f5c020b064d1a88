import type { Timing } from "./timing.js";

/** Leave to send requests that the server gave and that are not used yet. */
export class Permits {
  readonly #timing: Timing;
  /** From when each may be used, the earliest first. */
  #from: number[] = [];
  #deadline = 0;
  /** The same by the clock on the wall, which runs on while a machine is suspended. */
  #wallDeadline = 0;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  get count(): number {
    return this.#from.length;
  }

  /** When they end: by then the server is to have heard that they are still wanted. */
  get deadline(): number {
    return this.#deadline;
  }

  /** @param times when the answer came, and when all permits of this process end */
  add(grants: Iterable<readonly [count: number, wait: number]>, times: { now: number; deadline: number }): void {
    for (const [count, wait] of grants) for (let each = 0; each < count; each++) this.#from.push(times.now + wait);
    this.#from.sort((a, b) => a - b);
    this.#deadline = times.deadline;
    this.#wallDeadline = this.#timing.wall() + times.deadline - times.now;
  }

  /** Uses one up; false when there is none for now. */
  take(now: number): boolean {
    const first = this.first(now);
    if (first === undefined || first > now) return false;
    this.#from.shift();
    return true;
  }

  /** From when the first may be used. */
  first(now: number): number | undefined {
    if (now >= this.#deadline || this.#timing.wall() >= this.#wallDeadline) this.clear();
    return this.#from[0];
  }

  /** How many may be used now. */
  usable(now: number): number {
    return this.first(now) === undefined ? 0 : this.#from.filter((from) => from <= now).length;
  }

  clear(): void {
    this.#from = [];
  }
}
