import { randomUUID } from "node:crypto";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { conflict, notFound, unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { applyTags } from "./tags.js";
import {
  madeOfVolume,
  requireVolume,
  type VolumeSnapshotRecord,
  VolumeSnapshots,
  volumeSnapshotsOf,
} from "./volume-record.js";

function requireVolumeSnapshot(world: World, id: string): VolumeSnapshotRecord {
  const snapshot = world.documents.get(VolumeSnapshots, id);
  if (!snapshot) throw notFound();
  return snapshot;
}

const list: Handler<"GET /v2/volumes/{volume_id}/snapshots"> = ({ world, path, page }) => {
  const { id } = requireVolume(world, path.volume_id);
  const { items, ...rest } = page(world.documents.find(VolumeSnapshots, { labels: [madeOfVolume(id)] }));
  return { snapshots: items, ...rest };
};

const create: Handler<"POST /v2/volumes/{volume_id}/snapshots"> = ({ world, path, body: { name, tags } }) => {
  const volume = requireVolume(world, path.volume_id);
  if (name.trim() === "") throw unprocessable("Name can't be blank.");
  if (volumeSnapshotsOf(world, volume.id).some((snapshot) => snapshot.name === name)) throw conflict("already exists");
  const id = randomUUID();
  const snapshot: VolumeSnapshotRecord = {
    id,
    name,
    created_at: timestamp(world.now),
    regions: [volume.region],
    resource_id: volume.id,
    resource_type: "volume",
    min_disk_size: volume.size_gigabytes,
    // Billed is what is on the volume; nothing is ever written to one here.
    size_gigabytes: 0.1,
    tags: applyTags(world, tags ?? [], { type: "volume_snapshots", path: `/v2/snapshots/${id}` }),
  };
  world.documents.put(VolumeSnapshots, id, snapshot);
  return { snapshot };
};

const get: Handler<"GET /v2/volumes/snapshots/{snapshot_id}"> = ({ world, path }) => ({
  snapshot: requireVolumeSnapshot(world, path.snapshot_id),
});

const destroy: Handler<"DELETE /v2/volumes/snapshots/{snapshot_id}"> = ({ world, path }) => {
  world.documents.remove(VolumeSnapshots, requireVolumeSnapshot(world, path.snapshot_id).id);
  return undefined;
};

export const volumeSnapshotsOperations = {
  volumeSnapshots_list: list,
  volumeSnapshots_create: create,
  volumeSnapshots_get_byId: get,
  volumeSnapshots_delete_byId: destroy,
};
