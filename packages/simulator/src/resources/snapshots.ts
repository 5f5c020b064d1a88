import type { Snapshots } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { concatenated, mapped } from "../http/pagination.js";
import { notFound } from "../problem.js";
import type { Source } from "../state/documents.js";
import type { World } from "../world.js";
import { type ImageRecord, Images } from "./image-record.js";
import { deleteImage } from "./images.js";
import { VolumeSnapshots } from "./volume-record.js";

/** The snapshots of Droplets are images seen from another side. */
function dropletSnapshotView(image: ImageRecord): Snapshots {
  return {
    id: String(image.id),
    name: image.name,
    created_at: image.created_at,
    regions: image.regions,
    resource_id: String(image.droplet_id),
    resource_type: "droplet",
    min_disk_size: image.min_disk_size ?? 0,
    size_gigabytes: image.size_gigabytes ?? 0,
    tags: image.tags,
  };
}

function dropletSnapshot(world: World, id: string | number): ImageRecord | undefined {
  const image = world.documents.get(Images, id);
  return image?.type === "snapshot" ? image : undefined;
}

function listed(world: World, type: "droplet" | "volume" | undefined): Source<Snapshots> {
  const ofDroplets = mapped(world.documents.find(Images, { labels: ["snapshot"] }), dropletSnapshotView);
  const ofVolumes: Source<Snapshots> = world.documents.find(VolumeSnapshots);
  if (type === undefined) return concatenated(ofDroplets, ofVolumes);
  return type === "droplet" ? ofDroplets : ofVolumes;
}

const list: Handler<"GET /v2/snapshots"> = ({ world, query, page }) => {
  const { items, ...rest } = page(listed(world, query.resource_type));
  return { snapshots: items, ...rest };
};

const get: Handler<"GET /v2/snapshots/{snapshot_id}"> = ({ world, path: { snapshot_id: id } }) => {
  const image = dropletSnapshot(world, id);
  const snapshot = image ? dropletSnapshotView(image) : world.documents.get(VolumeSnapshots, id);
  if (!snapshot) throw notFound();
  return { snapshot };
};

const destroy: Handler<"DELETE /v2/snapshots/{snapshot_id}"> = ({ world, path: { snapshot_id: id } }) => {
  const image = dropletSnapshot(world, id);
  if (image) deleteImage(world, image.id);
  else if (world.documents.get(VolumeSnapshots, id)) world.documents.remove(VolumeSnapshots, id);
  else throw notFound();
  return undefined;
};

export const snapshotsOperations = {
  snapshots_list: list,
  snapshots_get: get,
  snapshots_delete: destroy,
};
