import type { Format, ListWriter, Page } from "../format.js";
import { type Rows, Selection } from "../selection.js";
import { renderFields, renderTable } from "../table.js";
import { inferred, writeAll } from "./infer.js";
import { jsonFormat } from "./json.js";

/**
 * Aligned columns; a single thing as lines of title and value. What no view describes is JSON, unless `everything` asks for
 * columns there too.
 */
export function tableFormat(page: Page, everything: boolean): Format {
  const list = <T>(rows: Rows<T>) => aligned(page, rows);
  const { values, value } = everything ? { values: () => inferred(list), value: writeValue } : jsonFormat(page);
  return { tabular: true, list, object: writeObject, values, value };

  function writeObject<T>(rows: Rows<T>, item: T): void {
    const selection = select(page, rows);
    selection?.see(item);
    page.write(renderFields(selection?.columns ?? rows.view, item, page));
    selection?.check();
  }

  function writeValue(value: unknown): void {
    writeAll(inferred(list), [value].flat());
  }
}

/** Collects the rows, since a column is as wide as its widest cell. */
function aligned<T>(page: Page, rows: Rows<T>): ListWriter<T> {
  const selection = select(page, rows);
  const items: T[] = [];
  return {
    item(item) {
      selection?.see(item);
      items.push(item);
    },
    end() {
      if (items.length > 0) page.write(renderTable(selection?.columns ?? rows.view, items, page));
      selection?.check();
    },
  };
}

function select<T>(page: Page, rows: Rows<T>): Selection<T> | undefined {
  return page.columns.length > 0 ? new Selection(rows, page.columns) : undefined;
}
