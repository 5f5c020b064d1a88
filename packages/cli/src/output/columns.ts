import type { Colors } from "picocolors/types.js";

/** One column of a table of `T`. */
export interface Column<T> {
  readonly title: string;
  readonly value: (item: T) => string | number | boolean | null | undefined;
  /** Where the table is too wide, the column with the highest number goes first; columns without one stay. */
  readonly drop?: number;
  readonly right?: boolean;
  readonly colour?: (text: string, colours: Colors) => string;
}

export type Columns<T> = readonly Column<T>[];

const colourOf: Readonly<Record<string, "green" | "yellow" | "red" | "gray">> = {
  active: "green",
  completed: "green",
  available: "green",
  new: "yellow",
  "in-progress": "yellow",
  pending: "yellow",
  warning: "yellow",
  errored: "red",
  locked: "red",
  deleted: "red",
  off: "gray",
  archive: "gray",
};

/** Colours a status by what it means; an unknown one stays as it is. */
export function statusColour(text: string, colours: Colors): string {
  const colour = colourOf[text.trim()];
  return colour === undefined ? text : colours[colour](text);
}
