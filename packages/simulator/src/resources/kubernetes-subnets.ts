import type { ClusterInput } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type IpRange, isPrivate, overlaps, parseRange } from "./ip-range.js";
import type { ClusterRecord } from "./kubernetes-cluster-record.js";
import { NatGateways } from "./nat-gateway-record.js";
import { rangeOf, type VpcRecord } from "./vpc-record.js";

const PODS = "10.244.0.0/16";
const SERVICES = "10.245.0.0/16";

/** The networks in a new cluster; throws the 422 where they meet each other or the VPC, or lead nowhere. */
export function subnetsFor(
  world: World,
  vpc: VpcRecord,
  { cluster_subnet = PODS, service_subnet = SERVICES, isolated_workers }: ClusterInput,
): Pick<ClusterRecord, "cluster_subnet" | "service_subnet"> {
  const ranges = [requireRange("cluster_subnet", cluster_subnet), requireRange("service_subnet", service_subnet)];
  for (const [index, range] of ranges.entries()) {
    const others = [rangeOf(vpc), ...ranges.slice(index + 1)];
    if (others.some((other) => overlaps(range, other))) {
      throw unprocessable("validation error: cluster_subnet, service_subnet and the VPC must not overlap");
    }
  }
  if (isolated_workers && !hasGateway(world, vpc)) {
    throw unprocessable("validation error: isolated workers need a NAT gateway in their VPC");
  }
  return { cluster_subnet, service_subnet };
}

function requireRange(field: string, text: string): IpRange {
  const range = parseRange(text);
  if (!range || !isPrivate(range)) throw unprocessable(`validation error: ${field} must be a private network`);
  return range;
}

function hasGateway(world: World, { id }: VpcRecord): boolean {
  return world.documents.all(NatGateways).some(({ vpcs }) => vpcs.some(({ vpc_uuid }) => vpc_uuid === id));
}
