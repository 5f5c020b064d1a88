interface Waiter {
  readonly pass: () => void;
}

/** Requests that wait, in the order in which they came. */
export class Queue {
  readonly #waiting: Waiter[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  /** Resolves when it is let through; rejects with the signal's reason when that is aborted first. */
  join(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter = {
        pass: () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting.push(waiter);
    });
  }

  /** Lets the first through. */
  pass(): void {
    this.#waiting.shift()?.pass();
  }
}
