import { randomUUID } from "node:crypto";
import type { Vpc } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import type { Address } from "./droplet-networks.js";
import { Droplets } from "./droplet-record.js";
import { formatAddress, formatRange, freeRange, type IpRange, netmaskOf, parseRange } from "./ip-range.js";
import { LoadBalancers } from "./load-balancer-record.js";
import { NatGateways } from "./nat-gateway-record.js";
import { Shares } from "./nfs-share-record.js";
import { vpcAddressLabel } from "./vpc-label.js";

export interface VpcRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly region: string;
  readonly ip_range: string;
  readonly default: boolean;
  readonly created_at: string;
  /** How many addresses were ever given: the next one is looked for from there. */
  readonly given: number;
}

export const Vpcs: Kind<VpcRecord> = {
  name: "vpc",
  labels: (vpc) => (vpc.default ? [defaultLabel(vpc.region)] : []),
};

const defaultLabel = (region: string) => `default:${region}`;

/** What has addresses in a VPC. */
const HOLDERS: readonly Kind<never>[] = [Droplets, LoadBalancers, NatGateways, Shares];

/** What a VPC without a range of its own gets, and what the default one of a region gets. */
const CHOSEN_SIZE = 2 ** 12;
const DEFAULT_SIZE = 2 ** 16;

export function requireVpc(world: World, id: string): VpcRecord {
  const vpc = world.documents.get(Vpcs, id.toLowerCase());
  if (!vpc) throw notFound();
  return vpc;
}

export function findDefaultVpc(world: World, region: string): VpcRecord | undefined {
  return world.documents.all(Vpcs, { labels: [defaultLabel(region)] })[0];
}

/**
 * The VPC that something new in a region joins: the one it asks for, else the region's default one, which is made with
 * the first thing there. Throws the 422 for one that is not there or is elsewhere.
 */
export function vpcFor(world: World, wanted: string | null | undefined, region: string): VpcRecord {
  if (!wanted) {
    const plan = { name: `default-${region}`, description: "", region };
    return findDefaultVpc(world, region) ?? addVpc(world, plan, chooseRange(world, DEFAULT_SIZE));
  }
  const vpc = world.documents.get(Vpcs, wanted.toLowerCase());
  if (!vpc) throw unprocessable(`The VPC ${wanted} could not be found.`);
  if (vpc.region !== region) throw unprocessable(`The VPC ${wanted} is in ${vpc.region}, not in ${region}.`);
  return vpc;
}

/** Adds a VPC; the first one of a region is its default. */
export function addVpc(world: World, plan: Pick<VpcRecord, "name" | "description" | "region">, range: IpRange) {
  const vpc: VpcRecord = {
    id: randomUUID(),
    ...plan,
    ip_range: formatRange(range),
    default: findDefaultVpc(world, plan.region) === undefined,
    created_at: timestamp(world.now),
    given: 0,
  };
  world.documents.put(Vpcs, vpc.id, vpc);
  return vpc;
}

/** A range that overlaps no other VPC's. */
export function chooseRange(world: World, size = CHOSEN_SIZE): IpRange {
  const range = freeRange(world.documents.all(Vpcs).map(rangeOf), size);
  if (!range) throw unprocessable("There is no free range of private addresses left in your account.");
  return range;
}

export function rangeOf({ ip_range }: VpcRecord): IpRange {
  const range = parseRange(ip_range);
  if (!range) throw new Error(`A VPC has the range ${ip_range}, which is none.`);
  return range;
}

/** The next address of a VPC that no member has; throws the 422 when all are taken. */
export function takeAddress(world: World, id: string): Address {
  const vpc = requireVpc(world, id);
  const range = rangeOf(vpc);
  // Neither the network's own, the gateway's nor the broadcast address.
  const hosts = range.size - 3;
  for (let given = vpc.given; given < vpc.given + hosts; given++) {
    const address = formatAddress(range.first + 2 + (given % hosts));
    if (isTaken(world, id, address)) continue;
    world.documents.put(Vpcs, vpc.id, { ...vpc, given: given + 1 });
    return { ip_address: address, netmask: netmaskOf(range), gateway: formatAddress(range.first + 1) };
  }
  throw unprocessable(`The VPC ${vpc.name} has no free address left.`);
}

function isTaken(world: World, vpc: string, address: string): boolean {
  const labels = [vpcAddressLabel(vpc, address)];
  return HOLDERS.some((kind) => world.documents.find(kind, { labels }).count() > 0);
}

export function vpcView({ given: _, ...vpc }: VpcRecord): Vpc {
  return { ...vpc, urn: `do:vpc:${vpc.id}` };
}
