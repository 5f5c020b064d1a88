import { randomUUID } from "node:crypto";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { badRequest, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { activateAccessPoint, addDefaultAccessPoint } from "./nfs-access-points.js";
import {
  AccessPoints,
  accessPointsOf,
  ofShare,
  regionLabel,
  requireShare,
  type ShareRecord,
  Shares,
  shareView,
} from "./nfs-share-record.js";
import { takeAddress, vpcFor } from "./vpc-record.js";

const SMALLEST = 50;

export function checkSize(size_gib: number): void {
  if (size_gib >= SMALLEST) return;
  throw badRequest(`The value for 'size_gib' must be greater than or equal to ${SMALLEST}Gib.`);
}

/** `standard` is asked for and PERFORMANCE_TIER_STANDARD is shown; either can be asked for. */
export function performanceTier(wanted: string): string {
  const [, tier] = /^(?:PERFORMANCE_TIER_)?(STANDARD|HIGH)$/.exec(wanted.toUpperCase()) ?? [];
  if (tier === undefined) throw unprocessable("performance_tier must be one of standard, high.");
  return `PERFORMANCE_TIER_${tier}`;
}

/** The id of a VPC in a region. Unlike other things a share joins none by itself. */
export function vpcIn(world: World, region: string, wanted: string): string {
  if (wanted === "") throw unprocessable("The id of a VPC is required.");
  return vpcFor(world, wanted, region).id;
}

/** Moves a share to these VPCs. Without any it is inactive. */
export function placed(world: World, share: ShareRecord, vpc_ids: readonly string[]): ShareRecord {
  const [first] = vpc_ids;
  if (first === undefined) return { ...share, vpc_ids, host: "", status: "INACTIVE" };
  const host = first === share.vpc_ids[0] ? share.host : takeAddress(world, first).ip_address;
  return { ...share, vpc_ids, host, status: "ACTIVE" };
}

const list: Handler<"GET /v2/nfs"> = ({ world, query }) => {
  const labels = query.region === undefined ? [] : [regionLabel(query.region)];
  return { shares: world.documents.all(Shares, { labels }).map((share) => shareView(world, share)) };
};

const create: Handler<"POST /v2/nfs"> = ({ world, body }) => {
  const { name, size_gib, region, vpc_ids, performance_tier = "standard" } = body;
  if (name.trim() === "") throw unprocessable("name can't be blank.");
  if (!world.catalog.regions.has(region)) throw unprocessable(`The region ${region} could not be found.`);
  if (vpc_ids.length === 0) throw unprocessable("vpc_ids must name at least one VPC.");
  checkSize(size_gib);
  const unplaced: ShareRecord = {
    id: randomUUID(),
    name,
    size_gib,
    region,
    status: "CREATING",
    created_at: timestamp(world.now),
    vpc_ids: [],
    performance_tier: performanceTier(performance_tier),
    host: "",
    busy: false,
  };
  const vpcs = new Set(vpc_ids.map((id) => vpcIn(world, region, id)));
  const share: ShareRecord = { ...placed(world, unplaced, [...vpcs]), status: "CREATING" };
  world.documents.put(Shares, share.id, share);
  addDefaultAccessPoint(world, share);
  world.schedule("nfs_share.create", { share: share.id });
  return { share: shareView(world, share) };
};

const get: Handler<"GET /v2/nfs/{nfs_id}"> = ({ world, path, query }) => ({
  share: shareView(world, requireShare(world, path.nfs_id, query.region)),
});

const remove: Handler<"DELETE /v2/nfs/{nfs_id}"> = ({ world, path, query }) => {
  const { id } = requireShare(world, path.nfs_id, query.region);
  for (const point of world.documents.all(AccessPoints, { labels: [ofShare(id)] })) {
    world.documents.remove(AccessPoints, point.id);
  }
  world.documents.remove(Shares, id);
  return undefined;
};

const created: EventHandler = (world, { payload, errored }) => {
  const share = world.documents.get(Shares, (payload as { share: string }).share);
  if (!share) return;
  world.documents.put(Shares, share.id, { ...share, status: errored ? "FAILED" : "ACTIVE" });
  for (const point of accessPointsOf(world, share.id)) activateAccessPoint(world, point, errored);
};

export const nfsSharesOperations = {
  nfs_list: list,
  nfs_create: create,
  nfs_get: get,
  nfs_delete: remove,
};

export const nfsSharesEvents = { "nfs_share.create": created };
