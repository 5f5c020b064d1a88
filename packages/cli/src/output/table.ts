import width from "fast-string-width";
import type { Colors } from "picocolors/types.js";
import type { Columns } from "./columns.js";
import { printable } from "./printable.js";

const gap = "  ";
const leastWidth = 6;

interface Layout {
  readonly colours: Colors;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether the first line has the titles. */
  readonly header: boolean;
}

/** A table, aligned, no wider than the layout. */
export function renderTable<T>(columns: Columns<T>, items: readonly T[], layout: Layout): string {
  const all = columns.map((column) => {
    const cells = items.map((item) => cell(column.value(item)));
    const titles = layout.header ? [column.title] : [];
    return { ...column, cells, width: [...titles, ...cells].reduce((most, text) => Math.max(most, width(text)), 0) };
  });
  const shown = fit(all, layout.width);
  const head = shown.map((column) => layout.colours.bold(pad(column.title.toUpperCase(), column)));
  const rows = items.map((_, row) =>
    shown.map((column) => {
      const text = pad(column.cells[row] ?? "", column);
      return column.colour === undefined ? text : column.colour(text, layout.colours);
    }),
  );
  return [...(layout.header ? [head] : []), ...rows].map((line) => `${line.join(gap).trimEnd()}\n`).join("");
}

/** One item as lines of title and value, or of the value alone. */
export function renderFields<T>(columns: Columns<T>, item: T, layout: Pick<Layout, "colours" | "header">): string {
  const widest = Math.max(...columns.map((column) => column.title.length));
  return columns
    .map((column) => {
      const text = cell(column.value(item));
      const title = layout.colours.bold(column.title.padEnd(widest));
      return `${layout.header ? title + gap : ""}${column.colour === undefined ? text : column.colour(text, layout.colours)}\n`;
    })
    .join("");
}

interface Measured {
  readonly width: number;
  readonly drop?: number;
}

function fit<C extends Measured>(columns: readonly C[], available: number): readonly C[] {
  let shown = [...columns];
  const excess = () => shown.reduce((sum, column) => sum + column.width, gap.length * (shown.length - 1)) - available;
  while (excess() > 0) {
    const least = shown.reduce((worst, column) => Math.max(worst, column.drop ?? 0), 0);
    if (least === 0) break;
    shown = shown.filter((column) => column.drop !== least);
  }
  while (excess() > 0) {
    const widest = shown.reduce((most, column) => Math.max(most, column.width), 0);
    if (widest <= leastWidth) break;
    const index = shown.findIndex((column) => column.width === widest);
    shown = shown.map((column, at) => (at === index ? { ...column, width: widest - 1 } : column));
  }
  return shown;
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === "") return "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return printable(String(value));
}

function pad(text: string, column: { readonly width: number; readonly right?: boolean }): string {
  const fitted = truncate(text, column.width);
  const space = " ".repeat(Math.max(0, column.width - width(fitted)));
  return column.right === true ? space + fitted : fitted + space;
}

/** The text in at most so many columns of a terminal, with an ellipsis where something was cut. */
export function truncate(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let fitted = "";
  for (const character of text) {
    if (width(fitted + character) > columns - 1) break;
    fitted += character;
  }
  return `${fitted}…`;
}
