import { randomUUID } from "node:crypto";
import { isIPv4 } from "node:net";
import type { PartnerAttachmentWritable } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import { conflict, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  attachmentName,
  attachmentView,
  type Bgp,
  childrenOf,
  type PartnerAttachmentRecord,
  PartnerAttachments,
  requireAttachment,
  saveAttachment,
} from "./partner-attachment-record.js";
import { Vpcs } from "./vpc-record.js";

/** What the other side tells of once the attachment stands: the networks that are reserved for examples. */
const REMOTE_ROUTES = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"].map((cidr) => ({ cidr }));

/** A key that nobody can take for a real one. */
const newKey = (kind: string) => `simulated-${kind}-${randomUUID()}`;

function newServiceKey(world: World): PartnerAttachmentRecord["service_key"] {
  return { value: newKey("service-key"), created_at: timestamp(world.now), state: "CREATING" };
}

function checkName(world: World, name: string, id?: string): void {
  const [other] = world.documents.all(PartnerAttachments, { labels: [attachmentName(name)] });
  if (!other || other.id === id) return;
  throw unprocessable(`A partner attachment named ${name} already exists in your account.`);
}

/** The ids of the VPCs of a request, which are in the attachment's region. */
function vpcsOf(world: World, wanted: readonly string[], region: string): string[] {
  const ids = wanted.map((id) => {
    const vpc = world.documents.get(Vpcs, id.toLowerCase());
    if (!vpc) throw unprocessable(`The VPC ${id} could not be found.`);
    if (!vpc.region.startsWith(region)) throw unprocessable(`The VPC ${id} is in ${vpc.region}, not in ${region}.`);
    return vpc.id;
  });
  return [...new Set(ids)];
}

function checkBgp(bgp: Bgp): Bgp {
  for (const field of ["local_router_ip", "peer_router_ip"] as const) {
    const [, address = "", length = "32"] = /^([\d.]+)(?:\/(\d+))?$/.exec(bgp[field]) ?? [];
    const fits = isIPv4(address) && Number(length) <= 32;
    if (!fits) throw unprocessable(`bgp.${field} must be an IPv4 address, with the length of its network or without.`);
  }
  if (bgp.local_router_ip === bgp.peer_router_ip) throw unprocessable("The two routers must have different addresses.");
  const isAsn = bgp.peer_router_asn >= 1 && bgp.peer_router_asn < 2 ** 32;
  if (!isAsn) throw unprocessable("bgp.peer_router_asn must be from 1 to 4294967295.");
  return bgp;
}

/** What the provider chooses where the request does not. */
function chosenBgp(): Bgp {
  const routers = { local_router_ip: "169.254.0.1/29", peer_router_ip: "169.254.0.6/29", peer_router_asn: 133_937 };
  return { ...routers, auth_key: newKey("bgp-auth-key") };
}

/** The attachment that a new one is to stand in for. */
function parentOf(world: World, { parent_uuid, region }: PartnerAttachmentWritable): string | null {
  if (!parent_uuid) return null;
  const parent = world.documents.get(PartnerAttachments, parent_uuid.toLowerCase());
  if (!parent) throw unprocessable(`The partner attachment ${parent_uuid} could not be found.`);
  if (parent.parent !== null) throw unprocessable("A partner attachment that has a parent cannot be one.");
  if (parent.region !== region) throw unprocessable("A partner attachment is in the region of its parent.");
  return parent.id;
}

const list: Handler<"GET /v2/partner_network_connect/attachments"> = ({ world, page }) => {
  const all = world.documents.find(PartnerAttachments);
  const { items, ...rest } = page(mapped(all, (attachment) => attachmentView(world, attachment)));
  return { partner_attachments: items, ...rest };
};

const create: Handler<"POST /v2/partner_network_connect/attachments"> = ({ world, body }) => {
  checkName(world, body.name);
  const attachment = saveAttachment(world, {
    id: randomUUID(),
    name: body.name,
    state: "CREATING",
    created_at: timestamp(world.now),
    connection_bandwidth_in_mbps: body.connection_bandwidth_in_mbps,
    region: body.region,
    naas_provider: body.naas_provider,
    vpc_ids: vpcsOf(world, body.vpc_ids, body.region),
    bgp: body.bgp ? checkBgp(body.bgp) : chosenBgp(),
    parent: parentOf(world, body),
    service_key: newServiceKey(world),
  });
  world.schedule("partner_attachment.create", { attachment: attachment.id });
  return { partner_attachment: attachmentView(world, attachment) };
};

const get: Handler<"GET /v2/partner_network_connect/attachments/{pa_id}"> = ({ world, path }) => ({
  partner_attachment: attachmentView(world, requireAttachment(world, path.pa_id)),
});

/** One that can still be changed. */
function requireStanding(world: World, id: string): PartnerAttachmentRecord {
  const attachment = requireAttachment(world, id);
  if (attachment.state === "DELETING") throw unprocessable("The partner attachment is being deleted.");
  return attachment;
}

const patch: Handler<"PATCH /v2/partner_network_connect/attachments/{pa_id}"> = ({ world, path, body }) => {
  const attachment = requireStanding(world, path.pa_id);
  const { name, vpc_ids, bgp }: Partial<Pick<PartnerAttachmentWritable, "name" | "vpc_ids" | "bgp">> = body;
  if (name !== undefined) checkName(world, name, attachment.id);
  const changed: PartnerAttachmentRecord = {
    ...attachment,
    ...(name !== undefined && { name }),
    ...(vpc_ids && { vpc_ids: vpcsOf(world, vpc_ids, attachment.region) }),
    ...(bgp && { bgp: checkBgp(bgp) }),
  };
  return { partner_attachment: attachmentView(world, saveAttachment(world, changed)) };
};

const remove: Handler<"DELETE /v2/partner_network_connect/attachments/{pa_id}"> = ({ world, path }) => {
  const attachment = requireAttachment(world, path.pa_id);
  if (childrenOf(world, attachment.id).length > 0) throw conflict("Can not delete a partner attachment with children.");
  if (attachment.state !== "DELETING") world.schedule("partner_attachment.delete", { attachment: attachment.id });
  return { partner_attachment: attachmentView(world, saveAttachment(world, { ...attachment, state: "DELETING" })) };
};

const getBgpAuthKey: Handler<"GET /v2/partner_network_connect/attachments/{pa_id}/bgp_auth_key"> = ({
  world,
  path,
}) => ({ bgp_auth_key: { value: requireAttachment(world, path.pa_id).bgp.auth_key } });

const listRemoteRoutes: Handler<"GET /v2/partner_network_connect/attachments/{pa_id}/remote_routes"> = ({
  world,
  path,
  page,
}) => {
  const { state } = requireAttachment(world, path.pa_id);
  const { items, ...rest } = page(fromArray(state === "CREATED" ? REMOTE_ROUTES : []));
  return { remote_routes: items, ...rest };
};

const getServiceKey: Handler<"GET /v2/partner_network_connect/attachments/{pa_id}/service_key"> = ({
  world,
  path,
}) => ({ service_key: requireAttachment(world, path.pa_id).service_key });

/** The new key takes the place of the old one when it is made. */
const createServiceKey: Handler<"POST /v2/partner_network_connect/attachments/{pa_id}/service_key"> = ({
  world,
  path,
}) => {
  const attachment = requireStanding(world, path.pa_id);
  saveAttachment(world, { ...attachment, service_key: newServiceKey(world) });
  world.schedule("partner_attachment.service_key", { attachment: attachment.id });
  return {};
};

function withKey(attachment: PartnerAttachmentRecord): PartnerAttachmentRecord {
  return { ...attachment, service_key: { ...attachment.service_key, state: "CREATED" } };
}

function subjectOf(world: World, payload: unknown): PartnerAttachmentRecord | undefined {
  return world.documents.get(PartnerAttachments, (payload as { attachment: string }).attachment);
}

/** One that is being deleted stays so. */
const created: EventHandler = (world, { payload, errored }) => {
  const attachment = subjectOf(world, payload);
  if (attachment?.state !== "CREATING") return;
  saveAttachment(world, errored ? { ...attachment, state: "ERROR" } : { ...withKey(attachment), state: "CREATED" });
};

const deleted: EventHandler = (world, { payload, errored }) => {
  const attachment = subjectOf(world, payload);
  if (attachment && errored) saveAttachment(world, { ...attachment, state: "ERROR" });
  else if (attachment) world.documents.remove(PartnerAttachments, attachment.id);
};

const keyCreated: EventHandler = (world, { payload, errored }) => {
  const attachment = subjectOf(world, payload);
  if (!attachment) return;
  const failed = { ...attachment, service_key: { ...attachment.service_key, state: "ERROR" } };
  saveAttachment(world, errored ? failed : withKey(attachment));
};

export const partnerAttachmentsOperations = {
  partnerAttachments_list: list,
  partnerAttachments_create: create,
  partnerAttachments_get: get,
  partnerAttachments_patch: patch,
  partnerAttachments_delete: remove,
  partnerAttachments_get_bgp_auth_key: getBgpAuthKey,
  partnerAttachments_list_remote_routes: listRemoteRoutes,
  partnerAttachments_get_service_key: getServiceKey,
  partnerAttachments_create_service_key: createServiceKey,
};

export const partnerAttachmentsEvents = {
  "partner_attachment.create": created,
  "partner_attachment.delete": deleted,
  "partner_attachment.service_key": keyCreated,
};
