import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { isBusy } from "./actions.js";
import { type DropletRecord, Droplets, subjectOf } from "./droplet-record.js";
import { tagLabel } from "./tag-label.js";

/** One thing at a time: throws the 422 while something is still being done to the Droplet. */
export function requireIdle(world: World, droplet: DropletRecord): void {
  if (isBusy(world, subjectOf(droplet))) throw unprocessable("Droplet already has a pending event.");
}

/** The Droplets with the tag, to be changed together: all are free for it, or the 422 is thrown. */
export function idleDropletsWithTag(world: World, tag: string | undefined): readonly DropletRecord[] {
  if (!tag) throw unprocessable("tag_name is required.");
  const droplets = world.documents.all(Droplets, { labels: [tagLabel(tag)] }).filter(({ destroying }) => !destroying);
  if (droplets.some((droplet) => isBusy(world, subjectOf(droplet)))) {
    throw unprocessable("there are currently blocking events processing for one or more of the droplets");
  }
  return droplets;
}
