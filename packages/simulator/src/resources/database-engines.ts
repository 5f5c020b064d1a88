import type { Options } from "@doapi/client/wire";
import type { DatabaseOffer, DatabaseVersion } from "../catalog.js";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";

/** What only clusters of some engines have. */
const FEATURES = {
  users: ["pg", "mysql", "mongodb", "kafka", "opensearch", "advanced_pg", "advanced_mysql"],
  databases: ["pg", "mysql", "mongodb", "advanced_pg", "advanced_mysql"],
  connection_pools: ["pg", "advanced_pg"],
  replicas: ["pg", "mysql", "advanced_pg", "advanced_mysql"],
  backups: ["pg", "mysql", "mongodb", "advanced_pg", "advanced_mysql"],
  online_migration: ["pg", "mysql", "redis", "valkey"],
  eviction_policy: ["redis", "valkey"],
  sql_mode: ["mysql", "advanced_mysql"],
  storage: ["pg", "mysql", "mongodb", "kafka", "opensearch", "advanced_pg", "advanced_mysql"],
  topics: ["kafka"],
  schema_registry: ["kafka"],
  indexes: ["opensearch"],
} as const;

type Feature = keyof typeof FEATURES;
type Engine = Pick<DatabaseOffer, "engine">;

/** MiB for each GiB of memory that a node has, and those of a node with one GiB. */
const STORAGE_PER_GIB = 15 * 1024;
const SMALLEST_STORAGE = 10 * 1024;

export function supports({ engine }: Engine, feature: Feature): boolean {
  return (FEATURES[feature] as readonly string[]).includes(engine);
}

/** Throws the 422 when clusters of this engine have no such thing. */
export function requireFeature(cluster: Engine, feature: Feature): void {
  if (supports(cluster, feature)) return;
  throw unprocessable(`${feature} are not supported for ${cluster.engine} clusters.`.replaceAll("_", " "));
}

/** The engine without its edition: both editions of one speak the same language. */
export function familyOf({ engine }: Engine): string {
  return engine.replace("advanced_", "");
}

export function offerOf(world: World, engine: string): DatabaseOffer {
  const offer = world.catalog.databases.get(engine);
  if (!offer) throw unprocessable(`The engine ${engine} is not available.`);
  return offer;
}

/** The version that is asked for, else the engine's default one. */
export function versionIn(offer: DatabaseOffer, wanted: string | undefined): DatabaseVersion {
  const version = offer.versions.find((each) => each.version === (wanted ?? offer.default_version));
  if (!version) throw unprocessable(`invalid version: ${offer.engine} is not available in version ${wanted}.`);
  return version;
}

export function checkRegion({ engine, regions }: DatabaseOffer, region: string): void {
  if (!regions.includes(region)) throw unprocessable(`invalid region: ${engine} is not available in ${region}.`);
}

/** The size and the number of nodes that a cluster is to have. */
export interface Plan {
  readonly size: string;
  readonly num_nodes: number;
  readonly storage_size_mib?: number | undefined;
}

/** The storage of a plan, null for engines that have none; throws the 422 for a plan that is not offered. */
export function storageOf(offer: DatabaseOffer, { size, num_nodes, storage_size_mib }: Plan): number | null {
  const layout = offer.layouts.find((each) => each.num_nodes === num_nodes);
  if (!layout) throw unprocessable(`invalid num_nodes: ${offer.engine} clusters do not have ${num_nodes} nodes.`);
  if (!layout.sizes.includes(size)) {
    throw unprocessable(`invalid size: ${offer.engine} clusters of ${num_nodes} nodes are not available in ${size}.`);
  }
  if (!supports(offer, "storage")) return null;
  const memory = memoryOf(size);
  const least = memory > 1 ? memory * STORAGE_PER_GIB : SMALLEST_STORAGE;
  if (storage_size_mib !== undefined && storage_size_mib < least) {
    throw unprocessable(`invalid storage_size_mib: the size ${size} has ${least} at least.`);
  }
  return storage_size_mib ?? least;
}

/** The memory of a node in GiB, which is a part of the name of its size. */
export function memoryOf(size: string): number {
  return Number(/-(\d+)gb/.exec(size)?.[1] ?? 0);
}

const listOptions: Handler<"GET /v2/databases/options"> = ({ world }) => {
  const offers = [...world.catalog.databases.values()];
  const options = offers.map(({ engine, regions, versions, ...rest }) => [
    engine,
    { regions, versions: versions.map(({ version }) => version), ...rest },
  ]);
  const availability = offers.map(({ engine, versions, default_version }) => [
    engine,
    versions.map(({ semantic_version: _, ...rest }) => ({ ...rest, default: rest.version === default_version })),
  ]);
  return {
    options: Object.fromEntries(options) as Options["options"],
    version_availability: Object.fromEntries(availability) as Options["version_availability"],
  };
};

export const databaseEnginesOperations = { databases_list_options: listOptions };
