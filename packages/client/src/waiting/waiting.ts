import { type WaitOptions, type Watched, watch, type WatchSettings } from "./watch.js";

/** What is waited for, and what becomes of it. */
interface Awaiting<T, R> {
  readonly items: readonly T[];
  readonly watched: Watched<T>;
  readonly finish: (items: T[]) => R;
  /** Called once everything was given, awaited or iterated; what it throws ends the wait. */
  readonly end?: () => void;
}

/** A wait for several things: iterate it to get each as soon as it is finished, or await it for all in the order given. */
export class Waiting<T, R = T[]> implements AsyncIterable<T>, PromiseLike<R> {
  readonly #subject: Awaiting<T, R>;
  readonly #how: { options: WaitOptions<T>; settings: WatchSettings };
  #all: Promise<R> | undefined;

  constructor(subject: Awaiting<T, R>, how: { options: WaitOptions<T>; settings: WatchSettings }) {
    this.#subject = subject;
    this.#how = how;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const { items, watched, end } = this.#subject;
    yield* watch(items, watched, this.#how);
    end?.();
  }

  then<A = R, B = never>(
    fulfilled?: ((value: R) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#all ??= this.#collect();
    return this.#all.then(fulfilled, rejected);
  }

  async #collect(): Promise<R> {
    const { items, watched, finish } = this.#subject;
    const finished = new Map<number | string, T>();
    for await (const item of this) finished.set(watched.keyOf(item), item);
    return finish(items.map((item) => finished.get(watched.keyOf(item)) ?? item));
  }
}
