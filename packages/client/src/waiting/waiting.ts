import { type WaitOptions, type Watched, watch, type WatchSettings } from "./watch.js";

/** A wait for several things: iterate it to get each as soon as it is finished, or await it for all in the order given. */
export class Waiting<T, R = T[]> implements AsyncIterable<T>, PromiseLike<R> {
  readonly #items: readonly T[];
  readonly #watched: Watched<T>;
  readonly #how: { options: WaitOptions<T>; settings: WatchSettings };
  readonly #finish: (items: T[]) => R;
  readonly #end: (() => void) | undefined;
  #all: Promise<R> | undefined;

  /** `end` is called once everything was given, awaited or iterated; what it throws ends the wait. */
  constructor(
    subject: { items: readonly T[]; watched: Watched<T>; finish: (items: T[]) => R; end?: () => void },
    how: { options: WaitOptions<T>; settings: WatchSettings },
  ) {
    this.#items = subject.items;
    this.#watched = subject.watched;
    this.#finish = subject.finish;
    this.#end = subject.end;
    this.#how = how;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* watch(this.#items, this.#watched, this.#how);
    this.#end?.();
  }

  then<A = R, B = never>(
    fulfilled?: ((value: R) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#all ??= this.#collect();
    return this.#all.then(fulfilled, rejected);
  }

  async #collect(): Promise<R> {
    const { keyOf } = this.#watched;
    const finished = new Map<number | string, T>();
    for await (const item of this) finished.set(keyOf(item), item);
    return this.#finish(this.#items.map((item) => finished.get(keyOf(item)) ?? item));
  }
}
