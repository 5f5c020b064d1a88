import { command, flag, someArguments } from "../../command/declare.js";
import { multiple } from "../../verbs/show.js";
import { actionColumns } from "../../views/action.js";
import { namedDroplets } from "./targets.js";

export const actions = command({
  arguments: { droplets: someArguments("droplet", "ids or names") },
  options: {
    last: flag("--last", "only the latest action of each, or null", { conflicts: ["inProgress"] }),
    inProgress: flag("--in-progress", "only the running action of each, or null"),
    multiple,
  },
  async run(context, { last, inProgress, ...input }) {
    const call = { signal: context.signal };
    const droplets = await namedDroplets(context, input);
    await context.results.groups("Droplet", actionColumns, async (emit) => {
      for (const droplet of droplets) {
        if (last) emit(droplet.name, await droplet.lastAction(call));
        else if (inProgress) emit(droplet.name, await droplet.currentAction(call));
        else emit(droplet.name, await droplet.actions({}, call).all());
      }
    });
  },
});
