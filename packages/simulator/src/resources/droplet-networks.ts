import type { Droplet } from "@doapi/client/wire";
import { loadCatalog } from "../catalog.js";

export interface NetworkRecord {
  /** A number that no other Droplet has: every address is made from it. */
  readonly number: number;
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
const PRIVATE_BLOCKS = 256;

/**
 * A Droplet's addresses, all from ranges that are set aside for tests and private use, so that none leads to a machine
 * of somebody else: public IPv4 in 198.18.0.0/15, private IPv4 in a 10.x.0.0/16 per region, IPv6 in 2001:db8::/32.
 * The first 129,536 Droplets of a state have public addresses of their own, the first 64,768 private ones.
 */
export function networksOf(network: NetworkRecord, region: string): Droplet["networks"] {
  if (!network.assigned) return { v4: [], v6: [] };
  const publicBlock = Math.floor(network.number / PER_BLOCK) % PUBLIC_BLOCKS;
  const privateBlock = Math.floor(network.number / PER_BLOCK) % PRIVATE_BLOCKS;
  const host = 2 + (network.number % PER_BLOCK);
  const place = regionNumber(region);
  const prefix = `2001:db8:${place.toString(16)}`;
  const v4 = [
    {
      ip_address: `10.${100 + place}.${privateBlock}.${host}`,
      netmask: "255.255.0.0",
      gateway: `10.${100 + place}.0.1`,
      type: "private",
    },
    {
      ip_address: `198.${18 + (publicBlock >> 8)}.${publicBlock & 255}.${host}`,
      netmask: "255.255.255.0",
      gateway: `198.${18 + (publicBlock >> 8)}.${publicBlock & 255}.1`,
      type: "public",
    },
  ];
  const v6 = [
    {
      ip_address: `${prefix}::${hextets(network.number + 4096)}`,
      netmask: 64,
      gateway: `${prefix}::1`,
      type: "public",
    },
  ];
  return { v4: network.public ? v4 : v4.slice(0, 1), v6: network.ipv6 ? v6 : [] };
}

function regionNumber(slug: string): number {
  return [...loadCatalog().regions.keys()].indexOf(slug) + 1;
}

/** `1:0` of 65536. */
function hextets(number: number): string {
  const low = (number & 0xffff).toString(16);
  return number > 0xffff ? `${Math.floor(number / 0x10000).toString(16)}:${low}` : low;
}
