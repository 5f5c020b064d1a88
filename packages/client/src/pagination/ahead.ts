import type { Exchange } from "../call.js";
import type { Next } from "./next.js";

/**
 * Pages that are asked for before their turn: `width` at a time, whichever of them ends first, and never more than twice
 * as many beyond the one whose turn it is. What a page says of those after it can be wrong.
 */
export class Ahead {
  readonly #addresses: Iterator<Next>;
  readonly #width: number;
  readonly #fetch: (next: Next) => Promise<Exchange<unknown>>;
  readonly #begun: Promise<Exchange<unknown>>[] = [];
  #running = 0;
  #stopped = false;

  constructor(addresses: Iterator<Next>, width: number, fetch: (next: Next) => Promise<Exchange<unknown>>) {
    this.#addresses = addresses;
    this.#width = width;
    this.#fetch = fetch;
    this.#fill();
  }

  /** The next in their order; undefined after the last. */
  take(): Promise<Exchange<unknown>> | undefined {
    const page = this.#begun.shift();
    this.#fill();
    return page;
  }

  /** Asks for no more of them. */
  stop(): void {
    this.#stopped = true;
  }

  #fill(): void {
    while (!this.#stopped && this.#running < this.#width && this.#begun.length < 2 * this.#width) {
      const next = this.#addresses.next();
      if (next.done === true) return;
      this.#running += 1;
      const page = this.#fetch(next.value);
      this.#begun.push(page);
      page.then(
        () => {
          this.#running -= 1;
          this.#fill();
        },
        // Thrown when its turn comes; those after it will not be wanted.
        () => this.stop(),
      );
    }
  }
}
