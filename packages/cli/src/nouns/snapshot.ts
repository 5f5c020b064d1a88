import { anyArguments, command, type Noun, text } from "../command/declare.js";
import { usage } from "../failure.js";
import { snapshotKind } from "../identify/snapshot.js";
import { multiple, showItems } from "../verbs/show.js";
import { deleteOf } from "../verbs/standard.js";
import { anySnapshotColumns } from "../views/any-snapshot.js";

const show = command({
  arguments: { words: anyArguments("snapshot", "ids or names; all snapshots when none is named") },
  options: {
    of: text("--of <kind>", "only snapshots of these", { choices: ["droplet", "volume"] }),
    multiple,
  },
  async run(context, { words, of, multiple: many }) {
    if (words.length > 0 && of !== undefined) throw usage("name snapshots, or give --of, not both");
    const query = of === undefined ? {} : { resource_type: of as "droplet" | "volume" };
    await showItems(
      context,
      { kind: snapshotKind, columns: anySnapshotColumns },
      { words, multiple: many, all: (client) => client.snapshots.list(query, { signal: context.signal }) },
    );
  },
});

export const snapshot: Noun = {
  verbs: {
    show: { summary: "show snapshots of droplets and volumes", load: async () => show },
    delete: {
      summary: "delete snapshots",
      destructive: "asks",
      load: async () => deleteOf({ kind: snapshotKind, naming: "ids or names" }),
    },
  },
};
