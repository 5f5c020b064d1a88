import { randomUUID } from "node:crypto";
import type { NfsSnapshotResponse } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";
import type { World } from "../world.js";
import { ofShare, regionLabel, type ShareRecord, ShareSnapshots } from "./nfs-share-record.js";

/** Begins a snapshot of a share as it is. */
export function beginSnapshot(world: World, share: ShareRecord, name: string): NfsSnapshotResponse {
  const { id: share_id, size_gib, region } = share;
  const created_at = timestamp(world.now);
  const snapshot = { id: randomUUID(), name, size_gib, region, status: "CREATING", created_at, share_id };
  world.documents.put(ShareSnapshots, snapshot.id, snapshot);
  return snapshot;
}

export function finishSnapshot(world: World, id: string, errored: boolean): void {
  const snapshot = world.documents.get(ShareSnapshots, id);
  if (snapshot) world.documents.put(ShareSnapshots, id, { ...snapshot, status: errored ? "FAILED" : "ACTIVE" });
}

function requireSnapshot(world: World, id: string, region?: string): NfsSnapshotResponse {
  const snapshot = world.documents.get(ShareSnapshots, id.toLowerCase());
  if (!snapshot || (region !== undefined && snapshot.region !== region)) throw notFound();
  return snapshot;
}

const list: Handler<"GET /v2/nfs/snapshots"> = ({ world, query: { region, share_id } }) => {
  const inRegion = region === undefined ? [] : [regionLabel(region)];
  const labels = share_id === undefined ? inRegion : [...inRegion, ofShare(share_id.toLowerCase())];
  return { snapshots: [...world.documents.all(ShareSnapshots, { labels })] };
};

const get: Handler<"GET /v2/nfs/snapshots/{nfs_snapshot_id}"> = ({ world, path, query }) => ({
  snapshot: requireSnapshot(world, path.nfs_snapshot_id, query.region),
});

const remove: Handler<"DELETE /v2/nfs/snapshots/{nfs_snapshot_id}"> = ({ world, path, query }) => {
  world.documents.remove(ShareSnapshots, requireSnapshot(world, path.nfs_snapshot_id, query.region).id);
  return undefined;
};

export const nfsSnapshotsOperations = {
  nfs_list_snapshot: list,
  nfs_get_snapshot: get,
  nfs_delete_snapshot: remove,
};
