import type { DomainRecord, Domain as WireDomain } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

/** A domain; what it consists of are its records. */
export interface ZoneDocument {
  readonly name: string;
  readonly created_at: string;
  /** Seconds since 1970, and higher with every change: by it other name servers know that there is something new. */
  readonly serial: number;
}

export type RecordType = "A" | "AAAA" | "CAA" | "CNAME" | "MX" | "NS" | "SOA" | "SRV" | "TXT";

/** What a record says, as the API shows it. */
export interface RecordFields {
  readonly type: RecordType;
  /** Relative to the domain; `@` is the domain itself. */
  readonly name: string;
  /** Host names without their final dot; `@` is the domain itself. */
  readonly data: string;
  readonly priority: number | null;
  readonly port: number | null;
  readonly ttl: number;
  readonly weight: number | null;
  readonly flags: number | null;
  readonly tag: string | null;
}

export interface RecordDocument extends RecordFields {
  readonly id: number;
  readonly domain: string;
}

export const Zones: Kind<ZoneDocument> = { name: "domain" };

export const Records: Kind<RecordDocument> = {
  name: "domain_record",
  labels: ({ domain, type, name }) => [domainLabel(domain), typeLabel(type), nameLabel(name)],
};

const domainLabel = (domain: string) => `domain:${domain}`;
const typeLabel = (type: string) => `type:${type}`;
const nameLabel = (name: string) => `name:${name}`;

/** Seconds that others may keep what they have read, where nothing else is said. */
export const DEFAULT_TTL = 1800;
export const NAME_SERVERS = ["ns1.digitalocean.com", "ns2.digitalocean.com", "ns3.digitalocean.com"];
/** Seconds after which secondary servers ask again, try again and give up. */
const SOA_TIMES = "10800 3600 604800";

/** The records whose data is the name of a host. */
export const NAMES_A_HOST: ReadonlySet<RecordType> = new Set(["CNAME", "MX", "NS", "SRV"]);

export function requireZone(world: World, name: string): ZoneDocument {
  const zone = world.documents.get(Zones, name.toLowerCase());
  if (!zone) throw notFound();
  return zone;
}

export interface RecordFilter {
  readonly type?: string | undefined;
  readonly name?: string | undefined;
}

/** The records of a domain, those of one type or name where it is given. */
export function recordsOf(world: World, { name: domain }: ZoneDocument, filter: RecordFilter = {}) {
  const labels = [domainLabel(domain)];
  if (filter.type !== undefined) labels.push(typeLabel(filter.type));
  if (filter.name !== undefined) labels.push(nameLabel(filter.name));
  return world.documents.find(Records, { labels });
}

/** Writes a record, and the serial with it. */
export function putRecord(world: World, zone: ZoneDocument, record: RecordDocument): RecordDocument {
  world.documents.put(Records, record.id, record);
  touch(world, zone);
  return record;
}

export function removeRecord(world: World, zone: ZoneDocument, id: number): void {
  world.documents.remove(Records, id);
  touch(world, zone);
}

function touch(world: World, { name }: ZoneDocument): void {
  const zone = requireZone(world, name);
  world.documents.put(Zones, name, { ...zone, serial: Math.max(zone.serial + 1, Math.floor(world.now / 1000)) });
}

export function recordView({ domain: _, ...record }: RecordDocument): DomainRecord {
  return record;
}

export function zoneView(world: World, zone: ZoneDocument): WireDomain {
  const records = recordsOf(world, zone).slice(0, -1);
  const ttl = records.find(({ type }) => type === "SOA")?.ttl ?? DEFAULT_TTL;
  return { name: zone.name, ttl, zone_file: zoneFile(zone, ttl, records) };
}

/** The domain as a master file in the format of RFC 1035. */
function zoneFile({ name, serial }: ZoneDocument, ttl: number, records: readonly RecordDocument[]): string {
  const soa = `${NAME_SERVERS[0]}. hostmaster.${name}. ${serial} ${SOA_TIMES} ${ttl}`;
  const lines = [`$ORIGIN ${name}.`, `$TTL ${ttl}`, `${name}. IN SOA ${soa}`];
  for (const record of records) {
    if (record.type === "SOA") continue;
    const owner = record.name === "@" ? name : `${record.name}.${name}`;
    lines.push(`${owner}. ${record.ttl} IN ${record.type} ${dataInFile(name, record)}`);
  }
  return `${lines.join("\n")}\n`;
}

function dataInFile(domain: string, { type, data, priority, weight, port, flags, tag }: RecordFields): string {
  const host = data === "@" ? `${domain}.` : data === "." ? data : `${data}.`;
  if (type === "MX") return `${priority} ${host}`;
  if (type === "SRV") return `${priority} ${weight} ${port} ${host}`;
  if (type === "CAA") return `${flags} ${tag} ${quoted(data)}`;
  // One string of a TXT record has 255 bytes at most.
  if (type === "TXT") return (data.match(/[\s\S]{1,255}/gu) ?? [""]).map(quoted).join(" ");
  return NAMES_A_HOST.has(type) ? host : data;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}
