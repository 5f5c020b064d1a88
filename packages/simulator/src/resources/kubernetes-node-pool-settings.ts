import type { KubernetesNodePoolUpdate } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import { checkName, ownTags } from "./kubernetes-cluster-settings.js";
import type { PoolSettings } from "./kubernetes-node-pool-record.js";

const DEFAULTS = { tags: [], labels: null, taints: [], auto_scale: false, min_nodes: 0, max_nodes: 0 };

/** The settings that a request asks for, with what it leaves out as it is, or as the API chooses it for a new pool. */
export function poolSettings(
  wanted: KubernetesNodePoolUpdate,
  present: Omit<PoolSettings, "name" | "count"> = DEFAULTS,
): PoolSettings {
  const { name, labels = present.labels, taints = present.taints, auto_scale = present.auto_scale } = wanted;
  checkName(name, "node pool");
  if (Object.values(labels ?? {}).some((value) => typeof value !== "string")) {
    throw unprocessable("validation error: the values of labels must be strings");
  }
  if (taints.some(({ key, effect }) => !key || !effect)) {
    throw unprocessable("validation error: a taint must have a key and an effect");
  }
  const { min_nodes = present.min_nodes, max_nodes = present.max_nodes } = wanted;
  const tags = ownTags(wanted.tags ?? present.tags);
  const bounds = auto_scale ? { min_nodes, max_nodes } : { min_nodes: 0, max_nodes: 0 };
  const settings = { name, tags, labels, taints, auto_scale, ...bounds };
  return { ...settings, count: countOf(wanted.count, settings) };
}

/** Nothing that runs in a cluster needs more nodes, so that a pool that scales keeps the number asked for in its bounds. */
function countOf(count: number, { auto_scale, min_nodes, max_nodes }: Omit<PoolSettings, "count">): number {
  if (!auto_scale) {
    if (count < 1) throw unprocessable("validation error: a node pool must have at least one node");
    return count;
  }
  if (min_nodes < 0 || max_nodes < 1 || max_nodes < min_nodes) {
    throw unprocessable("validation error: min_nodes must be from 0, and max_nodes from 1 and not less than min_nodes");
  }
  return Math.min(Math.max(count, min_nodes), max_nodes);
}

/** As many nodes as a pool must keep. */
export function leastNodes({ auto_scale, min_nodes }: PoolSettings): number {
  return auto_scale ? min_nodes : 1;
}
