import { isIPv6 } from "node:net";
import type { Droplet } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { Droplets, dropletView } from "./droplet-record.js";
import { formatAddress } from "./ip-range.js";

/** An address that belongs to the account, and leads to a Droplet while it is assigned to one. */
export interface ReservedAddress {
  readonly ip: string;
  /** What actions call it: of an IPv4 address its 32 bits. */
  readonly number: number;
  readonly region: string;
  /** The Droplet that it was assigned to last, which can be gone since. */
  readonly droplet: number | null;
  /** It is being assigned or unassigned. */
  readonly locked: boolean;
  readonly created_at: string;
}

/** IPv4 or IPv6: what is done with the addresses of both is the same. */
export interface Family {
  readonly type: "reserved_ip" | "reserved_ipv6";
  readonly kind: Kind<ReservedAddress>;
  /** What the API calls one in its messages. */
  readonly called: string;
}

const labels = ({ droplet }: ReservedAddress) => (droplet === null ? [] : [assignedTo(droplet)]);

/** By which the addresses of a Droplet are found. */
export const assignedTo = (droplet: number) => `droplet:${droplet}`;

export const ipv4: Family = { type: "reserved_ip", kind: { name: "reserved_ip", labels }, called: "floating IP" };
export const ipv6: Family = { type: "reserved_ipv6", kind: { name: "reserved_ipv6", labels }, called: "reserved IPv6" };

/** What projects call an IPv4 address, by whichever name it was reserved. */
export const urnOf = (ip: string) => `do:floatingip:${ip}`;

export function requireAddress(world: World, { kind }: Family, ip: string): ReservedAddress {
  const address = world.documents.get(kind, canonical(ip));
  if (!address) throw notFound();
  return address;
}

/** IPv6 addresses have several spellings. */
function canonical(ip: string): string {
  const url = `http://[${ip}]`;
  return isIPv6(ip) && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : ip;
}

/** The Droplet that it leads to, as the API shows it. */
export function holderOf(world: World, { droplet }: Pick<ReservedAddress, "droplet">): Droplet | null {
  const holder = droplet === null ? undefined : world.documents.get(Droplets, droplet);
  return holder ? dropletView(world, holder) : null;
}

/** Reserves an address in a region; throws the 422 for a region that has none to give. */
export function reserveAddress(world: World, family: Family, region: string): ReservedAddress {
  if (!world.catalog.regions.get(region)?.available) throw unprocessable("You specified an invalid region.");
  const fresh = family === ipv4 ? freeIpv4(world) : nextIpv6(world);
  const address = { ...fresh, region, droplet: null, locked: false, created_at: timestamp(world.now) };
  world.documents.put(family.kind, address.ip, address);
  return address;
}

/** The networks that are set aside for examples, which lead to no machine: 192.0.2.0, 198.51.100.0 and 203.0.113.0. */
const NETWORKS = [0xc0000200, 0xc6336400, 0xcb007100];
const HOSTS = 254;

function freeIpv4(world: World): Pick<ReservedAddress, "ip" | "number"> {
  const all = NETWORKS.length * HOSTS;
  for (let tried = 0; tried < all; tried++) {
    const next = world.nextNumber("reserved_ip") % all;
    const number = (NETWORKS[Math.floor(next / HOSTS)] ?? 0) + 1 + (next % HOSTS);
    const ip = formatAddress(number);
    if (!world.documents.get(ipv4.kind, ip)) return { ip, number };
  }
  throw unprocessable("There is no reserved IP left.");
}

function nextIpv6(world: World): Pick<ReservedAddress, "ip" | "number"> {
  const number = world.nextNumber("reserved_ipv6");
  return { ip: canonical(`2001:db8:ffff::${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`), number };
}
