import { argument, command, someArguments } from "../../command/declare.js";
import { resolveOne } from "../../identify/identify.js";
import { tagKind } from "../../identify/tag.js";
import { multiple } from "../../verbs/show.js";
import { namedDroplets } from "./targets.js";

const tagArgument = argument("tag", "the tag's name");
const droplets = someArguments("droplet", "ids or names");

export const tag = command({
  arguments: { tag: tagArgument, droplets },
  options: { multiple },
  async run(context, { tag: name, ...input }) {
    const found = await resolveOne(context, tagKind, name);
    await found.add(await namedDroplets(context, input));
  },
});

export const untag = command({
  arguments: { tag: tagArgument, droplets },
  options: { multiple },
  async run(context, { tag: name, ...input }) {
    const found = await resolveOne(context, tagKind, name);
    await found.remove(await namedDroplets(context, input));
  },
});
