import type { ReservedIp, ReservedIpCreate } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { type ActionPayload, finishAction, startAction } from "./actions.js";
import { joinProject, projectOf } from "./project-membership.js";
import { beginAction, requireTarget, shownAs, subjectOf } from "./reserved-ip-assignment.js";
import { holderOf, ipv4, requireAddress, type ReservedAddress, reserveAddress, urnOf } from "./reserved-ip-record.js";

function addressView(world: World, address: ReservedAddress): ReservedIp {
  const { ip, region: slug, locked } = address;
  const region = world.catalog.regions.get(slug);
  return {
    ip,
    droplet: holderOf(world, address),
    ...(region && { region }),
    locked,
    project_id: projectOf(world, urnOf(ip)),
  };
}

function show(world: World, ip: string): ReservedIp {
  return addressView(world, requireAddress(world, ipv4, ip));
}

/** Reserves an address, and assigns it where a Droplet is named: two actions that begin together. */
function create(world: World, origin: string, body: Partial<Merged>) {
  const { droplet_id: wanted, region, project_id } = body;
  if (wanted && region) throw unprocessable("Specify either a droplet_id or a region, not both.");
  const droplet = typeof wanted === "number" ? requireTarget(world, wanted) : undefined;
  const address = reserveAddress(world, ipv4, droplet?.region ?? region ?? "");
  joinProject(world, urnOf(address.ip), project_id);
  startAction(world, subjectOf(ipv4, address), {
    type: "reserve_ip",
    lifecycle: "reserved_ip.reserve",
    shown: shownAs(ipv4, address),
  });
  if (!droplet) return { made: addressView(world, address), links: {} };
  const { id = 0 } = beginAction(world, ipv4, { address, request: { type: "assign", droplet_id: droplet.id } });
  const links = {
    droplets: [{ id: droplet.id, rel: "droplet", href: `${origin}/v2/droplets/${droplet.id}` }],
    actions: [{ id, rel: "assign_ip", href: `${origin}/v2/actions/${id}` }],
  };
  return { made: show(world, address.ip), links };
}

/** The two forms of the request as one. */
type Merged = { droplet_id: number } & Extract<ReservedIpCreate, { region: string }>;

function release(world: World, ip: string): undefined {
  const address = requireAddress(world, ipv4, ip);
  if (address.locked) throw unprocessable(`The ${ipv4.called} already has a pending event.`);
  world.documents.remove(ipv4.kind, address.ip);
}

/** A reservation that fails leaves no address behind. */
const reserved: EventHandler = (world, { payload, errored }) => {
  const { action, resource }: ActionPayload<unknown, string> = payload;
  if (errored) world.documents.remove(ipv4.kind, resource);
  finishAction(world, action, errored);
};

const list: Handler<"GET /v2/reserved_ips"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(ipv4.kind));
  return { reserved_ips: items.map((address) => addressView(world, address)), ...rest };
};

const reserve: Handler<"POST /v2/reserved_ips"> = ({ world, body, origin }) => {
  const { made, links } = create(world, origin, body);
  return { reserved_ip: made, links };
};

const get: Handler<"GET /v2/reserved_ips/{reserved_ip}"> = ({ world, path }) => ({
  reserved_ip: show(world, path.reserved_ip),
});

const remove: Handler<"DELETE /v2/reserved_ips/{reserved_ip}"> = ({ world, path }) => release(world, path.reserved_ip);

const floatingList: Handler<"GET /v2/floating_ips"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(ipv4.kind));
  return { floating_ips: items.map((address) => addressView(world, address)), ...rest };
};

const floatingReserve: Handler<"POST /v2/floating_ips"> = ({ world, body, origin }) => {
  const { made, links } = create(world, origin, body);
  return { floating_ip: made, links };
};

const floatingGet: Handler<"GET /v2/floating_ips/{floating_ip}"> = ({ world, path }) => ({
  floating_ip: show(world, path.floating_ip),
});

const floatingRemove: Handler<"DELETE /v2/floating_ips/{floating_ip}"> = ({ world, path }) =>
  release(world, path.floating_ip);

/** One collection under two names. */
export const reservedIpsOperations = {
  reservedIPs_list: list,
  reservedIPs_create: reserve,
  reservedIPs_get: get,
  reservedIPs_delete: remove,
  floatingIPs_list: floatingList,
  floatingIPs_create: floatingReserve,
  floatingIPs_get: floatingGet,
  floatingIPs_delete: floatingRemove,
};

export const reservedIpsEvents = { "reserved_ip.reserve": reserved };
