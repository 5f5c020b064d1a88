import { argument, command } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { imageKind } from "../../identify/image.js";
import { runAction } from "../../verbs/actions.js";
import { waitOptions } from "../../verbs/wait.js";

export const restore = command({
  arguments: {
    droplet: argument("droplet", "id or name"),
    backup: argument("backup", "id or name of a backup or snapshot"),
  },
  options: waitOptions,
  async run(context, { droplet: word, backup, ...wait }) {
    const droplet = await resolveOne(context, dropletKind, word);
    const image = await resolveOne(context, imageKind, backup);
    await context.confirm(() => ({ items: [`the disk of ${dropletKind.label(droplet)}`] }));
    return runAction(context, { label: dropletKind.label(droplet), start: () => droplet.restore(image) }, wait);
  },
});
