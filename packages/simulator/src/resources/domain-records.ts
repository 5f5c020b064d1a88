import type { DomainRecordInput } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import { notFound, unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { checkedRecord } from "./domain-record-rules.js";
import {
  putRecord,
  type RecordDocument,
  type RecordFields,
  Records,
  type RecordFilter,
  recordsOf,
  recordView,
  removeRecord,
  requireZone,
  type ZoneDocument,
} from "./domain-zone.js";

/** Adds a record to a domain; throws the 422 for one that cannot be. */
export function addRecord(world: World, zone: ZoneDocument, body: DomainRecordInput): RecordDocument {
  const fields = checkedRecord(zone.name, body);
  checkNeighbours(world, zone, fields);
  return putRecord(world, zone, { id: world.nextNumber("domain_record"), domain: zone.name, ...fields });
}

/** An alias stands for everything that a name could have besides. */
function checkNeighbours(world: World, zone: ZoneDocument, { type, name, id }: RecordFields & { id?: number }): void {
  const others = recordsOf(world, zone, { name })
    .slice(0, -1)
    .filter((other) => other.id !== id);
  if (others.some((other) => type === "CNAME" || other.type === "CNAME")) {
    throw unprocessable("CNAME records cannot share a name with other records.");
  }
}

interface Place {
  readonly domain_name: string;
  readonly domain_record_id: number;
}

function requireRecord(world: World, { domain_name, domain_record_id }: Place) {
  const zone = requireZone(world, domain_name);
  const record = world.documents.get(Records, domain_record_id);
  if (record?.domain !== zone.name) throw notFound();
  return { zone, record };
}

/** PUT and PATCH are alike: what the request does not name stays as it is. */
function change(world: World, place: Place, body: DomainRecordInput = {}) {
  const { zone, record } = requireRecord(world, place);
  const type = body.type ?? record.type;
  if ((type === "SOA") !== (record.type === "SOA")) throw unprocessable(ONE_SOA);
  const fields = checkedRecord(zone.name, type === "SOA" ? { ttl: body.ttl ?? record.ttl } : body, record);
  checkNeighbours(world, zone, { ...record, ...fields });
  return { domain_record: recordView(putRecord(world, zone, { ...record, ...fields })) };
}

const ONE_SOA = "A domain has exactly one SOA record.";

const list: Handler<"GET /v2/domains/{domain_name}/records"> = ({ world, path, query: { type, name }, page }) => {
  const zone = requireZone(world, path.domain_name);
  const { items, ...rest } = page(mapped(matching(world, zone, { type, name }), recordView));
  return { domain_records: items, ...rest };
};

/** Names are looked for in full: `www` alone finds nothing. */
function matching(world: World, zone: ZoneDocument, { type, name }: RecordFilter) {
  if (name === undefined) return recordsOf(world, zone, { type });
  const full = name.toLowerCase().replace(/\.$/, "");
  if (full !== zone.name && !full.endsWith(`.${zone.name}`)) return fromArray<RecordDocument>([]);
  return recordsOf(world, zone, { type, name: full.slice(0, -zone.name.length - 1) || "@" });
}

const create: Handler<"POST /v2/domains/{domain_name}/records"> = ({ world, path, body }) => {
  const zone = requireZone(world, path.domain_name);
  if (body.type === "SOA") throw unprocessable(ONE_SOA);
  return { domain_record: recordView(addRecord(world, zone, body)) };
};

const get: Handler<"GET /v2/domains/{domain_name}/records/{domain_record_id}"> = ({ world, path }) => ({
  domain_record: recordView(requireRecord(world, path).record),
});

const update: Handler<"PUT /v2/domains/{domain_name}/records/{domain_record_id}"> = ({ world, path, body }) =>
  change(world, path, body);

const patch: Handler<"PATCH /v2/domains/{domain_name}/records/{domain_record_id}"> = ({ world, path, body }) =>
  change(world, path, body);

const remove: Handler<"DELETE /v2/domains/{domain_name}/records/{domain_record_id}"> = ({ world, path }) => {
  const { zone, record } = requireRecord(world, path);
  if (record.type === "SOA") throw unprocessable(ONE_SOA);
  removeRecord(world, zone, record.id);
  return undefined;
};

export const domainRecordsOperations = {
  domains_list_records: list,
  domains_create_record: create,
  domains_get_record: get,
  domains_update_record: update,
  domains_patch_record: patch,
  domains_delete_record: remove,
};
