import { usage } from "../failure.js";
import { type Column, type Columns, nameOf } from "./columns.js";
import { cellOf, fieldsBeside, fieldsOf, leadsSomewhere, valueAt } from "./fields.js";

/** The rows of a list: the columns that its view gives them, and where the fields of the API are. */
export interface Rows<T> {
  readonly view: Columns<T>;
  readonly fields: (row: T) => unknown;
}

export function rowsOf<T>(view: Columns<T>): Rows<T> {
  return { view, fields: fieldsOf };
}

/**
 * Columns that the user names: those of the view, else fields of the API by their path. Which fields there are is known only when
 * rows have been seen, and not every row has every field: a name is known as soon as one row has it.
 */
export class Selection<T> {
  readonly #columns: Columns<T>;
  readonly #rows: Rows<T>;
  readonly #unknown: Set<string>;
  #sample: unknown;

  constructor(rows: Rows<T>, names: readonly string[]) {
    this.#rows = rows;
    const columns = names.map((name) => {
      const own = rows.view.find((column) => nameOf(column) === name.toLowerCase());
      return { name, own };
    });
    this.#unknown = new Set(columns.filter(({ own }) => own === undefined).map(({ name }) => name));
    // What was asked for by name is not left out where the terminal is narrow.
    this.#columns = columns.map(({ name, own }) => (own === undefined ? this.#field(name) : kept(own)));
  }

  /** What is known of the columns. Where nothing is, those of the view: a wrong name must not hide what was done. */
  get columns(): Columns<T> {
    const known = this.#columns.filter(({ name }) => name === undefined || !this.#unknown.has(name));
    return known.length > 0 ? known : this.#rows.view;
  }

  see(row: T): void {
    if (this.settled) return;
    const fields = this.#rows.fields(row);
    // A subject without items tells nothing about them.
    if (fields === null) return;
    this.#sample ??= fields;
    for (const name of this.#unknown) if (leadsSomewhere(fields, name)) this.#unknown.delete(name);
  }

  /** True when every name is known. */
  get settled(): boolean {
    return this.#unknown.size === 0;
  }

  /** Throws when rows have been seen and a name is still unknown. */
  check(): void {
    const [name] = this.#unknown;
    if (name === undefined || this.#sample === undefined) return;
    const { parent, names } = fieldsBeside(this.#sample, name);
    const hint =
      parent === ""
        ? `columns: ${this.#rows.view.map(nameOf).join(", ")}; fields: ${names.join(", ")}`
        : `${parent} has the fields ${names.join(", ")}`;
    throw usage(`unknown column "${name}"`, hint);
  }

  #field(name: string): Column<T> {
    return { title: name, name, value: (row) => cellOf(valueAt(this.#rows.fields(row), name)) };
  }
}

function kept<T>({ drop: _, ...column }: Column<T>): Column<T> {
  return column;
}
