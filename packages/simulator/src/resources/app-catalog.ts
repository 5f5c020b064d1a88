import type { AppsInstanceSize, AppsRegion } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";

type Region = AppsRegion & Required<Pick<AppsRegion, "slug">>;

const region = (slug: string, place: Omit<AppsRegion, "slug">): Region => ({ slug, ...place });
const inEurope = { continent: "Europe" };
const inNorthAmerica = { continent: "North America" };
const inAsia = { continent: "Asia" };

const regions: readonly Region[] = [
  region("ams", { label: "Amsterdam", flag: "netherlands", ...inEurope, data_centers: ["ams3"] }),
  region("nyc", { label: "New York", flag: "usa", ...inNorthAmerica, data_centers: ["nyc1", "nyc3"], default: true }),
  region("fra", { label: "Frankfurt", flag: "germany", ...inEurope, data_centers: ["fra1"] }),
  region("sfo", { label: "San Francisco", flag: "usa", ...inNorthAmerica, data_centers: ["sfo3"] }),
  region("sgp", { label: "Singapore", flag: "singapore", ...inAsia, data_centers: ["sgp1"] }),
  region("blr", { label: "Bangalore", flag: "india", ...inAsia, data_centers: ["blr1"] }),
  region("tor", { label: "Toronto", flag: "canada", ...inNorthAmerica, data_centers: ["tor1"] }),
  region("lon", { label: "London", flag: "uk", ...inEurope, data_centers: ["lon1"] }),
  region("syd", { label: "Sydney", flag: "australia", continent: "Australia", data_centers: ["syd1"] }),
  region("atl", { label: "Atlanta", flag: "usa", ...inNorthAmerica, data_centers: ["atl1"] }),
];

/** Where an app is that asks for no region. */
export const DEFAULT_REGION = "nyc";

export function findAppRegion(slug: string | undefined): AppsRegion | undefined {
  return regions.find((each) => each.slug === slug);
}

/** A size of instances, with what the API derives from it left out. */
interface Size {
  readonly slug: string;
  readonly cpus: number;
  readonly gigabytes: number;
  /** In US dollars a month. */
  readonly price: number;
  /** In GiB a month. */
  readonly bandwidth: number;
  readonly tier: "basic" | "professional";
}

const size = (slug: string, [cpus, gigabytes, price, bandwidth]: Numbers): Size => ({
  slug,
  cpus,
  gigabytes,
  price,
  bandwidth,
  tier: ["apps-s-1vcpu-0.5gb", "apps-s-1vcpu-1gb-fixed"].includes(slug) ? "basic" : "professional",
});

type Numbers = readonly [cpus: number, gigabytes: number, price: number, bandwidth: number];

const sizes: readonly Size[] = [
  size("apps-s-1vcpu-0.5gb", [1, 0.5, 5, 50]),
  size("apps-s-1vcpu-1gb-fixed", [1, 1, 10, 100]),
  size("apps-s-1vcpu-1gb", [1, 1, 12, 150]),
  size("apps-s-1vcpu-2gb", [1, 2, 25, 200]),
  size("apps-s-2vcpu-4gb", [2, 4, 50, 250]),
  size("apps-d-1vcpu-0.5gb", [1, 0.5, 29, 100]),
  size("apps-d-1vcpu-1gb", [1, 1, 34, 200]),
  size("apps-d-1vcpu-2gb", [1, 2, 39, 300]),
  size("apps-d-1vcpu-4gb", [1, 4, 49, 400]),
  size("apps-d-2vcpu-4gb", [2, 4, 78, 500]),
  size("apps-d-2vcpu-8gb", [2, 8, 98, 600]),
  size("apps-d-4vcpu-8gb", [4, 8, 156, 700]),
  size("apps-d-4vcpu-16gb", [4, 16, 196, 800]),
  size("apps-d-8vcpu-32gb", [8, 32, 392, 900]),
];

/** The sizes of before, which the API still takes, and what each is today. */
const FORMER: Readonly<Record<string, string>> = {
  "basic-xxs": "apps-s-1vcpu-0.5gb",
  "basic-xs": "apps-s-1vcpu-1gb-fixed",
  "basic-s": "apps-s-1vcpu-2gb",
  "basic-m": "apps-s-2vcpu-4gb",
  "professional-xs": "apps-s-1vcpu-1gb",
  "professional-s": "apps-s-1vcpu-2gb",
  "professional-m": "apps-s-2vcpu-4gb",
  "professional-1l": "apps-d-1vcpu-4gb",
  "professional-l": "apps-d-2vcpu-8gb",
  "professional-xl": "apps-d-4vcpu-16gb",
};

/** The size of an instance that asks for none. */
export const DEFAULT_SIZE = "apps-s-1vcpu-0.5gb";

export function findAppSize(slug: string): Size | undefined {
  return sizes.find((each) => each.slug === (FORMER[slug] ?? slug));
}

/** A month of 28 days, by which the price of a second is counted. */
const MONTH = 28 * 24 * 60 * 60;
const GIB = 2 ** 30;

function sizeView({ slug, cpus, gigabytes, price, bandwidth, tier }: Size): AppsInstanceSize {
  const dedicated = slug.startsWith("apps-d-");
  const fixed = slug.endsWith("-fixed") ? " Fixed" : "";
  return {
    name: `${dedicated ? "Dedicated" : "Shared"} ${cpus}VCPU ${gigabytes}GB${fixed}`,
    slug,
    cpu_type: dedicated ? "DEDICATED" : "SHARED",
    cpus: String(cpus),
    memory_bytes: String(gigabytes * GIB),
    usd_per_month: price.toFixed(2),
    usd_per_second: (price / MONTH).toFixed(12),
    tier_slug: tier,
    ...(dedicated && { scalable: true }),
    ...(tier === "basic" && { single_instance_only: true }),
    bandwidth_allowance_gib: String(bandwidth),
  };
}

const listRegions: Handler<"GET /v2/apps/regions"> = () => ({ regions: [...regions] });

const listSizes: Handler<"GET /v2/apps/tiers/instance_sizes"> = () => ({
  discount_percent: 0,
  instance_sizes: sizes.map(sizeView),
});

const getSize: Handler<"GET /v2/apps/tiers/instance_sizes/{slug}"> = ({ path }) => {
  const found = findAppSize(path.slug);
  if (!found) throw notFound();
  return { instance_size: sizeView(found) };
};

export const appCatalogOperations = {
  apps_list_regions: listRegions,
  apps_list_instanceSizes: listSizes,
  apps_get_instanceSize: getSize,
};
