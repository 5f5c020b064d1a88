/** Time as the budget counts it, in milliseconds since 1970. */
export interface Timing {
  /** Never goes back or leaps. */
  now(): number;
  /** What the clock on the wall shows. */
  wall(): number;
  /** Calls back after so many milliseconds. With `background` it does not keep the process alive. Returns what undoes it. */
  later(milliseconds: number, call: () => void, background?: boolean): () => void;
}

/** The machine's time, or that many times faster. */
export function timing(speed: number): Timing {
  return {
    now: () => (performance.timeOrigin + performance.now()) * speed,
    wall: () => Date.now() * speed,
    later(milliseconds, call, background = false) {
      // A timer can fire up to a millisecond early.
      const timer = setTimeout(call, Math.min(milliseconds / speed + 1, 2 ** 31 - 1));
      if (background) timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
