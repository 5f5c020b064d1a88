import type { CallOptions, DigitalOcean } from "@doapi/client";
import type { Candidate } from "./candidate.js";

type Read = (client: DigitalOcean, options: CallOptions) => Promise<readonly Candidate[]>;

/** What the API is asked for, by what a command asks for. Of a long collection the first page has to do. */
export const liveNames: Readonly<Record<string, Read>> = {
  droplet: async (client, options) =>
    (await client.droplets.list({}, options).firstPage()).items.map((droplet) => ({
      value: droplet.name,
      summary: `${droplet.id} ${droplet.ipv4Address ?? droplet.status}`,
    })),
  image: async (client, options) => {
    const [own, distributions] = await Promise.all([
      client.images.list({ private: true }, options).firstPage(),
      client.images.list({ type: "distribution" }, options).firstPage(),
    ]);
    const images = [...own.items, ...distributions.items];
    return images.map(({ slug, name, distribution }) => ({ value: slug ?? name, summary: `${distribution} ${name}` }));
  },
  size: async (client, options) =>
    (await client.sizes.list({}, options).firstPage()).items.map(({ slug, price_monthly: price }) => ({
      value: slug,
      summary: `${price} USD/month`,
    })),
  region: async (client, options) =>
    (await client.regions.list({}, options).firstPage()).items.map(({ slug, name }) => ({
      value: slug,
      summary: name,
    })),
  tag: async (client, options) => names((await client.tags.list({}, options).firstPage()).items),
  key: async (client, options) => names((await client.sshKeys.list({}, options).firstPage()).items),
  domain: async (client, options) => names((await client.domains.list({}, options).firstPage()).items),
  volume: async (client, options) => named((await client.volumes.list({}, options).firstPage()).items),
  snapshot: async (client, options) => named((await client.snapshots.list({}, options).firstPage()).items),
  firewall: async (client, options) => named((await client.firewalls.list({}, options).firstPage()).items),
  "load-balancer": async (client, options) => named((await client.loadBalancers.list({}, options).firstPage()).items),
  certificate: async (client, options) => named((await client.certificates.list({}, options).firstPage()).items),
  vpc: async (client, options) => named((await client.vpcs.list({}, options).firstPage()).items),
  project: async (client, options) => named((await client.projects.list({}, options).firstPage()).items),
  "autoscale-pool": async (client, options) => named((await client.autoscalePools.list({}, options).firstPage()).items),
  cdn: readCdn,
  "cdn-endpoint": readCdn,
  ip: async (client, options) => {
    const { items } = await client.reservedIps.list({}, options).firstPage();
    return items.map(({ ip, droplet }) => ({ value: ip, summary: droplet?.name }));
  },
  "reserved-ipv6": async (client, options) => {
    const { items } = await client.reservedIpv6.list({}, options).firstPage();
    return items.map(({ ip, droplet }) => ({ value: ip, summary: droplet?.name }));
  },
};

async function readCdn(client: DigitalOcean, options: CallOptions): Promise<Candidate[]> {
  const { items } = await client.cdnEndpoints.list({}, options).firstPage();
  return items.map(({ origin, endpoint }) => ({ value: origin, summary: endpoint }));
}

function names(items: readonly { readonly name: string }[]): Candidate[] {
  return items.map(({ name }) => ({ value: name }));
}

function named(items: readonly { readonly id: string; readonly name: string }[]): Candidate[] {
  return items.map(({ id, name }) => ({ value: name, summary: id }));
}
