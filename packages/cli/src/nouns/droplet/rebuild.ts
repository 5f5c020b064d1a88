import { command, someArguments, text } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { imageKind } from "../../identify/image.js";
import { runActions } from "../../verbs/actions.js";
import { multiple } from "../../verbs/show.js";
import { waitOptions } from "../../verbs/wait.js";
import { dropletStarts, namedDroplets } from "./targets.js";

export const rebuild = command({
  arguments: { droplets: someArguments("droplet", "ids or names") },
  options: {
    image: text("-I, --image <image>", "id, slug or name; each droplet's own image when left out"),
    multiple,
    ...waitOptions,
  },
  async run(context, { image: word, ...input }) {
    const droplets = await namedDroplets(context, input);
    const image = word === undefined ? undefined : await resolveOne(context, imageKind, word);
    await context.confirm(() => ({ items: droplets.map((droplet) => `the disk of ${dropletKind.label(droplet)}`) }));
    const starts = dropletStarts(droplets, (droplet) => ({ type: "rebuild", image: image?.id ?? droplet.image.id }));
    return runActions(context, starts, input);
  },
});
