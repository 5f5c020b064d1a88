import type { ReservedIpv6 } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { beginAction } from "./reserved-ip-assignment.js";
import { holderOf, ipv6, requireAddress, type ReservedAddress, reserveAddress } from "./reserved-ip-record.js";

function addressView(world: World, address: ReservedAddress): ReservedIpv6 {
  const { ip, region, created_at } = address;
  return { ip, region_slug: region, reserved_at: created_at, droplet: holderOf(world, address) };
}

const list: Handler<"GET /v2/reserved_ipv6"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(ipv6.kind));
  return { reserved_ipv6s: items.map((address) => addressView(world, address)), ...rest };
};

const create: Handler<"POST /v2/reserved_ipv6"> = ({ world, body }) => ({
  reserved_ipv6: addressView(world, reserveAddress(world, ipv6, body.region_slug)),
});

const get: Handler<"GET /v2/reserved_ipv6/{reserved_ipv6}"> = ({ world, path }) => ({
  reserved_ipv6: addressView(world, requireAddress(world, ipv6, path.reserved_ipv6)),
});

/** Unlike an IPv4 address, one that is assigned stays. */
const remove: Handler<"DELETE /v2/reserved_ipv6/{reserved_ipv6}"> = ({ world, path }) => {
  const address = requireAddress(world, ipv6, path.reserved_ipv6);
  if (address.locked) throw unprocessable(`The ${ipv6.called} already has a pending event.`);
  if (holderOf(world, address)) throw unprocessable("The reserved IPv6 is assigned to a Droplet.");
  world.documents.remove(ipv6.kind, address.ip);
  return undefined;
};

const act: Handler<"POST /v2/reserved_ipv6/{reserved_ipv6}/actions"> = ({ world, path, body }) => ({
  action: beginAction(world, ipv6, { address: requireAddress(world, ipv6, path.reserved_ipv6), request: body }),
});

export const reservedIpv6Operations = {
  reservedIPv6_list: list,
  reservedIPv6_create: create,
  reservedIPv6_get: get,
  reservedIPv6_delete: remove,
  reservedIPv6Actions_post: act,
};
