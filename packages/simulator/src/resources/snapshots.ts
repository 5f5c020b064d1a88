import type { Snapshots } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import { notFound } from "../problem.js";
import type { World } from "../world.js";
import { type ImageRecord, Images } from "./image-record.js";
import { deleteImage } from "./images.js";

/** The snapshots of Droplets are images seen from another side. */
function snapshotView(image: ImageRecord): Snapshots {
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

function requireSnapshot(world: World, id: string | number): ImageRecord {
  const image = world.documents.get(Images, id);
  if (image?.type !== "snapshot") throw notFound();
  return image;
}

const snapshotsList: Handler<"GET /v2/snapshots"> = ({ world, query, page }) => {
  // Volumes are not simulated, so that none of them has a snapshot.
  const source =
    query.resource_type === "volume"
      ? fromArray<Snapshots>([])
      : mapped(world.documents.find(Images, { labels: ["snapshot"] }), snapshotView);
  const { items, ...rest } = page(source);
  return { snapshots: items, ...rest };
};

const snapshotsGet: Handler<"GET /v2/snapshots/{snapshot_id}"> = ({ world, path }) => ({
  snapshot: snapshotView(requireSnapshot(world, path.snapshot_id)),
});

const snapshotsDelete: Handler<"DELETE /v2/snapshots/{snapshot_id}"> = ({ world, path }) => {
  deleteImage(world, requireSnapshot(world, path.snapshot_id).id);
  return undefined;
};

export const snapshotsOperations = {
  snapshots_list: snapshotsList,
  snapshots_get: snapshotsGet,
  snapshots_delete: snapshotsDelete,
};
