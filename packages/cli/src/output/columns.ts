import type { Colors } from "picocolors/types.js";

export type Cell = string | number | boolean | null | undefined;

/** One column of a table of `T`. */
export interface Column<T> {
  readonly title: string;
  /** The column's name for `--columns`, `--sort` and CSV, where it is not the title in lower case. */
  readonly name?: string;
  readonly value: (item: T) => Cell;
  /** Where the table is too wide, the column with the highest number goes first; columns without one stay. */
  readonly drop?: number;
  readonly right?: boolean;
  readonly colour?: (text: string, colours: Colors) => string;
}

export type Columns<T> = readonly Column<T>[];

/** The name of a column for `--columns`, `--sort` and the first line of CSV: `USD/month` is `usd_month`. */
export function nameOf({ title, name }: Pick<Column<never>, "title" | "name">): string {
  return name ?? title.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}

const colourOf: Readonly<Record<string, "green" | "yellow" | "red" | "gray">> = {
  active: "green",
  completed: "green",
  available: "green",
  ok: "green",
  new: "yellow",
  "in-progress": "yellow",
  pending: "yellow",
  warning: "yellow",
  warn: "yellow",
  errored: "red",
  locked: "red",
  deleted: "red",
  fail: "red",
  off: "gray",
  archive: "gray",
};

/** Colours a status by what it means; an unknown one stays as it is. */
export function statusColour(text: string, colours: Colors): string {
  const colour = colourOf[text.trim()];
  return colour === undefined ? text : colours[colour](text);
}
