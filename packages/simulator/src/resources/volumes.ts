import { randomUUID } from "node:crypto";
import type { VolumesCreateBody } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { ApiProblem, conflict, notFound, unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { isBusy } from "./actions.js";
import { applyTags } from "./tags.js";
import {
  requireVolume,
  VOLUME_LIMIT,
  type VolumeRecord,
  VolumeSnapshots,
  Volumes,
  volumeName,
  volumeNamed,
  volumeRegion,
  volumeView,
} from "./volume-record.js";

/** GiB. */
const LARGEST = 16_384;
/** Characters that the label of each file system can have. */
const LABEL_LENGTHS = new Map([
  ["ext4", 16],
  ["xfs", 12],
]);

const list: Handler<"GET /v2/volumes"> = ({ world, query, page }) => {
  const labels = [
    ...(query.name === undefined ? [] : [volumeName(query.name)]),
    ...(query.region === undefined ? [] : [volumeRegion(query.region)]),
  ];
  const { items, ...rest } = page(world.documents.find(Volumes, { labels }));
  return { volumes: items.map((volume) => volumeView(world, volume)), ...rest };
};

function checkNew(world: World, { name, region, ...body }: VolumesCreateBody): void {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    throw unprocessable(
      "A volume's name has lower-case letters, digits and dashes, begins with a letter and is 64 long at most.",
    );
  }
  if (!world.catalog.regions.get(region)?.features.includes("storage")) {
    throw unprocessable("Volumes are not available in this region.");
  }
  const { filesystem_type: type = "", filesystem_label: label = "" } = body;
  if (type !== "" && !LABEL_LENGTHS.has(type)) throw unprocessable("filesystem_type must be one of ext4, xfs.");
  if (type === "" && label !== "") throw unprocessable("filesystem_label needs a filesystem_type.");
  if (label.length > (LABEL_LENGTHS.get(type) ?? 0)) {
    throw unprocessable(`filesystem_label can have ${LABEL_LENGTHS.get(type)} characters for ${type}.`);
  }
  if (volumeNamed(world, name, region)) throw conflict("already exists");
  if (world.documents.find(Volumes).count() >= VOLUME_LIMIT) {
    throw new ApiProblem(403, "forbidden", { message: "capacity limit exceeded" });
  }
}

/** GiB: a volume of a snapshot is as large as the one that the snapshot was made of, whatever was asked for. */
function sizeOf(world: World, { snapshot_id, region, size_gigabytes }: VolumesCreateBody): number {
  if (snapshot_id) {
    const snapshot = world.documents.get(VolumeSnapshots, snapshot_id);
    if (!snapshot) throw notFound();
    if (!snapshot.regions.includes(region)) throw unprocessable("The snapshot is not available in this region.");
    return snapshot.min_disk_size;
  }
  if (size_gigabytes < 1 || size_gigabytes > LARGEST) {
    throw unprocessable(`size_gigabytes must be a whole number from 1 to ${LARGEST}.`);
  }
  return size_gigabytes;
}

const create: Handler<"POST /v2/volumes"> = ({ world, body }) => {
  checkNew(world, body);
  const id = randomUUID();
  const volume: VolumeRecord = {
    id,
    name: body.name,
    description: body.description ?? "",
    size_gigabytes: sizeOf(world, body),
    region: body.region,
    created_at: timestamp(world.now),
    droplet_ids: [],
    filesystem_label: body.filesystem_label ?? "",
    tags: applyTags(world, body.tags ?? [], { type: "volumes", path: `/v2/volumes/${id}` }),
  };
  world.documents.put(Volumes, id, volume);
  // Only this answer tells the type of the file system.
  return { volume: { ...volumeView(world, volume), filesystem_type: body.filesystem_type ?? "" } };
};

const get: Handler<"GET /v2/volumes/{volume_id}"> = ({ world, path }) => ({
  volume: volumeView(world, requireVolume(world, path.volume_id)),
});

/** Deletes a volume; its snapshots stay. Throws the 409 for one that is attached or being attached. */
function deleteVolume(world: World, volume: VolumeRecord): void {
  if (volume.droplet_ids.length > 0) {
    throw conflict("A volume that's attached to a Droplet cannot be deleted. Please detach it first before deleting.");
  }
  if (isBusy(world, { type: "volume", id: volume.id })) throw conflict("Volume already has a pending event.");
  world.documents.remove(Volumes, volume.id);
}

const destroy: Handler<"DELETE /v2/volumes/{volume_id}"> = ({ world, path }) => {
  deleteVolume(world, requireVolume(world, path.volume_id));
  return undefined;
};

const destroyByName: Handler<"DELETE /v2/volumes"> = ({ world, query: { name, region } }) => {
  if (!name || !region) throw unprocessable("name and region are required.");
  const volume = volumeNamed(world, name, region);
  if (!volume) throw notFound();
  deleteVolume(world, volume);
  return undefined;
};

export const volumesOperations = {
  volumes_list: list,
  volumes_create: create,
  volumes_get: get,
  volumes_delete: destroy,
  volumes_delete_byName: destroyByName,
};
