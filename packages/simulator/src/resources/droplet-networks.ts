import type { Droplet } from "@doapi/client/wire";
import { loadCatalog } from "../catalog.js";

/** An IPv4 address as a network shows it. */
export interface Address {
  readonly ip_address: string;
  readonly netmask: string;
  readonly gateway: string;
}

export interface NetworkRecord {
  /** A number that nothing else has: the public addresses are made from it. */
  readonly number: number;
  /** Its public IPv4 address leads to this machine. */
  readonly loopback?: boolean;
  /** The address in its VPC. */
  readonly private: Address;
  /** It was asked for a public address. */
  readonly public: boolean;
  readonly ipv6: boolean;
  /** The addresses are given; before, none is shown. */
  readonly assigned: boolean;
}

/** Addresses per /24 that Droplets get: neither the network's, the gateway's nor the broadcast address. */
const PER_BLOCK = 253;
/** The /24 networks of 198.18.0.0/15. */
const PUBLIC_BLOCKS = 512;

/**
 * A Droplet's addresses, all from ranges that are set aside for tests and private use, so that none leads to a machine
 * of somebody else: private IPv4 of its VPC, public IPv4 in 198.18.0.0/15 or 127.18.0.0/15, IPv6 in 2001:db8::/32.
 */
export function networksOf(network: NetworkRecord, region: string): Droplet["networks"] {
  if (!network.assigned) return { v4: [], v6: [] };
  const v4 = [
    { ...network.private, type: "private" },
    { ...publicAddress(network.number, network.loopback ? 127 : 198), type: "public" },
  ];
  const v6 = [{ ...publicAddress6(network.number, region), type: "public" }];
  return { v4: network.public ? v4 : v4.slice(0, 1), v6: network.ipv6 ? v6 : [] };
}

/** The public address of a number; the first 129,536 numbers have one of their own. */
export function publicAddress(number: number, first: 127 | 198 = 198): Address {
  const block = Math.floor(number / PER_BLOCK) % PUBLIC_BLOCKS;
  const network = `${first}.${18 + (block >> 8)}.${block & 255}`;
  return { ip_address: `${network}.${2 + (number % PER_BLOCK)}`, netmask: "255.255.255.0", gateway: `${network}.1` };
}

/** The public IPv6 address of a number in a region. */
export function publicAddress6(number: number, region: string) {
  const prefix = `2001:db8:${regionNumber(region).toString(16)}`;
  return { ip_address: `${prefix}::${hextets(number + 4096)}`, netmask: 64, gateway: `${prefix}::1` };
}

function regionNumber(slug: string): number {
  return [...loadCatalog().regions.keys()].indexOf(slug) + 1;
}

/** `1:0` of 65536. */
function hextets(number: number): string {
  const low = (number & 0xffff).toString(16);
  return number > 0xffff ? `${Math.floor(number / 0x10000).toString(16)}:${low}` : low;
}
