/** Where the setting of a clock is kept: in the state, so that every process on one state file sees the same time. */
export interface ClockStore {
  load(): ClockSetting;
  /** Changes the setting as one step: no other process comes between reading and writing it. */
  update(change: (setting: ClockSetting) => ClockSetting): void;
}

/** A frozen clock shows `frozen`; a running one the real time plus `offset`. Milliseconds. */
export interface ClockSetting {
  frozen: number | null;
  offset: number;
}

/** The simulator's time: the real one unless it was frozen, advanced or set by hand. */
export class Clock {
  readonly #store: ClockStore;
  readonly #real: () => number;

  constructor(store: ClockStore, real: () => number = Date.now) {
    this.#store = store;
    this.#real = real;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#shown(this.#store.load());
  }

  get frozen(): boolean {
    return this.#store.load().frozen !== null;
  }

  /** Stops the clock, at `at` or where it is. */
  freeze(at?: number | Date): void {
    const time = at === undefined ? undefined : milliseconds(at);
    this.#store.update((setting) => ({ frozen: time ?? this.#shown(setting), offset: 0 }));
  }

  /** Lets the clock run on from the time it shows. */
  resume(): void {
    this.#store.update((setting) => ({ frozen: null, offset: this.#shown(setting) - this.#real() }));
  }

  /** Moves the clock forward, frozen or running. What becomes due happens before the next request is answered. */
  advance(duration: number): void {
    if (!Number.isFinite(duration) || duration < 0) {
      throw new RangeError("A clock is advanced by a number of milliseconds, not below 0.");
    }
    this.#store.update((setting) => this.#moved(setting, milliseconds(this.#shown(setting) + duration)));
  }

  /** Sets the time. A frozen clock stays frozen, a running one runs on from there. */
  set(date: number | Date): void {
    const time = milliseconds(date);
    this.#store.update((setting) => this.#moved(setting, time));
  }

  #shown({ frozen, offset }: ClockSetting): number {
    return frozen ?? this.#real() + offset;
  }

  #moved({ frozen }: ClockSetting, time: number): ClockSetting {
    return frozen === null ? { frozen: null, offset: time - this.#real() } : { frozen: time, offset: 0 };
  }
}

/** The API writes times in whole seconds. */
export function timestamp(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function milliseconds(date: number | Date): number {
  const time = Number(date);
  // Beyond this, no Date exists and writing one would throw in the middle of an answer.
  if (!(Math.abs(time) <= 8.64e15)) throw new RangeError("The clock needs a valid date or milliseconds since 1970.");
  return Math.trunc(time);
}
