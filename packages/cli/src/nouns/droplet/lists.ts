import type { Droplet } from "@doapi/client";
import { type Command, command, someArguments } from "../../command/declare.js";
import type { Columns } from "../../output/columns.js";
import { multiple } from "../../verbs/show.js";
import { kernelColumns } from "../../views/kernel.js";
import { snapshotColumns } from "../../views/snapshot.js";
import { namedDroplets } from "./targets.js";

export const snapshots = listsOf(snapshotColumns, (droplet, call) => droplet.snapshots(call));
export const backups = listsOf(snapshotColumns, (droplet, call) => droplet.backups(call));
export const kernels = listsOf(kernelColumns, (droplet, call) => droplet.kernels(call));

/** A command that prints, for each droplet, the list of something that belongs to it. */
function listsOf<T>(
  columns: Columns<T>,
  read: (droplet: Droplet, call: { signal: AbortSignal }) => { all(): Promise<T[]> },
): Command {
  return command({
    arguments: { droplets: someArguments("droplet", "ids or names") },
    options: { multiple },
    async run(context, input) {
      const droplets = await namedDroplets(context, input);
      await context.results.groups("Droplet", columns, async (emit) => {
        for (const droplet of droplets) emit(droplet.name, await read(droplet, { signal: context.signal }).all());
      });
    },
  });
}
