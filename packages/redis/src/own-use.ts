/** The requests of this process: those that run, and when the others ended, as far back as they count. */
export class OwnUse {
  running = 0;
  readonly #longest: number;
  /** The oldest first. */
  #ended: number[] = [];
  /** How many were forgotten, and how many the server knows, of all that ever ended. */
  #forgotten = 0;
  #reported = 0;

  /** @param longest milliseconds after which a request counts nowhere any more */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Notes that a running request has ended. */
  end(now: number): void {
    this.running -= 1;
    this.#ended.push(now);
    this.#forget(now);
  }

  /** When the first request ended that the server does not know of; undefined when there is none. */
  get newsSince(): number | undefined {
    return this.#ended[Math.max(0, this.#reported - this.#forgotten)];
  }

  /** What the server does not know yet, and what to call when it does. */
  news(now: number): {
    readonly ended: readonly (readonly [count: number, age: number])[];
    readonly told: () => unknown;
  } {
    const all = this.#forgotten + this.#ended.length;
    const unknown = this.#ended.slice(Math.max(0, this.#reported - this.#forgotten));
    return { ended: byAge(unknown, now), told: () => (this.#reported = all) };
  }

  /** Makes all that still counts news: the server has lost it. */
  repeat(now: number): void {
    this.#forget(now);
    this.#reported = this.#forgotten;
  }

  /** How many requests count within `span` milliseconds, running ones among them. */
  count(span: number, now: number): number {
    return this.running + this.#ended.length - this.#firstAfter(now - span);
  }

  /** When the oldest of the requests that have ended within `span` counts no more; undefined when there is none. */
  nextExpiry(span: number, now: number): number | undefined {
    const oldest = this.#ended[this.#firstAfter(now - span)];
    return oldest === undefined ? undefined : oldest + span;
  }

  #forget(now: number): void {
    const gone = this.#firstAfter(now - this.#longest);
    // In one go now and then: taking off the first of thousands moves all the others.
    if (gone < 1000 && gone * 2 < this.#ended.length) return;
    this.#ended = this.#ended.slice(gone);
    this.#forgotten += gone;
  }

  #firstAfter(time: number): number {
    let low = 0;
    let high = this.#ended.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ended[middle] as number) > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Requests that ended within the same hundredth of a second, together; each at least as young as it is. */
function byAge(times: readonly number[], now: number): [count: number, age: number][] {
  const counts = new Map<number, number>();
  for (const time of times) {
    const age = Math.max(0, Math.floor((now - time) / 10) * 10);
    counts.set(age, (counts.get(age) ?? 0) + 1);
  }
  return [...counts].map(([age, count]) => [count, age]);
}
