import type { ExitCode } from "../../exit-codes.js";
import { notFound } from "../../failure.js";
import { allOperations, type Operation, routeOf } from "../../operations/table.js";
import type { Columns } from "../../output/columns.js";
import type { Context } from "../../session/context.js";

/** What a list of operations says of each. */
interface Row {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly scopes: readonly string[];
  readonly deprecated: boolean;
}

const columns: Columns<Row> = [
  { title: "Operation", value: ({ id }) => id },
  { title: "Method", value: ({ method }) => method },
  { title: "Path", value: ({ path }) => path, drop: 2 },
  { title: "Scopes", value: ({ scopes }) => scopes.join(","), drop: 1 },
];

/** Prints the operations that have every word in their id, route or tag. */
export async function listOperations(context: Context, words: readonly string[]): Promise<ExitCode | void> {
  const wanted = words.map((word) => word.toLowerCase());
  const found = allOperations().filter((operation) => {
    const text = `${operation.id} ${routeOf(operation)} ${operation.tag}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  if (found.length === 0) throw notFound(`no operation has ${words.map((word) => `"${word}"`).join(" and ")}`);
  await context.results.list(columns, async (emit) => found.map(rowOf).forEach(emit));
}

function rowOf({ id, method, path, tag, scopes = [], deprecated }: Operation): Row {
  return { id, method, path, tag, scopes, deprecated: deprecated === true };
}
