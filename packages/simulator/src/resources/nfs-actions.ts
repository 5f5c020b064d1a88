import { randomUUID } from "node:crypto";
import type { NfsCreateActionBody } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { requireShare, type ShareRecord, Shares } from "./nfs-share-record.js";
import { checkSize, performanceTier, placed, vpcIn } from "./nfs-shares.js";
import { beginSnapshot, finishSnapshot } from "./nfs-snapshots.js";
import { Vpcs } from "./vpc-record.js";

/** `snapshot` is the one that the action makes. */
interface ActionPayload {
  readonly share: string;
  readonly request: NfsCreateActionBody;
  readonly snapshot?: string;
}

function requireAttached({ vpc_ids }: ShareRecord, vpc: string): void {
  if (!vpc_ids.includes(vpc.toLowerCase())) throw unprocessable(`The share is not attached to the VPC ${vpc}.`);
}

function requireAttachable(world: World, { vpc_ids, region }: ShareRecord, vpc: string): void {
  if (vpc_ids.includes(vpcIn(world, region, vpc))) {
    throw unprocessable(`The share is attached to the VPC ${vpc} already.`);
  }
}

function checkRequest(world: World, share: ShareRecord, request: NfsCreateActionBody): void {
  switch (request.type) {
    case "resize":
      checkSize(request.params.size_gib);
      if (request.params.size_gib <= share.size_gib) {
        throw unprocessable(`A share can only grow: this one has ${share.size_gib} GiB.`);
      }
      return;
    case "snapshot":
      if (request.params.name.trim() === "") throw unprocessable("name can't be blank.");
      return;
    case "attach":
      return requireAttachable(world, share, request.params.vpc_id);
    case "detach":
      return requireAttached(share, request.params.vpc_id);
    case "reassign":
      requireAttached(share, request.params.old_vpc_id);
      return requireAttachable(world, share, request.params.new_vpc_id);
    case "switch_performance_tier":
      if (performanceTier(request.params.performance_tier) === share.performance_tier) {
        throw unprocessable("The share has this performance tier already.");
      }
  }
}

/** The VPCs of a share after an action. */
function vpcsAfter({ vpc_ids }: ShareRecord, request: NfsCreateActionBody): readonly string[] {
  if (request.type === "attach") return [...vpc_ids, request.params.vpc_id.toLowerCase()];
  if (request.type === "detach") return vpc_ids.filter((id) => id !== request.params.vpc_id.toLowerCase());
  if (request.type !== "reassign") return vpc_ids;
  const { old_vpc_id, new_vpc_id } = request.params;
  return vpc_ids.map((id) => (id === old_vpc_id.toLowerCase() ? new_vpc_id.toLowerCase() : id));
}

function changed(world: World, share: ShareRecord, request: NfsCreateActionBody): ShareRecord {
  switch (request.type) {
    case "resize":
      return { ...share, size_gib: request.params.size_gib };
    case "snapshot":
      return share;
    case "switch_performance_tier":
      return { ...share, performance_tier: performanceTier(request.params.performance_tier) };
    default:
      return placed(world, share, vpcsAfter(share, request));
  }
}

const post: Handler<"POST /v2/nfs/{nfs_id}/actions"> = ({ world, path, body }) => {
  const share = requireShare(world, path.nfs_id, body.region);
  if (share.status !== "ACTIVE" && share.status !== "INACTIVE") throw unprocessable(`The share is ${share.status}.`);
  if (share.busy) throw unprocessable("The share already has a pending action.");
  checkRequest(world, share, body);
  const snapshot = body.type === "snapshot" ? beginSnapshot(world, share, body.params.name) : undefined;
  world.documents.put(Shares, share.id, { ...share, busy: true });
  const payload: ActionPayload = { share: share.id, request: body, ...(snapshot && { snapshot: snapshot.id }) };
  world.schedule(`nfs_share.${body.type}`, payload);
  return {
    action: {
      id: randomUUID(),
      region_slug: share.region,
      resource_id: share.id,
      resource_type: "SHARE",
      type: `${body.type.toUpperCase()}_SHARE`,
      status: "IN_PROGRESS",
      started_at: timestamp(world.now),
    },
  };
};

/** An action that fails changes nothing; a VPC can be gone by now. */
const finish: EventHandler = (world, { payload, errored }) => {
  const { share: id, request, snapshot }: ActionPayload = payload;
  if (snapshot !== undefined) finishSnapshot(world, snapshot, errored);
  const share = world.documents.get(Shares, id);
  if (!share) return;
  const isPossible = vpcsAfter(share, request).every((vpc) => world.documents.get(Vpcs, vpc));
  const result = errored || !isPossible ? share : changed(world, share, request);
  world.documents.put(Shares, id, { ...result, busy: false });
};

export const nfsActionsOperations = { nfs_create_action: post };

export const nfsActionsEvents = {
  "nfs_share.resize": finish,
  "nfs_share.snapshot": finish,
  "nfs_share.attach": finish,
  "nfs_share.detach": finish,
  "nfs_share.reassign": finish,
  "nfs_share.switch_performance_tier": finish,
};
