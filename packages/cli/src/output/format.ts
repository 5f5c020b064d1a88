import { toJson } from "./printable.js";

/** Writes the items of one list in one format, as they come. */
export interface ListWriter<T = unknown> {
  item(item: T): void;
  /** Closes the list. `complete` is false when it ends early because something failed. */
  end(complete: boolean): void;
}

/** A JSON array, one element after the other. It is valid JSON whenever it ends; a list that failed before its first element is nothing. */
export function jsonArray(write: (text: string) => void): ListWriter {
  let count = 0;
  return {
    item(item) {
      const json = toJson(item, 2).replaceAll("\n", "\n  ");
      write(`${count === 0 ? "[" : ","}\n  ${json}`);
      count += 1;
    },
    end(complete) {
      if (count > 0) write("\n]\n");
      else if (complete) write("[]\n");
    },
  };
}

/** One line of JSON for each item. */
export function jsonLines(write: (text: string) => void): ListWriter {
  return { item: (item) => write(`${toJson(item, 0)}\n`), end: () => {} };
}

/** Collects the rows, since a column is as wide as its widest cell; `render` gets them at the end. */
export function tableRows<T>(render: (rows: readonly T[]) => void): ListWriter<T> {
  const rows: T[] = [];
  return {
    item(item) {
      rows.push(item);
    },
    end() {
      if (rows.length > 0) render(rows);
    },
  };
}
