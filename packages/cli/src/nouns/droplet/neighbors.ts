import { anyArguments, command } from "../../command/declare.js";
import { ifThere } from "../../identify/identify.js";
import type { Context } from "../../session/context.js";
import { multiple } from "../../verbs/show.js";
import { dropletColumns } from "../../views/droplet.js";
import { namedDroplets } from "./targets.js";

export const neighbors = command({
  arguments: { droplets: anyArguments("droplet", "ids or names; every group of neighbors when none is named") },
  options: { multiple },
  async run(context, input) {
    if (input.droplets.length === 0) return printGroups(context);
    const droplets = await namedDroplets(context, input);
    return context.results.groups("Droplet", dropletColumns, async (emit) => {
      for (const droplet of droplets) emit(droplet.name, await droplet.neighbors({ signal: context.signal }).all());
    });
  },
});

/** The API gives each group as ids. */
async function printGroups(context: Context): Promise<void> {
  const client = await context.client();
  const answer = await client.request("GET /v2/reports/droplet_neighbors_ids", { signal: context.signal });
  await context.results.groups("Group", dropletColumns, async (emit) => {
    for (const [index, ids] of (answer.neighbor_ids ?? []).entries()) {
      // One that was deleted since is nobody's neighbor.
      const found = await Promise.all(ids.map((id) => ifThere(client.droplets.get(id, { signal: context.signal }))));
      emit(String(index + 1), found.flat());
    }
  });
}
