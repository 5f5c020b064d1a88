import type { Format, ListWriter, Page } from "../format.js";
import { toJson } from "../printable.js";

/** One JSON value; a list is written element by element. */
export function jsonFormat({ write }: Pick<Page, "write">): Format {
  const value = (value: unknown) => write(`${toJson(value, 2)}\n`);
  const values = () => jsonArray(write);
  return { tabular: false, value, values, list: values, object: (_, item) => value(item) };
}

/** A line of JSON for each item. */
export function ndjsonFormat({ write }: Pick<Page, "write">): Format {
  const value = (value: unknown) => write(`${toJson(value, 0)}\n`);
  const values = (): ListWriter => ({ item: value, end: () => {} });
  return { tabular: false, value, values, list: values, object: (_, item) => value(item) };
}

/** It is valid JSON whenever it ends; a list that failed before its first element is nothing. */
function jsonArray(write: (text: string) => void): ListWriter {
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
