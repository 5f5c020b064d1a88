import { NotFoundError } from "../errors/api.js";
import type { List } from "../pagination/list.js";

/** Where the states of many things can be read: one by one, or from a list. */
export interface Readable<T> {
  readonly keyOf: (item: T) => number | string;
  readonly get: (key: number | string) => PromiseLike<T>;
  readonly list: () => List<T>;
  /** True for an element behind which the list has none of those wanted; for lists in a known order. */
  readonly isPast?: (item: T, wanted: readonly (number | string)[]) => boolean;
}

const atOnce = 8;

/**
 * Reads the states of `keys` in few requests: one thing by itself, several from the list as long as its pages yield
 * more than single requests would, the rest one by one. What does not exist is left out.
 */
export async function readMany<T>(keys: readonly (number | string)[], source: Readable<T>): Promise<T[]> {
  const wanted = new Set(keys);
  const found: T[] = [];
  if (wanted.size > 1) {
    let read = 0;
    for await (const page of source.list().pages()) {
      const before = wanted.size;
      for (const item of page.items) if (wanted.delete(source.keyOf(item))) found.push(item);
      read += page.items.length;
      const last = page.items.at(-1);
      if (wanted.size === 0 || last === undefined || source.isPast?.(last, [...wanted])) break;
      const pagesLeft = page.total === undefined ? 1 : Math.ceil((page.total - read) / page.items.length);
      if (before - wanted.size <= 1 && wanted.size <= pagesLeft) break;
    }
  }
  return found.concat(await readEach([...wanted], source.get));
}

/** Reads things one by one, some of them at the same time. What does not exist is left out. */
export async function readEach<K, T>(keys: readonly K[], get: (key: K) => PromiseLike<T | undefined>): Promise<T[]> {
  const found: T[] = [];
  const queue = [...keys];
  const work = async () => {
    for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
      const item = await exists(get(key));
      if (item !== undefined) found.push(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, work));
  return found;
}

/** The value, or undefined where there is none (404). */
export async function exists<T>(value: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
