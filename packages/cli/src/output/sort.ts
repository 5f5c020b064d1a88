import type { Cell } from "./columns.js";
import type { ListWriter } from "./format.js";
import { type Rows, Selection } from "./selection.js";

export interface SortKey {
  readonly name: string;
  readonly descending: boolean;
}

/** Reads `name` or `-name`. */
export function readSortKey(word: string): SortKey {
  return word.startsWith("-") ? { name: word.slice(1), descending: true } : { name: word, descending: false };
}

/** Puts lists in order; several ones in the same, where a command prints groups. */
export class Sorting<T> {
  readonly #selection: Selection<T>;
  readonly #descending: boolean;

  constructor(rows: Rows<T>, { name, descending }: SortKey) {
    this.#selection = new Selection(rows, [name]);
    this.#descending = descending;
  }

  /** The items in order; as they are where the key means nothing. */
  order(items: readonly T[]): readonly T[] {
    for (const item of items) this.#selection.see(item);
    if (!this.#selection.settled) return items;
    const [column] = this.#selection.columns;
    return items.toSorted((a, b) => compare(column?.value(a), column?.value(b), this.#descending));
  }

  /** Throws when no item has the key. */
  check(): void {
    this.#selection.check();
  }
}

/** Hands the items on in order, once all are known. */
export function sorted<T>(next: ListWriter<T>, sorting: Sorting<T>): ListWriter<T> {
  const items: T[] = [];
  return {
    item: (item) => void items.push(item),
    end(complete) {
      for (const item of sorting.order(items)) next.item(item);
      next.end(complete);
      sorting.check();
    },
  };
}

/** Numbers by size, texts by their characters; what has no value comes last in both directions. */
function compare(a: Cell, b: Cell, descending: boolean): number {
  const [noA, noB] = [a === null || a === undefined, b === null || b === undefined];
  if (noA || noB) return Number(noA) - Number(noB);
  const numeric = typeof a === "number" && typeof b === "number";
  const [x, y] = numeric ? [a, b] : [String(a), String(b)];
  const order = x < y ? -1 : x > y ? 1 : 0;
  return descending ? -order : order;
}
