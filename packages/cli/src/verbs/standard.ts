import type { CallOptions, DigitalOcean } from "@doapi/client";
import { anyArguments, type Command, command, someArguments } from "../command/declare.js";
import type { Kind } from "../identify/identify.js";
import type { Columns } from "../output/columns.js";
import { changeEach } from "./change-each.js";
import { multiple, showItems } from "./show.js";

/** A kind of resource, as the verbs that all such nouns have need to know it. */
export interface Standard<T> {
  readonly kind: Kind<T>;
  readonly columns: Columns<T>;
  /** How one is named on a line: `ids or names`. */
  readonly naming: string;
  readonly list: (client: DigitalOcean, options: CallOptions) => AsyncIterable<T>;
}

/** Shows those that are named, or all. */
export function showOf<T>({ kind, columns, naming, list }: Standard<T>): Command {
  return command({
    arguments: { words: anyArguments(wordFor(kind), `${naming}; all ${kind.noun}s when none is named`) },
    options: { multiple },
    run: (context, input) =>
      showItems(context, { kind, columns }, { ...input, all: (client) => list(client, { signal: context.signal }) }),
  });
}

/** Deletes those that are named, once all of them are found. */
export function deleteOf<T extends { delete(): PromiseLike<unknown> }>({
  kind,
  naming,
}: Pick<Standard<T>, "kind" | "naming">): Command {
  return command({
    arguments: { words: someArguments(wordFor(kind), naming) },
    options: { multiple },
    run: (context, input) => changeEach(context, kind, { ...input, make: (item) => item.delete() }),
  });
}

/** A kind as the usage line has it: `load-balancer`. */
export function wordFor({ noun }: Pick<Kind<never>, "noun">): string {
  return noun.toLowerCase().replaceAll(" ", "-");
}
