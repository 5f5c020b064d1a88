import { stringify } from "csv-stringify/sync";
import { type Cell, type Columns, nameOf } from "../columns.js";
import type { Format, ListWriter, Page } from "../format.js";
import { printable } from "../printable.js";
import { type Rows, Selection } from "../selection.js";
import { inferred, writeAll } from "./infer.js";

/** Comma-separated values: a line with the names of the columns, then a line for each item. */
export function csvFormat(page: Page): Format {
  const list = <T>(rows: Rows<T>) => (page.columns.length > 0 ? chosen(page, rows) : lines(page, rows.view));
  const values = () => inferred(list);
  return {
    tabular: true,
    list,
    object: (rows, item) => writeAll(list(rows), [item]),
    values,
    value: (value) => writeAll(values(), [value].flat()),
  };
}

function lines<T>({ write, isTTY, header }: Page, columns: Columns<T>): ListWriter<T> {
  const line = (cells: readonly Cell[]) => write(stringify([cells.map((cell) => textOf(cell, isTTY))]));
  let started = !header;
  const start = () => {
    if (!started) line(columns.map(nameOf));
    started = true;
  };
  return {
    item(item) {
      start();
      line(columns.map((column) => column.value(item)));
    },
    end(complete) {
      if (complete) start();
    },
  };
}

/** Rows wait until every name is known, so that not half of a list is written before a wrong name is found. */
function chosen<T>(page: Page, rows: Rows<T>): ListWriter<T> {
  const selection = new Selection(rows, page.columns);
  let writer: ListWriter<T> | undefined;
  let waiting: T[] = [];
  const release = () => {
    writer ??= lines(page, selection.columns);
    waiting.forEach(writer.item);
    waiting = [];
  };
  return {
    item(item) {
      selection.see(item);
      waiting.push(item);
      if (selection.settled) release();
    },
    end(complete) {
      release();
      writer?.end(complete);
      selection.check();
    },
  };
}

const formula = /^(?:[=+\-@][^]|[\t\r])/;
const number = /^[+-]?\d[\d.]*$/;

/**
 * The text of one cell. CSV is read by spreadsheets, which run what looks like a formula; an apostrophe in front keeps it a text.
 * Who wants the API's text to the letter takes JSON. A lone `@`, the name of a domain's own record, is no formula.
 */
function textOf(cell: Cell, isTTY: boolean): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  const text = isTTY ? printable(cell) : cell;
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}
