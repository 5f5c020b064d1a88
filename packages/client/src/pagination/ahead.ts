import type { Exchange } from "../call.js";
import type { Next } from "./next.js";

/** Pages that were asked for before their turn. */
export interface Ahead {
  /** The next of them in their order; undefined after the last. */
  take(): Promise<Exchange<unknown>> | undefined;
  /** Asks for no more of them. */
  stop(): void;
}

/**
 * Asks for pages before their turn: `width` at a time, whichever of them ends first, and never more than twice as many
 * beyond the one whose turn it is. What a page says of those after it can be wrong.
 */
export function askAhead(
  addresses: Iterator<Next>,
  width: number,
  fetch: (next: Next) => Promise<Exchange<unknown>>,
): Ahead {
  const begun: Promise<Exchange<unknown>>[] = [];
  let places = width;
  const stop = () => {
    places = Number.NEGATIVE_INFINITY;
  };
  const fill = () => {
    while (places > 0 && begun.length < 2 * width) {
      const next = addresses.next();
      if (next.done === true) return;
      places -= 1;
      const page = fetch(next.value);
      begun.push(page);
      // A failure is thrown when its turn comes; the pages after it will not be wanted.
      page.then(() => {
        places += 1;
        fill();
      }, stop);
    }
  };
  fill();
  const take = () => {
    const page = begun.shift();
    fill();
    return page;
  };
  return { take, stop };
}
