import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import { unprocessable } from "../problem.js";
import { addRecord } from "./domain-records.js";
import {
  DEFAULT_TTL,
  NAME_SERVERS,
  Records,
  recordsOf,
  requireZone,
  type ZoneDocument,
  Zones,
  zoneView,
} from "./domain-zone.js";
import { assign } from "./project-membership.js";
import { defaultProject } from "./project-record.js";

/** Labels of letters, digits and inner dashes, two at least. */
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const list: Handler<"GET /v2/domains"> = ({ world, page }) => {
  const { items, ...rest } = page(mapped(world.documents.find(Zones), (zone) => zoneView(world, zone)));
  return { domains: items, ...rest };
};

const create: Handler<"POST /v2/domains"> = ({ world, body }) => {
  const name = body.name.toLowerCase().replace(/\.$/, "");
  if (name === "") throw unprocessable("Name can't be blank");
  if (!DOMAIN.test(name)) throw unprocessable("Name is not a valid domain name");
  if (world.documents.get(Zones, name)) throw unprocessable("Name has already been taken");
  const zone: ZoneDocument = { name, created_at: timestamp(world.now), serial: Math.floor(world.now / 1000) };
  world.documents.put(Zones, name, zone);
  // One of the same name can have been in another project before.
  assign(world, `do:domain:${name}`, defaultProject(world).id);
  addRecord(world, zone, { type: "SOA" });
  for (const server of NAME_SERVERS) addRecord(world, zone, { type: "NS", data: `${server}.` });
  if (body.ip_address !== undefined && body.ip_address !== "") {
    addRecord(world, zone, { type: body.ip_address.includes(":") ? "AAAA" : "A", data: body.ip_address });
  }
  // The zone file is not there before the domain is read.
  return { domain: { name, ttl: DEFAULT_TTL, zone_file: null } };
};

const get: Handler<"GET /v2/domains/{domain_name}"> = ({ world, path }) => ({
  domain: zoneView(world, requireZone(world, path.domain_name)),
});

const remove: Handler<"DELETE /v2/domains/{domain_name}"> = ({ world, path }) => {
  const zone = requireZone(world, path.domain_name);
  for (const { id } of recordsOf(world, zone).slice(0, -1)) world.documents.remove(Records, id);
  world.documents.remove(Zones, zone.name);
  return undefined;
};

export const domainsOperations = {
  domains_list: list,
  domains_create: create,
  domains_get: get,
  domains_delete: remove,
};
