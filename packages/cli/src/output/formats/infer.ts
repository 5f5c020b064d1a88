import type { Column } from "../columns.js";
import { cellOf, fieldsOf, has } from "../fields.js";
import type { ListWriter } from "../format.js";
import { type Rows, rowsOf } from "../selection.js";

/** Rows that no view describes. Their columns are known when all of them are. */
export function inferred(list: (rows: Rows<unknown>) => ListWriter): ListWriter {
  const rows: unknown[] = [];
  return {
    item: (row) => void rows.push(row),
    end: (complete) => {
      if (rows.length > 0) writeAll(list(rowsOf(columnsOf(rows))), rows, complete);
    },
  };
}

export function writeAll<T>(writer: ListWriter<T>, items: readonly T[], complete = true): void {
  for (const item of items) writer.item(item);
  writer.end(complete);
}

/** The fields of all rows, or a single column where the rows are plain values. */
function columnsOf(rows: readonly unknown[]): Column<unknown>[] {
  const records = rows.map(fieldsOf).filter((row) => typeof row === "object" && row !== null);
  if (records.length === 0) return [{ title: "value", value: cellOf }];
  const names = new Set(records.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => ({ title: name, name, value: (row) => cellOf(own(fieldsOf(row), name)) }));
}

function own(fields: unknown, name: string): unknown {
  return has(fields, name) ? Reflect.get(fields, name) : undefined;
}
