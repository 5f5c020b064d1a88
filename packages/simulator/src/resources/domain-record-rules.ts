import { isIPv4, isIPv6 } from "node:net";
import type { DomainRecordInput } from "@doapi/client/wire";
import { HOSTNAME_RULE } from "../http/wording.js";
import { unprocessable } from "../problem.js";
import { DEFAULT_TTL, NAMES_A_HOST, type RecordFields, type RecordType } from "./domain-zone.js";

const TYPES: readonly string[] = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", "TXT"];
const CAA_TAGS = ["issue", "issuewild", "iodef"];
const SMALLEST_TTL = 30;

const BLANK: RecordFields = {
  type: "A",
  name: "@",
  data: "",
  priority: null,
  port: null,
  ttl: DEFAULT_TTL,
  weight: null,
  flags: null,
  tag: null,
};

/** The record of a request, or what it makes of the record `before`; throws the 422 for one that cannot be. */
export function checkedRecord(domain: string, body: DomainRecordInput, before: RecordFields = BLANK): RecordFields {
  const wanted = { ...before, data: writtenData(before), ...body, type: typeOf(body.type ?? before.type) };
  if (wanted.ttl < SMALLEST_TTL) throw unprocessable(`Ttl must be greater than or equal to ${SMALLEST_TTL}`);
  return {
    ...BLANK,
    type: wanted.type,
    name: relativeName(domain, wanted.name),
    data: dataOf(domain, wanted),
    ttl: wanted.ttl,
    ...numbersOf(wanted),
  };
}

/** The data as a request has to write it: a host in full ends with a dot. */
function writtenData({ type, data }: RecordFields): string {
  return NAMES_A_HOST.has(type) && data !== "@" && data !== "." ? `${data}.` : data;
}

function typeOf(type: string): RecordType {
  if (!TYPES.includes(type)) throw unprocessable(`Type must be one of ${TYPES.join(", ")}`);
  return type as RecordType;
}

/** The name within the domain: a full one is cut down to its relative part. */
function relativeName(domain: string, name: string): string {
  const full = name.toLowerCase().replace(/\.$/, "");
  if (full === "" || full === "@" || full === domain) return "@";
  if (full.endsWith(`.${domain}`)) return checkedName(full.slice(0, -domain.length - 1), domain);
  if (name.endsWith(".")) throw unprocessable(`Name must be in the domain ${domain}`);
  return checkedName(full, domain);
}

function checkedName(name: string, domain: string): string {
  if (`${name}.${domain}`.length > 253 || !isHostname(name.replace(/^\*(\.|$)/, "")))
    throw unprocessable(HOSTNAME_RULE);
  return name;
}

/** Labels of up to 63 characters between dots; services have underscores. The part behind an asterisk can be empty. */
function isHostname(name: string): boolean {
  return name === "" || name.split(".").every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
}

/** What only some types have; whatever a request says, it is null for the others. */
function numbersOf(wanted: RecordFields): Partial<RecordFields> {
  const { type, priority, port, weight, flags, tag } = wanted;
  if (type === "MX") return { priority: within("Priority", priority, 65_535) };
  if (type === "SRV") {
    return {
      priority: within("Priority", priority, 65_535),
      port: within("Port", port, 65_535),
      weight: within("Weight", weight ?? 0, 65_535),
    };
  }
  if (type !== "CAA") return {};
  if (!CAA_TAGS.includes(tag ?? "")) throw unprocessable(`Tag must be one of ${CAA_TAGS.join(", ")}`);
  return { flags: within("Flags", flags ?? 0, 255), tag };
}

function within(what: string, value: number | null, most: number): number {
  if (value === null) throw unprocessable(`${what} can't be blank`);
  if (value < 0 || value > most) throw unprocessable(`${what} must be between 0 and ${most}`);
  return value;
}

function dataOf(domain: string, { type, data, tag, ttl }: RecordFields): string {
  if (type === "SOA") return String(ttl);
  if (data === "") throw unprocessable("Data can't be blank");
  if (type === "A" && !isIPv4(data)) {
    throw unprocessable("IP address did not match IPv4 format (e.g. 127.0.0.1).");
  }
  if (type === "AAAA" && !isIPv6(data)) {
    throw unprocessable("IP address did not match IPv6 format (e.g. 2001:db8::ff00:42:8329).");
  }
  if (type === "CAA" && tag !== "iodef") return data.replace(/\.$/, "");
  return NAMES_A_HOST.has(type) ? hostOf(domain, data) : data;
}

/** A host as answers show it. A lone dot says that there is none. */
function hostOf(domain: string, data: string): string {
  if (data === "@" || data === ".") return data;
  if (!data.endsWith(".")) throw unprocessable("Data needs to end with a dot (.)");
  const host = data.slice(0, -1).toLowerCase();
  if (host === "" || !isHostname(host)) throw unprocessable(HOSTNAME_RULE);
  return host === domain ? "@" : host;
}
