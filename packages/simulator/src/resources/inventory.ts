import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { DatabaseClusters } from "./database-cluster-record.js";
import { Apps } from "./app-record.js";
import { costOf } from "./app-spec.js";
import { Zones } from "./domain-zone.js";
import { type DropletRecord, Droplets } from "./droplet-record.js";
import { Clusters } from "./kubernetes-cluster-record.js";
import { LoadBalancers } from "./load-balancer-record.js";
import { NatGateways } from "./nat-gateway-record.js";
import { holderOf, ipv4 } from "./reserved-ip-record.js";
import { Volumes } from "./volume-record.js";

/** What projects, VPCs and bills know of a thing, whatever it is. */
export interface Asset {
  /** `do:droplet:123` */
  readonly urn: string;
  readonly name: string;
  readonly created_at: string;
  /** Where it is read: `/v2/droplets/123`. */
  readonly path: string;
  /** The VPCs that it is a member of. */
  readonly vpcs: readonly string[];
  /** What it costs; undefined for what is free. */
  readonly price?: Price;
}

export interface Price {
  /** The product as a bill names it. */
  readonly product: string;
  readonly description: string;
  /** In US dollars. */
  readonly hourly: number;
  /** As much as a whole month costs at most. */
  readonly monthly: number;
}

/** One kind of thing: where its documents are, and how to look at one of them as an asset. */
interface Section {
  readonly get: (world: World, id: string) => Asset | undefined;
  readonly all: (world: World) => readonly Asset[];
}

type Facts = Omit<Asset, "urn" | "path" | "vpcs" | "price"> & {
  readonly id: string | number;
  readonly vpcs?: readonly string[] | undefined;
  readonly price?: Price | undefined;
};

/** `type` is the middle of the URN, `path` where the kind is listed. */
function section<T>(type: string, path: string, { kind, facts }: Described<T>): [string, Section] {
  const assetOf = (world: World, document: T): Asset => {
    const { id, price, vpcs = [], ...rest } = facts(document, world);
    return { urn: `do:${type}:${id}`, path: `${path}/${id}`, vpcs, ...rest, ...(price && { price }) };
  };
  const get = (world: World, id: string) => {
    const document = world.documents.get(kind, id);
    return document && assetOf(world, document);
  };
  return [type, { get, all: (world) => world.documents.all(kind).map((document) => assetOf(world, document)) }];
}

interface Described<T> {
  readonly kind: Kind<T>;
  readonly facts: (document: T, world: World) => Facts;
}

/**
 * Everything that belongs to a project. A kind that is entered here joins projects, is a member of its VPCs and is
 * billed; the resource itself need not know of any of these.
 */
const sections = new Map<string, Section>([
  section("droplet", "/v2/droplets", {
    kind: Droplets,
    facts: (droplet, world) => ({
      id: droplet.id,
      name: droplet.name,
      created_at: droplet.created_at,
      vpcs: [droplet.vpc_uuid],
      price: dropletPrice(world, droplet),
    }),
  }),
  section("domain", "/v2/domains", {
    kind: Zones,
    facts: ({ name, created_at }) => ({ id: name, name, created_at }),
  }),
  section("floatingip", "/v2/reserved_ips", {
    kind: ipv4.kind,
    facts: ({ ip, created_at, ...address }, world) => ({
      id: ip,
      name: ip,
      created_at,
      // It costs as long as it leads nowhere.
      ...(!holderOf(world, address) && { price: monthlyPrice("Reserved IPs", ip, 5) }),
    }),
  }),
  section("loadbalancer", "/v2/load_balancers", {
    kind: LoadBalancers,
    facts: ({ id, settings: { name, size_unit, type }, created_at, vpc }) => ({
      id,
      name,
      created_at,
      vpcs: vpc === null ? [] : [vpc],
      price: monthlyPrice("Load Balancers", name, (type === "REGIONAL" ? 12 : 15) * size_unit),
    }),
  }),
  section("volume", "/v2/volumes", {
    kind: Volumes,
    facts: ({ id, name, created_at, size_gigabytes: size }) => ({
      id,
      name,
      created_at,
      price: monthlyPrice("Volumes", `${name} (${size} GiB)`, 0.1 * size),
    }),
  }),
  section("dbaas", "/v2/databases", {
    kind: DatabaseClusters,
    facts: ({ id, name, created_at, vpc }) => ({ id, name, created_at, vpcs: [vpc] }),
  }),
  section("nat_gateway", "/v2/vpc_nat_gateways", {
    kind: NatGateways,
    facts: ({ id, name, size, created_at, vpcs }) => ({
      id,
      name,
      created_at,
      vpcs: vpcs.map(({ vpc_uuid }) => vpc_uuid),
      price: monthlyPrice("VPC NAT Gateways", name, 40 * size),
    }),
  }),
  section("kubernetes", "/v2/kubernetes/clusters", {
    kind: Clusters,
    facts: ({ id, settings: { name, ha }, created_at, vpc_uuid }) => ({
      id,
      name,
      created_at,
      vpcs: [vpc_uuid],
      // The nodes cost what their Droplets do.
      ...(ha && { price: monthlyPrice("Kubernetes Clusters", `${name} (HA control plane)`, 40) }),
    }),
  }),
  section("app", "/v2/apps", {
    kind: Apps,
    facts: ({ id, spec, created_at }) => {
      const cost = costOf(spec);
      return {
        id,
        name: spec.name,
        created_at,
        ...(cost > 0 && { price: monthlyPrice("App Platform", spec.name, cost) }),
      };
    },
  }),
]);

function dropletPrice(world: World, { name, size: slug }: DropletRecord): Price | undefined {
  const size = world.catalog.sizes.get(slug);
  if (!size) return undefined;
  const { price_hourly: hourly, price_monthly: monthly } = size;
  return { product: "Droplets", description: `${name} (${slug})`, hourly, monthly };
}

/** What is offered by the month is charged by the hour, of which a month has 672 at most. */
function monthlyPrice(product: string, description: string, monthly: number): Price {
  return { product, description, hourly: monthly / 672, monthly };
}

/** Everything that the account has, by kind and in the order in which it was made. */
export function assets(world: World): Asset[] {
  return [...sections.values()].flatMap((each) => each.all(world));
}

/** The thing of a URN; undefined when there is none. An address has two names, as the API has for it. */
export function findAsset(world: World, urn: string): Asset | undefined {
  const [, type = "", id = ""] = /^do:([^:]+):(.+)$/.exec(urn) ?? [];
  return sections.get(type === "reservedip" ? "floatingip" : type)?.get(world, id);
}
