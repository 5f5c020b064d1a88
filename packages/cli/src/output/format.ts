import type { Colors } from "picocolors/types.js";
import type { Rows } from "./selection.js";

/** Writes the items of one list in one format, as they come. */
export interface ListWriter<T = unknown> {
  readonly item: (item: T) => void;
  /** Closes the list. `complete` is false when it ends early because something failed. */
  readonly end: (complete: boolean) => void;
}

/** A form that results are written in. */
export interface Format {
  /** True for rows and columns, false for JSON and its like. */
  readonly tabular: boolean;
  readonly list: <T>(rows: Rows<T>) => ListWriter<T>;
  readonly object: <T>(rows: Rows<T>, item: T) => void;
  /** Any JSON value. */
  readonly value: (value: unknown) => void;
  /** A list of JSON values. */
  readonly values: () => ListWriter;
}

/** Where a format writes to, and what it has to heed. */
export interface Page {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly colours: Colors;
  /** The columns that the user named; none for those of the view. */
  readonly columns: readonly string[];
  /** Whether a table or CSV starts with the names of its columns. */
  readonly header: boolean;
}
