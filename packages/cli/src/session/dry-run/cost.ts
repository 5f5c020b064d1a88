import type { DigitalOcean, WireRequest } from "@doapi/client";
import { dollars } from "../money.js";

/** What a change would do to the monthly bill. */
export interface Estimate {
  readonly text: string;
  /** US dollars a month, less than zero for a saving; undefined where the API does not tell. */
  readonly monthly: number | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Droplets of one size that would come, or go when the count is less than zero. */
interface Share {
  readonly size: string;
  readonly count: number;
}

/** What is billed besides droplets, by the path that makes it. The API has no prices for these. */
const unpriced: readonly (readonly [RegExp, string])[] = [
  [/^\/v2\/volumes$/, "a volume"],
  [/^\/v2\/load_balancers$/, "a load balancer"],
  [/^\/v2\/databases$/, "a database"],
  [/^\/v2\/(reserved_ips|floating_ips)$/, "a reserved IP, while it is not assigned"],
  [/^\/v2\/vpc_nat_gateways$/, "a NAT gateway"],
  [/^\/v2\/volumes\/[^/]+\/snapshots$/, "a snapshot"],
];

/** Estimates the monthly cost of a change from the prices that the API has for sizes. */
export async function estimate(
  client: DigitalOcean,
  request: WireRequest,
  body: Fields,
): Promise<Estimate | undefined> {
  const other = request.method === "POST" ? unpriced.find(([path]) => path.test(request.path))?.[1] : undefined;
  if (other !== undefined)
    return { text: `${other} is billed, and the API does not tell its price`, monthly: undefined };
  const shares = (await sharesOf(client, request, body)).filter(({ count }) => count !== 0);
  if (shares.length === 0) return undefined;
  const prices = await readPrices(client);
  const unknown = shares.find(({ size }) => !prices.has(size));
  if (unknown !== undefined) return { text: `the API has no price for the size ${unknown.size}`, monthly: undefined };
  const monthly = shares.reduce((sum, { size, count }) => sum + (prices.get(size) ?? 0) * count, 0);
  return { text: `${shares.map(described).join(", ")}: ${change(monthly)}${backupsOf(body)}`, monthly };
}

/** `6.00 USD a month more`. */
export function change(monthly: number): string {
  return `${dollars(Math.abs(monthly))} a month ${monthly < 0 ? "less" : "more"}`;
}

async function sharesOf(client: DigitalOcean, request: WireRequest, body: Fields): Promise<readonly Share[]> {
  const { method, path, url } = request;
  const droplet = /^\/v2\/droplets\/(\d+)(\/actions)?$/.exec(path)?.[1];
  if (method === "DELETE") {
    if (droplet !== undefined) return [{ size: await sizeOf(client, Number(droplet)), count: -1 }];
    const tag = path === "/v2/droplets" ? new URL(url).searchParams.get("tag_name") : null;
    return tag === null ? [] : goingWith(client, tag);
  }
  if (method !== "POST") return [];
  if (droplet !== undefined && body["type"] === "resize")
    return [
      { size: String(body["size"]), count: 1 },
      { size: await sizeOf(client, Number(droplet)), count: -1 },
    ];
  if (path === "/v2/droplets") return [shareOf(body["size"], listLength(body["names"]) ?? 1)];
  if (path === "/v2/droplets/autoscale") return autoscaled(body);
  if (path === "/v2/kubernetes/clusters") return records(body["node_pools"]).map(poolShare);
  if (/^\/v2\/kubernetes\/clusters\/[^/]+\/node_pools$/.test(path)) return [poolShare(body)];
  return [];
}

function autoscaled(body: Fields): Share[] {
  const [config = {}, template = {}] = [records([body["config"]])[0], records([body["droplet_template"]])[0]];
  const count = config["min_instances"] ?? config["target_number_instances"];
  return [shareOf(template["size"], Number(count ?? 0))];
}

const poolShare = (pool: Fields) => shareOf(pool["size"], Number(pool["count"] ?? 0));

function shareOf(size: unknown, count: number): Share {
  return { size: String(size), count: Number.isFinite(count) ? count : 0 };
}

async function sizeOf(client: DigitalOcean, id: number): Promise<string> {
  return (await client.droplets.get(id)).size_slug;
}

async function goingWith(client: DigitalOcean, tag: string): Promise<Share[]> {
  const droplets = await client.droplets.list({ tag_name: tag }).all();
  const sizes = new Set(droplets.map((droplet) => droplet.size_slug));
  return [...sizes].map((size) => ({ size, count: -droplets.filter((one) => one.size_slug === size).length }));
}

async function readPrices(client: DigitalOcean): Promise<ReadonlyMap<string, number>> {
  const sizes = await client.sizes.list().all();
  return new Map(sizes.map((size) => [size.slug, size.price_monthly]));
}

function described({ size, count }: Share): string {
  return `${count < 0 ? "-" : ""}${Math.abs(count)} x ${size}`;
}

function backupsOf(body: Fields): string {
  return body["backups"] === true ? ", and backups, for which the API tells no price" : "";
}

function records(value: unknown): Fields[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((item): item is Fields => typeof item === "object" && item !== null);
}

function listLength(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}
