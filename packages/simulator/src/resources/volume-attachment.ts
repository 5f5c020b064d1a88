import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { isBusy } from "./actions.js";
import { Volumes, volumesOf } from "./volume-record.js";

/** As many volumes as a Droplet can have. */
export const VOLUMES_PER_DROPLET = 15;

interface Allocation {
  readonly volumes: readonly string[];
  /** How many Droplets are to have them. */
  readonly droplets: number;
  readonly region: string;
}

/** Throws the 422 when not all of the volumes can be attached to what is about to be created. */
export function checkAllocation(world: World, { volumes, droplets, region }: Allocation): void {
  if (volumes.length === 0) return;
  const isFree = (id: string) => {
    const volume = world.documents.get(Volumes, id);
    return volume?.region === region && volume.droplet_ids.length === 0 && !isBusy(world, { type: "volume", id });
  };
  if (droplets > 1 || volumes.length > VOLUMES_PER_DROPLET || !volumes.every(isFree)) {
    throw unprocessable("Invalid volume allocations");
  }
}

/** A Droplet has the volumes of its creation from the start. */
export function allocate(world: World, volumes: readonly string[], droplet: number): void {
  for (const id of volumes) {
    const volume = world.documents.get(Volumes, id);
    if (volume) world.documents.put(Volumes, id, { ...volume, droplet_ids: [droplet] });
  }
}

/** The volumes of a Droplet that is gone are free some seconds later. */
export function releaseVolumes(world: World, droplet: number): void {
  if (volumesOf(world, droplet).length > 0) world.schedule("volume.release", { droplet });
}

const released: EventHandler = (world, { payload }) => {
  const { droplet }: { droplet: number } = payload;
  for (const volume of volumesOf(world, droplet))
    world.documents.put(Volumes, volume.id, { ...volume, droplet_ids: [] });
};

export const volumeAttachmentEvents = { "volume.release": released };
