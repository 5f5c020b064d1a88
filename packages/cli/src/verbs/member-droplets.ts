import { argument, type Command, command, someArguments } from "../command/declare.js";
import { dropletKind } from "../identify/droplet.js";
import { type Kind, resolve, resolveOne } from "../identify/identify.js";
import { multiple } from "./show.js";
import { wordFor } from "./standard.js";

/** Changes which droplets belong to something. */
export function changeDroplets<T>(
  kind: Kind<T>,
  change: (item: T, droplets: readonly number[]) => PromiseLike<void>,
): Command {
  return command({
    arguments: { word: argument(wordFor(kind), "id or name"), droplets: someArguments("droplet", "ids or names") },
    options: { multiple },
    async run(context, { word, droplets, multiple: many }) {
      const item = await resolveOne(context, kind, word);
      const found = await resolve(context, dropletKind, { words: droplets, multiple: many });
      const ids = found.map(({ id }) => id);
      await change(item, ids);
    },
  });
}
