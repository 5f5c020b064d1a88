import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { certificateLabel } from "./certificate-label.js";
import type { LoadBalancerSettings } from "./load-balancer-settings.js";
import { vpcAddressLabel } from "./vpc-label.js";

export interface LoadBalancerRecord {
  readonly id: string;
  readonly created_at: string;
  readonly status: "new" | "active" | "errored";
  /** How many changes it processes: it refuses others meanwhile. */
  readonly busy: number;
  readonly settings: LoadBalancerSettings;
  /** Null for a global one, as its VPC is. */
  readonly region: string | null;
  readonly vpc: string | null;
  /** A number that nothing else has: the public addresses are made from it. */
  readonly number: number;
  /** The address in its VPC of one that is internal. */
  readonly internal: string | null;
  /** When it got its size, in milliseconds. */
  readonly sized_at: number;
}

export const LoadBalancers: Kind<LoadBalancerRecord> = {
  name: "load_balancer",
  labels: ({ settings, vpc, internal }) => [
    loadBalancerName(settings.name),
    ...certificatesOf(settings).map(certificateLabel),
    ...(vpc === null || internal === null ? [] : [vpcAddressLabel(vpc, internal)]),
  ],
};

export const loadBalancerName = (name: string) => `name:${name}`;

export const loadBalancerUrn = (id: string) => `do:loadbalancer:${id}`;

/** The certificates that a load balancer serves. */
export function certificatesOf({ forwarding_rules, domains = [] }: Served): string[] {
  return [...forwarding_rules, ...domains].flatMap(({ certificate_id: id }) => (id ? [id] : []));
}

type Served = Pick<LoadBalancerSettings, "forwarding_rules" | "domains">;

export function requireLoadBalancer(world: World, id: string): LoadBalancerRecord {
  const loadBalancer = world.documents.get(LoadBalancers, id.toLowerCase());
  if (!loadBalancer) throw notFound();
  return loadBalancer;
}
