import type { Region, Size } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";

/** MB that a node needs at least. */
const LEAST_MEMORY = 2048;

/** The sizes that nodes can have. */
export function nodeSizes(world: World): Size[] {
  return [...world.catalog.sizes.values()].filter(isForNodes);
}

/** The regions that clusters can be in. */
export function clusterRegions(world: World): Region[] {
  const served = new Set(nodeSizes(world).flatMap(({ regions }) => regions));
  return [...world.catalog.regions.values()].filter(({ slug, available }) => available && served.has(slug));
}

/** Throws the 422 for a region that has no clusters. */
export function checkRegion(world: World, region: string): void {
  if (!clusterRegions(world).some(({ slug }) => slug === region)) {
    throw unprocessable("validation error: invalid region slug");
  }
}

/** Throws the 422 for a size that nodes in the region cannot have. */
export function checkSize(world: World, slug: string, region: string): void {
  const size = world.catalog.sizes.get(slug);
  if (!size || !isForNodes(size)) throw unprocessable("validation error: invalid droplet size");
  if (!size.regions.includes(region)) {
    throw unprocessable(`validation error: droplet size ${slug} is not available in ${region}`);
  }
}

function isForNodes({ available, memory, regions }: Size): boolean {
  return available && memory >= LEAST_MEMORY && regions.length > 0;
}
