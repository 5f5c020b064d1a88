import { command, text } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { dropletKind } from "../../identify/droplet.js";
import { showItems } from "../../verbs/show.js";
import { dropletColumns } from "../../views/droplet.js";
import { targetArguments, targetOptions } from "./targets.js";

export const show = command({
  arguments: targetArguments,
  options: {
    ...targetOptions,
    type: text("--type <type>", "which list: GPU droplets are not in that of the others", {
      choices: ["droplets", "gpus"],
    }),
  },
  notes: "All droplets when none is named.",
  async run(context, { droplets, tag, type, multiple }) {
    if (droplets.length > 0 && tag !== undefined) throw usage("name droplets, or give --tag, not both");
    if (droplets.length > 0 && type !== undefined) throw usage("name droplets, or give --type, not both");
    const query = {
      ...(tag === undefined ? {} : { tag_name: tag }),
      ...(type === undefined ? {} : { type: type as "droplets" | "gpus" }),
    };
    await showItems(
      context,
      { kind: dropletKind, columns: dropletColumns },
      { words: droplets, multiple, all: (client) => client.droplets.list(query, { signal: context.signal }) },
    );
  },
});
