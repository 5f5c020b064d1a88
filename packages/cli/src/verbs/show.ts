import type { DigitalOcean } from "@doapi/client";
import { flag } from "../command/declare.js";
import { type Kind, resolve, type ResolveOptions } from "../identify/identify.js";
import type { Columns } from "../output/columns.js";
import type { Context } from "../session/context.js";

/** `-M`, for commands that work on many. */
export const multiple = flag(
  "-M, --multiple",
  "take everything that an argument can mean, not only the first kind of match",
);

/** Prints the named items, or all when none is named, as one list. */
export async function showItems<T>(
  context: Context,
  { kind, columns }: { readonly kind: Kind<T>; readonly columns: Columns<T> },
  selection: ResolveOptions & {
    readonly words: readonly string[];
    readonly all: (client: DigitalOcean) => AsyncIterable<T>;
  },
): Promise<void> {
  if (selection.words.length === 0) return showList(context, columns, selection.all);
  const items = await resolve(context, kind, selection);
  await context.results.list(columns, async (emit) => items.forEach(emit));
}

/** Prints a list of the API as it is read, page by page. */
export async function showList<T>(
  context: Context,
  columns: Columns<T>,
  all: (client: DigitalOcean) => AsyncIterable<T>,
): Promise<void> {
  const client = await context.client();
  await context.results.list(columns, async (emit) => {
    let empty = true;
    for await (const item of all(client)) {
      emit(item);
      empty = false;
      if (context.results.closed) break;
    }
    if (empty) context.results.nothing();
  });
}
