import { randomUUID } from "node:crypto";
import type { AccessPointRequest, AccessPointResponse, NfsAction2 } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { ApiProblem, notFound } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  AccessPoints,
  accessPointsOf,
  ofShare,
  requireShare,
  type ShareRecord,
  Shares,
  statusLabel,
} from "./nfs-share-record.js";
import { Vpcs } from "./vpc-record.js";

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9-]{1,61}[a-zA-Z0-9]$/;
const PATH = /^\/[a-zA-Z0-9\-_./]{1,1023}$/;

const DEFAULT_NAME = "default";
const DEFAULT_POLICY: AccessPointResponse["access_policy"] = {
  anonuid: 65_534,
  anongid: 65_534,
  protocols: ["NFS4", "NFS"],
  squash_config: "ROOT_SQUASH",
  identity_enforcement_enabled: false,
};

/** This part of the API tells what is wrong by a code, and has no ids of requests. */
class AccessPointProblem extends ApiProblem {
  override body(): object {
    return { code: this.id, message: this.message };
  }
}

const invalid = (message: string) => new AccessPointProblem(400, "InvalidArgument", { message });

/** What every share has from the beginning, and never loses. */
export function addDefaultAccessPoint(world: World, { id: share_id }: ShareRecord): void {
  addAccessPoint(world, { share_id, name: DEFAULT_NAME, path: "/", is_default: true, access_policy: DEFAULT_POLICY });
}

type Facts = Pick<AccessPointResponse, "share_id" | "name" | "path" | "is_default" | "access_policy" | "vpc_id">;

function addAccessPoint(world: World, facts: Facts): AccessPointResponse {
  const point: AccessPointResponse = {
    id: randomUUID(),
    ...facts,
    status: "ACCESS_POINT_CREATING",
    created_at: timestamp(world.now),
    updated_at: "",
  };
  world.documents.put(AccessPoints, point.id, point);
  return point;
}

export function activateAccessPoint(world: World, point: AccessPointResponse, errored: boolean): void {
  if (point.status !== "ACCESS_POINT_CREATING") return;
  const status = errored ? "ACCESS_POINT_FAILED" : "ACCESS_POINT_ACTIVE";
  world.documents.put(AccessPoints, point.id, { ...point, status, updated_at: timestamp(world.now) });
}

function requireAccessPoint(world: World, id: string): AccessPointResponse {
  const point = world.documents.get(AccessPoints, id.toLowerCase());
  if (!point) throw notFound();
  return point;
}

function checkRequest(world: World, share: ShareRecord, { name, path, vpc_id }: AccessPointRequest): void {
  if (name === "") throw new AccessPointProblem(400, "MISSING_NAME", { message: "name is required" });
  if (!NAME.test(name) || name.toLowerCase() === DEFAULT_NAME) throw invalid("the access point name is invalid");
  if (!PATH.test(path) || path.split("/").includes("..")) throw invalid("the access point path is invalid");
  if (world.documents.get(Vpcs, vpc_id.toLowerCase())?.region !== share.region) {
    throw invalid("the vpc must be in the region of the share");
  }
  if (share.status !== "ACTIVE" && share.status !== "INACTIVE") throw invalid("the share must be active or inactive");
  if (accessPointsOf(world, share.id).some((other) => other.name === name || other.path === path)) {
    const message = "access point with this name or path already exists for this share";
    throw new AccessPointProblem(409, "AlreadyExists", { message });
  }
}

function actionOn(world: World, { id, share_id }: AccessPointResponse, type: string): NfsAction2 {
  return {
    id: randomUUID(),
    region_slug: world.documents.get(Shares, share_id)?.region ?? "",
    resource_id: id,
    resource_type: "SHARE",
    type,
    status: "IN_PROGRESS",
    started_at: timestamp(world.now),
  };
}

const list: Handler<"GET /v2/nfs/shares/{share_id}/access_points"> = ({ world, path, query: { status } }) => {
  const { id } = requireShare(world, path.share_id);
  if (status === undefined) return { access_points: [...accessPointsOf(world, id)] };
  return { access_points: [...world.documents.all(AccessPoints, { labels: [ofShare(id), statusLabel(status)] })] };
};

const create: Handler<"POST /v2/nfs/shares/{share_id}/access_points"> = ({ world, path, body }) => {
  const share = requireShare(world, path.share_id);
  checkRequest(world, share, body);
  const { name, path: exported, access_policy } = body;
  const facts = { share_id: share.id, name, path: exported, is_default: false, access_policy };
  const access_point = addAccessPoint(world, { ...facts, vpc_id: body.vpc_id.toLowerCase() });
  world.schedule("nfs_access_point.create", { access_point: access_point.id });
  return { access_point, action: actionOn(world, access_point, "CREATE_ACCESS_POINT") };
};

const get: Handler<"GET /v2/nfs/access_points/{access_point_id}"> = ({ world, path }) => ({
  access_point: requireAccessPoint(world, path.access_point_id),
});

const remove: Handler<"DELETE /v2/nfs/access_points/{access_point_id}"> = ({ world, path }) => {
  const point = requireAccessPoint(world, path.access_point_id);
  if (point.is_default) throw invalid("the default access point cannot be deleted");
  if (point.status === "ACCESS_POINT_DELETED" || point.status === "ACCESS_POINT_FAILED") {
    throw invalid("the access point is deleted or failed");
  }
  const access_point = { ...point, status: "ACCESS_POINT_DELETED", updated_at: timestamp(world.now) };
  world.documents.put(AccessPoints, point.id, access_point);
  return { access_point, action: actionOn(world, access_point, "DELETE_ACCESS_POINT") };
};

const created: EventHandler = (world, { payload, errored }) => {
  const point = world.documents.get(AccessPoints, (payload as { access_point: string }).access_point);
  if (point) activateAccessPoint(world, point, errored);
};

export const nfsAccessPointsOperations = {
  nfs_list_access_points: list,
  nfs_create_access_point: create,
  nfs_get_access_point: get,
  nfs_delete_access_point: remove,
};

export const nfsAccessPointsEvents = { "nfs_access_point.create": created };
