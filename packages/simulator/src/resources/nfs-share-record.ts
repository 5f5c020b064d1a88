import type { AccessPointResponse, NfsResponse, NfsSnapshotResponse } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { vpcAddressLabel } from "./vpc-label.js";

export interface ShareRecord {
  readonly id: string;
  readonly name: string;
  readonly size_gib: number;
  readonly region: string;
  readonly status: "CREATING" | "ACTIVE" | "INACTIVE" | "FAILED";
  readonly created_at: string;
  readonly vpc_ids: readonly string[];
  readonly performance_tier: string;
  /** Its address, in the first of its VPCs. */
  readonly host: string;
  /** An action is being done to it. */
  readonly busy: boolean;
}

export const Shares: Kind<ShareRecord> = {
  name: "nfs_share",
  labels: ({ region, vpc_ids: [vpc], host }) => [
    regionLabel(region),
    ...(vpc === undefined ? [] : [vpcAddressLabel(vpc, host)]),
  ],
};

/** A snapshot as the API shows it. It outlives its share. */
export const ShareSnapshots: Kind<NfsSnapshotResponse> = {
  name: "nfs_snapshot",
  labels: ({ region, share_id }) => [regionLabel(region), ofShare(share_id)],
};

/** A way into a share, as the API shows it. A deleted one is still there and says so. */
export const AccessPoints: Kind<AccessPointResponse> = {
  name: "nfs_access_point",
  labels: ({ share_id, status }) => [ofShare(share_id), statusLabel(status)],
};

export const regionLabel = (region: string) => `region:${region}`;
export const ofShare = (id: string) => `of:${id}`;
export const statusLabel = (status: string) => `status:${status}`;

/** Throws the 404 for a share that is not there, and for one that is not in the region that was named. */
export function requireShare(world: World, id: string, region?: string): ShareRecord {
  const share = world.documents.get(Shares, id.toLowerCase());
  if (!share || (region !== undefined && share.region !== region)) throw notFound();
  return share;
}

/** The default one first. */
export function accessPointsOf(world: World, share: string): readonly AccessPointResponse[] {
  const all = world.documents.all(AccessPoints, { labels: [ofShare(share)] });
  return all.filter(({ status }) => status !== "ACCESS_POINT_DELETED");
}

/** A share as the API shows it: where it can be mounted appears when it is made. */
export function shareView(world: World, { busy: _, host, vpc_ids, ...share }: ShareRecord): NfsResponse {
  const isMade = share.status === "ACTIVE" || share.status === "INACTIVE";
  return {
    ...share,
    vpc_ids: [...vpc_ids],
    ...(isMade && { mount_path: `/100000/${share.id}` }),
    ...(share.status === "ACTIVE" && { host }),
    access_points: [...accessPointsOf(world, share.id)],
  };
}
