import { argument, command, flag, someArguments } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { runActions } from "../../verbs/actions.js";
import { multiple } from "../../verbs/show.js";
import { waitOptions } from "../../verbs/wait.js";
import { dropletStarts, namedDroplets } from "./targets.js";

export const resize = command({
  arguments: {
    size: argument("size", "slug of the new size"),
    droplets: someArguments("droplet", "ids or names; they must be off"),
  },
  options: { disk: flag("--disk", "grow the disk too, which cannot be taken back"), multiple, ...waitOptions },
  async run(context, { size, disk, ...input }) {
    const droplets = await namedDroplets(context, input);
    if (disk)
      await context.confirm(() => ({
        items: droplets.map((droplet) => `the way back to a smaller disk of ${dropletKind.label(droplet)}`),
      }));
    return runActions(
      context,
      dropletStarts(droplets, () => ({ type: "resize", size, disk })),
      input,
    );
  },
});
