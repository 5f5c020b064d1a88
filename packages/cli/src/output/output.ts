import { createColors } from "picocolors";
import type { UniversalInput } from "../command/universal.js";
import { usage } from "../failure.js";
import type { Io } from "../io/io.js";
import type { Format, Page } from "./format.js";
import { jsonFormat, ndjsonFormat } from "./formats/json.js";
import type { Query } from "./query.js";
import { readSortKey, type SortKey } from "./sort.js";

export const formatNames = ["json", "yaml", "csv", "ndjson", "table"] as const;
export type FormatName = (typeof formatNames)[number];

/** How the user wants the results. */
export interface Output {
  readonly name: FormatName;
  readonly sort?: SortKey;
  readonly query?: Query;
  format(page: Pick<Page, "write">): Format;
}

export type OutputInput = Partial<Pick<UniversalInput, "output" | "columns" | "sort" | "query" | "noHeader">>;

/** Reads the options of the output and loads what they need; refuses what makes no sense before anything is sent. */
export async function readOutput(io: Pick<Io, "env" | "stdout">, options: OutputInput): Promise<Output> {
  const { columns = [], sort, query, noHeader = false } = options;
  const name = (options.output as FormatName | undefined) ?? defaultFormat(io, options);
  if (columns.length > 0 && name !== "table" && name !== "csv")
    throw usage(`--columns is for -o table and -o csv, not for ${name}`, "choose from JSON by --query");
  const settings = {
    columns,
    header: !noHeader,
    isTTY: io.stdout.isTTY,
    // A table that is cut to fit serves no program: where there is no terminal, columns that were asked for are whole.
    width: columns.length > 0 && !io.stdout.isTTY ? Number.POSITIVE_INFINITY : io.stdout.columns,
    colours: createColors(usesColour(io, io.stdout.isTTY)),
  };
  const explicit = options.output !== undefined || columns.length > 0;
  const make = await load(name, explicit);
  return {
    name,
    format: (page) => make({ ...settings, ...page }),
    ...(sort === undefined ? {} : { sort: readSortKey(sort) }),
    ...(query === undefined ? {} : { query: (await import("./query.js")).readQuery(query) }),
  };
}

function defaultFormat({ stdout }: Pick<Io, "stdout">, { columns = [], query }: OutputInput): FormatName {
  if (columns.length > 0) return "table";
  // What a query makes of a result has no columns.
  return stdout.isTTY && query === undefined ? "table" : "json";
}

async function load(name: FormatName, explicit: boolean): Promise<(page: Page) => Format> {
  if (name === "json") return jsonFormat;
  if (name === "ndjson") return ndjsonFormat;
  if (name === "yaml") return (await import("./formats/yaml.js")).yamlFormat;
  if (name === "csv") return (await import("./formats/csv.js")).csvFormat;
  const { tableFormat } = await import("./formats/table.js");
  return (page) => tableFormat(page, explicit);
}

/** Colours go to terminals only, and not where NO_COLOR or a terminal without them says otherwise. */
export function usesColour(io: Pick<Io, "env">, isTTY: boolean): boolean {
  return isTTY && (io.env["NO_COLOR"] ?? "") === "" && io.env["TERM"] !== "dumb";
}
