import { createColors } from "picocolors";
import type { Io } from "../io/io.js";
import type { Messages } from "../terminal/messages.js";
import type { Columns } from "./columns.js";
import { jsonArray, jsonLines, type ListWriter, tableRows } from "./format.js";
import { printable, toJson } from "./printable.js";
import { renderFields, renderTable } from "./table.js";

export type Format = "json" | "ndjson" | "table";

/** One row of a table of groups: an item of the group named by `subject`, or the note that it has none. */
interface GroupRow<T> {
  readonly subject: string;
  readonly item: T | undefined;
}

/** What a command has to say on standard output, in the format that the user chose. */
export class Results {
  readonly #io: Io;
  readonly #format: Format;
  readonly #messages: Messages;

  constructor(io: Io, format: Format | undefined, messages: Messages) {
    this.#io = io;
    this.#format = format ?? (io.stdout.isTTY ? "table" : "json");
    this.#messages = messages;
  }

  /** True when nobody reads the output any more, so that listing on is of no use. */
  get closed(): boolean {
    return this.#io.stdout.closed;
  }

  /** A single thing: an object (or null) in JSON, lines of title and value in a table. */
  object<T>(columns: Columns<T>, item: T | null): void {
    if (this.#format !== "table") this.value(item);
    else if (item === null) this.nothing();
    else this.#write(renderFields(columns, item, this.#layout()));
  }

  /** Any JSON value, as JSON also where tables are shown. */
  value(value: unknown): void {
    this.#write(`${toJson(value, this.#format === "ndjson" ? 0 : 2)}\n`);
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
    if (this.#format === "table") this.#messages.note("nothing to show");
  }

  /** Values of any kind as one JSON list, also where tables are shown. */
  elements(body: (emit: (value: unknown) => void) => Promise<void>): Promise<void> {
    return closing(this.#writer(), (writer) => body((value) => writer.item(value)));
  }

  /** One list. `body` emits the items as it learns of them; the list is closed properly also when `body` fails. */
  list<T, R>(columns: Columns<T>, body: (emit: (item: T) => void) => Promise<R>): Promise<R> {
    const table = () =>
      tableRows<T>((rows) => {
        this.#write(renderTable(columns, rows, this.#layout()));
      });
    return closing(this.#writer(table), (writer) => body((item) => writer.item(item)));
  }

  /**
   * A list with an element for each subject: a list of items, one item, or null. As a table, the rows of all subjects with the
   * subject in front.
   */
  groups<T, R>(
    title: string,
    columns: Columns<T>,
    body: (emit: (subject: string, element: readonly T[] | T | null) => void) => Promise<R>,
  ): Promise<R> {
    if (this.#format !== "table")
      return closing(this.#writer(), (writer) => body((_, element) => writer.item(element)));
    const rowColumns: Columns<GroupRow<T>> = [
      { title, value: (row) => row.subject },
      ...columns.map((column) => ({
        ...column,
        value: (row: GroupRow<T>) => (row.item === undefined ? null : column.value(row.item)),
      })),
    ];
    return this.list(rowColumns, (emit) =>
      body((subject, element) => {
        const items: readonly T[] = isList(element) ? element : element === null ? [] : [element];
        for (const item of items) emit({ subject, item });
        if (items.length === 0) emit({ subject, item: undefined });
      }),
    );
  }

  #writer<T>(table?: () => ListWriter<T>): ListWriter<T> {
    const write = (text: string) => this.#write(text);
    if (this.#format === "table" && table !== undefined) return table();
    return this.#format === "ndjson" ? jsonLines(write) : jsonArray(write);
  }

  #write(text: string): void {
    // Both streams are one screen when both are terminals.
    if (this.#io.stdout.isTTY) this.#messages.progress.clear();
    this.#io.stdout.write(text);
  }

  #layout() {
    return { columns: this.#io.stdout.columns, colours: createColors(usesColour(this.#io, this.#io.stdout.isTTY)) };
  }
}

/** Colours go to terminals only, and not where NO_COLOR or a terminal without them says otherwise. */
export function usesColour(io: Pick<Io, "env">, isTTY: boolean): boolean {
  return isTTY && (io.env["NO_COLOR"] ?? "") === "" && io.env["TERM"] !== "dumb";
}

async function closing<T, R>(writer: ListWriter<T>, body: (writer: ListWriter<T>) => Promise<R>): Promise<R> {
  let complete = false;
  try {
    const result = await body(writer);
    complete = true;
    return result;
  } finally {
    writer.end(complete);
  }
}

function isList<T>(element: readonly T[] | T | null): element is readonly T[] {
  return Array.isArray(element);
}
