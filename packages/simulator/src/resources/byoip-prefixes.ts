import { randomUUID } from "node:crypto";
import type { ByoipPrefix } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray } from "../http/pagination.js";
import { conflict, notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { type IpRange, isPrivate, overlaps, parseRange } from "./ip-range.js";
import { defaultProject } from "./project-record.js";

/** A prefix as the API shows it. */
type PrefixRecord = Required<ByoipPrefix>;

const Prefixes: Kind<PrefixRecord> = { name: "byoip_prefix" };

/** A /24 is the smallest network that is routed by itself. */
const SMALLEST = 256;

const INVALID = "request payload validation failed";

function requirePrefix(world: World, uuid: string): PrefixRecord {
  const prefix = world.documents.get(Prefixes, uuid.toLowerCase());
  if (!prefix) throw notFound();
  return prefix;
}

/** A network that can be brought: large enough, no private one, and none that the account has brought already. */
function checkPrefix(world: World, text: string): void {
  const range = parseRange(text);
  if (!range || range.size < SMALLEST || isPrivate(range)) throw unprocessable(INVALID);
  const others = world.documents.all(Prefixes).map(({ prefix }) => parseRange(prefix) as IpRange);
  if (others.some((other) => overlaps(range, other))) throw conflict("The prefix overlaps one that exists already.");
}

const list: Handler<"GET /v2/byoip_prefixes"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(Prefixes));
  return { byoip_prefixes: items, ...rest };
};

const create: Handler<"POST /v2/byoip_prefixes"> = ({ world, body }) => {
  if (body.signature.trim() === "" || !world.catalog.regions.has(body.region)) throw unprocessable(INVALID);
  checkPrefix(world, body.prefix);
  const prefix: PrefixRecord = {
    uuid: randomUUID(),
    name: "",
    prefix: body.prefix,
    status: "in_progress",
    region: body.region,
    validations: [],
    failure_reason: "",
    locked: false,
    advertised: false,
    project_id: defaultProject(world).id,
  };
  world.documents.put(Prefixes, prefix.uuid, prefix);
  world.schedule("byoip_prefix.create", { prefix: prefix.uuid });
  const { uuid, region, status } = prefix;
  return { byoip_prefix: { uuid, region, status } };
};

const get: Handler<"GET /v2/byoip_prefixes/{byoip_prefix_uuid}"> = ({ world, path }) => ({
  byoip_prefix: requirePrefix(world, path.byoip_prefix_uuid),
});

const patch: Handler<"PATCH /v2/byoip_prefixes/{byoip_prefix_uuid}"> = ({ world, path, body }) => {
  const prefix = requirePrefix(world, path.byoip_prefix_uuid);
  if (prefix.status !== "active") throw unprocessable(`The prefix can't be changed while it is ${prefix.status}.`);
  const byoip_prefix = { ...prefix, advertised: body.advertise ?? prefix.advertised };
  world.documents.put(Prefixes, prefix.uuid, byoip_prefix);
  return { byoip_prefix };
};

const remove: Handler<"DELETE /v2/byoip_prefixes/{byoip_prefix_uuid}"> = ({ world, path }) => {
  const prefix = requirePrefix(world, path.byoip_prefix_uuid);
  if (prefix.status === "deleting") return undefined;
  world.documents.put(Prefixes, prefix.uuid, { ...prefix, status: "deleting", advertised: false });
  world.schedule("byoip_prefix.delete", { prefix: prefix.uuid });
  return undefined;
};

/** No request gives an address of a prefix to anything. */
const listResources: Handler<"GET /v2/byoip_prefixes/{byoip_prefix_uuid}/ips"> = ({ world, path, page }) => {
  requirePrefix(world, path.byoip_prefix_uuid);
  const { items, ...rest } = page(fromArray([]));
  return { ips: items, ...rest };
};

/** One that is being deleted stays so. */
const created: EventHandler = (world, { payload, errored }) => {
  const prefix = world.documents.get(Prefixes, (payload as { prefix: string }).prefix);
  if (prefix?.status !== "in_progress") return;
  const failed = {
    status: "failed",
    failure_reason: "The signature could not be verified.",
    validations: [{ name: "SIGNATURE HASH", status: "FAILED", note: "" }],
  };
  world.documents.put(Prefixes, prefix.uuid, { ...prefix, ...(errored ? failed : { status: "active" }) });
};

const deleted: EventHandler = (world, { payload, errored }) => {
  const prefix = world.documents.get(Prefixes, (payload as { prefix: string }).prefix);
  if (prefix && errored) world.documents.put(Prefixes, prefix.uuid, { ...prefix, status: "active" });
  else if (prefix) world.documents.remove(Prefixes, prefix.uuid);
};

export const byoipPrefixesOperations = {
  byoipPrefixes_list: list,
  byoipPrefixes_create: create,
  byoipPrefixes_get: get,
  byoipPrefixes_patch: patch,
  byoipPrefixes_delete: remove,
  byoipPrefixes_list_resources: listResources,
};

export const byoipPrefixesEvents = { "byoip_prefix.create": created, "byoip_prefix.delete": deleted };
