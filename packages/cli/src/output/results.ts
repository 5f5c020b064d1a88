import type { Io } from "../io/io.js";
import type { Messages } from "../terminal/messages.js";
import type { Column, Columns } from "./columns.js";
import { fieldsOf, plain } from "./fields.js";
import type { Format, ListWriter } from "./format.js";
import { writeAll } from "./formats/infer.js";
import type { Output } from "./output.js";
import { printable } from "./printable.js";
import { type Rows, rowsOf } from "./selection.js";
import { sorted, Sorting } from "./sort.js";

/** One row of a table of groups: an item of the group named by `subject`, or the note that it has none. */
interface GroupRow<T> {
  readonly subject: string;
  readonly item: T | undefined;
}

/** What a group is: a list of items, one item, or none. */
type Element<T> = readonly T[] | T | null;

/** What a command has to say on standard output, in the form that the user chose. */
export class Results {
  readonly #io: Pick<Io, "stdout">;
  readonly #output: Output;
  readonly #format: Format;
  readonly #messages: Messages;

  constructor(io: Pick<Io, "stdout">, output: Output, messages: Messages) {
    this.#io = io;
    this.#output = output;
    this.#format = output.format({ write: (text) => this.#write(text) });
    this.#messages = messages;
  }

  /** True when nobody reads the output any more, so that listing on is of no use. */
  get closed(): boolean {
    return this.#io.stdout.closed;
  }

  /** A single thing: an object (or null) in JSON, lines of title and value in a table. */
  object<T>(columns: Columns<T>, item: T | null): void {
    if (this.#output.query !== undefined || (item === null && !this.#format.tabular)) this.value(item);
    else if (item === null) this.nothing();
    else this.#format.object(rowsOf(columns), item);
  }

  /** Any JSON value, as JSON also where tables are shown and nobody asked for one. */
  value(value: unknown): void {
    const { query } = this.#output;
    if (query === undefined) this.#format.value(value);
    else this.#answer(query(plain(value)));
  }

  #answer(value: unknown): void {
    if (Array.isArray(value)) writeAll(this.#format.values(), value);
    else this.#format.value(value);
  }

  /** An answer that is text. A terminal gets it without anything that it would obey. */
  text(text: string): void {
    const safe = this.#io.stdout.isTTY ? text.split("\n").map(printable).join("\n") : text;
    if (text !== "") this.#write(text.endsWith("\n") ? safe : `${safe}\n`);
  }

  /** An answer that is no text, as it is; a terminal has no use for one. */
  bytes(bytes: Uint8Array): void {
    if (this.#io.stdout.isTTY)
      this.#messages.error(`the answer is ${bytes.length} bytes that are no text: send them to a file`);
    else this.#io.stdout.write(bytes);
  }

  /** Says that there is nothing, where an empty table would leave the user wondering. */
  nothing(): void {
    if (this.#output.name === "table") this.#messages.note("nothing to show");
  }

  /** Values of any kind as one list, as JSON also where tables are shown and nobody asked for one. */
  elements(body: (emit: (value: unknown) => void) => Promise<void>): Promise<void> {
    return closing(this.#writer(rowsOf<unknown>([]), this.#format.values()), body);
  }

  /** One list. `body` emits the items as it learns of them; the list is closed properly also when `body` fails. */
  list<T, R>(columns: Columns<T>, body: (emit: (item: T) => void) => Promise<R>): Promise<R> {
    const rows = rowsOf(columns);
    return closing(this.#writer(rows, this.#format.list(rows)), body);
  }

  /**
   * A list with an element for each subject: a list of items, one item, or null. As a table, the rows of all subjects with the
   * subject in front.
   */
  async groups<T, R>(
    title: string,
    columns: Columns<T>,
    body: (emit: (subject: string, element: Element<T>) => void) => Promise<R>,
  ): Promise<R> {
    const sorting = this.#sorting(rowsOf(columns));
    const order = (element: Element<T>) => (isList(element) ? (sorting?.order(element) ?? element) : element);
    const tabular = this.#format.tabular && this.#output.query === undefined;
    const written = tabular
      ? closing(this.#format.list(groupRows(title, columns)), (emit) =>
          body((subject, element) => {
            const items = listOf(order(element));
            for (const item of items) emit({ subject, item });
            if (items.length === 0) emit({ subject, item: undefined });
          }),
        )
      : closing(this.#query(this.#format.values()), (emit) => body((_, element) => emit(order(element))));
    const result = await written;
    sorting?.check();
    return result;
  }

  #sorting<T>(rows: Rows<T>): Sorting<T> | undefined {
    const { sort } = this.#output;
    return sort === undefined ? undefined : new Sorting(rows, sort);
  }

  #writer<T>(rows: Rows<T>, writer: ListWriter<T>): ListWriter<T> {
    const sorting = this.#sorting(rows);
    const queried = this.#query(writer);
    return sorting === undefined ? queried : sorted(queried, sorting);
  }

  /** Under `--query` the whole list is the value that is asked about. */
  #query<T>(writer: ListWriter<T>): ListWriter<T> {
    if (this.#output.query === undefined) return writer;
    const items: unknown[] = [];
    return {
      item: (item) => void items.push(item),
      end: (complete) => {
        if (complete || items.length > 0) this.value(items);
      },
    };
  }

  #write(text: string): void {
    // Both streams are one screen when both are terminals.
    if (this.#io.stdout.isTTY) this.#messages.progress.clear();
    this.#io.stdout.write(text);
  }
}

/** The rows of all groups: each item with its subject in front. */
function groupRows<T>(title: string, columns: Columns<T>): Rows<GroupRow<T>> {
  const ofItem = (column: Column<T>): Column<GroupRow<T>> => ({
    ...column,
    value: ({ item }) => (item === undefined ? null : column.value(item)),
  });
  return {
    view: [{ title, value: ({ subject }) => subject }, ...columns.map(ofItem)],
    fields: ({ item }) => (item === undefined ? null : fieldsOf(item)),
  };
}

async function closing<T, R>(writer: ListWriter<T>, body: (emit: (item: T) => void) => Promise<R>): Promise<R> {
  let result: R;
  try {
    result = await body((item) => writer.item(item));
  } catch (error) {
    try {
      writer.end(false);
    } catch {
      // The reason why the list ends early is the one to tell.
    }
    throw error;
  }
  writer.end(true);
  return result;
}

function listOf<T>(element: Element<T>): readonly T[] {
  if (element === null) return [];
  return isList(element) ? element : [element];
}

function isList<T>(element: Element<T>): element is readonly T[] {
  return Array.isArray(element);
}
