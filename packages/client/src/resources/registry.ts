import type { Core } from "../core.js";
import { account } from "./account.js";
import { actions } from "./actions.js";
import { autoscalePools } from "./autoscale-pools.js";
import { billing } from "./billing.js";
import { cdnEndpoints } from "./cdn-endpoints.js";
import { certificates } from "./certificates.js";
import { domains } from "./domains.js";
import { droplets } from "./droplets.js";
import { firewalls } from "./firewalls.js";
import { images } from "./images.js";
import { loadBalancers } from "./load-balancers.js";
import { natGateways } from "./nat-gateways.js";
import { projects } from "./projects.js";
import { regions } from "./regions.js";
import { floatingIps, reservedIps } from "./reserved-ips.js";
import { reservedIpv6 } from "./reserved-ipv6.js";
import { sizes } from "./sizes.js";
import { snapshots } from "./snapshots.js";
import { sshKeys } from "./ssh-keys.js";
import { tags } from "./tags.js";
import { volumes } from "./volumes.js";
import { vpcPeerings } from "./vpc-peerings.js";
import { vpcs } from "./vpcs.js";

/** Makes a resource for a client. */
export type Definition<T> = (core: Core) => T;

/** Every resource: what `new DigitalOcean()` has, and what `createClient` can be given. */
export const registry = {
  account,
  actions,
  autoscalePools,
  billing,
  cdnEndpoints,
  certificates,
  domains,
  droplets,
  firewalls,
  floatingIps,
  images,
  loadBalancers,
  natGateways,
  projects,
  regions,
  reservedIps,
  reservedIpv6,
  sizes,
  snapshots,
  sshKeys,
  tags,
  volumes,
  vpcPeerings,
  vpcs,
} satisfies Record<string, Definition<unknown>>;

/** The resources by name. */
export type Resources = { readonly [K in keyof typeof registry]: ReturnType<(typeof registry)[K]> };
