import type { KubernetesNodePool, KubernetesNodePoolTaint, Node } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { clusterLabel, type ClusterRecord, clusterTag, requireStanding } from "./kubernetes-cluster-record.js";
import { tagLabel } from "./tag-label.js";

/** The part of a pool that can be changed. */
export interface PoolSettings {
  readonly name: string;
  /** As many nodes as it is to have. */
  readonly count: number;
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, unknown>> | null;
  readonly taints: readonly KubernetesNodePoolTaint[];
  readonly auto_scale: boolean;
  readonly min_nodes: number;
  readonly max_nodes: number;
}

export interface PoolRecord extends PoolSettings {
  readonly id: string;
  readonly cluster: string;
  readonly size: string;
  /** It goes with the last of its nodes. */
  readonly deleting: boolean;
}

export interface NodeRecord {
  readonly id: string;
  readonly cluster: string;
  readonly pool: string;
  readonly name: string;
  readonly droplet: number;
  readonly state: "provisioning" | "running" | "draining" | "deleting";
  /** It did not come out of its state: the cluster is degraded until the node is deleted. */
  readonly failed: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

export const NodePools: Kind<PoolRecord> = {
  name: "kubernetes_node_pool",
  labels: ({ cluster, tags }) => [clusterLabel(cluster), ...tags.map(tagLabel)],
};

export const Nodes: Kind<NodeRecord> = {
  name: "kubernetes_node",
  labels: ({ cluster, pool }) => [clusterLabel(cluster), poolLabel(pool)],
};

const poolLabel = (id: string) => `pool:${id}`;

export function poolsOf(world: World, { id }: ClusterRecord): readonly PoolRecord[] {
  return world.documents.all(NodePools, { labels: [clusterLabel(id)] });
}

export function nodesOf(world: World, { id }: PoolRecord): readonly NodeRecord[] {
  return world.documents.all(Nodes, { labels: [poolLabel(id)] });
}

/** The nodes that count: those that are on their way out do not. */
export function standingNodes(world: World, pool: PoolRecord): readonly NodeRecord[] {
  return nodesOf(world, pool).filter(isStanding);
}

export function isStanding({ state }: NodeRecord): boolean {
  return state === "provisioning" || state === "running";
}

/** One that is on its way out already counts as gone, unless it got stuck there. */
export function isRemovable(node: NodeRecord): boolean {
  return isStanding(node) || node.failed;
}

export function requirePool(world: World, cluster: ClusterRecord, id: string): PoolRecord {
  const pool = world.documents.get(NodePools, id.toLowerCase());
  if (pool?.cluster !== cluster.id) throw notFound();
  return pool;
}

/** A pool that can still be changed, and its cluster: what is being deleted counts as gone. */
export function requireStandingPool(world: World, path: { cluster_id: string; node_pool_id: string }) {
  const cluster = requireStanding(world, path.cluster_id);
  const pool = requirePool(world, cluster, path.node_pool_id);
  if (pool.deleting) throw notFound();
  return { cluster, pool };
}

/** The tags of a pool and of the Droplets in it. */
export function poolTags(cluster: ClusterRecord, { tags }: PoolSettings): string[] {
  return [...new Set([...cluster.settings.tags, ...tags, "k8s", clusterTag(cluster.id), "k8s:worker"])];
}

export function poolView(world: World, cluster: ClusterRecord, pool: PoolRecord): KubernetesNodePool {
  const { id, name, size, count, labels, taints, auto_scale, min_nodes, max_nodes } = pool;
  return {
    id,
    name,
    size,
    count,
    tags: poolTags(cluster, pool),
    labels,
    taints: [...taints],
    auto_scale,
    min_nodes,
    max_nodes,
    nodes: nodesOf(world, pool).map(nodeView),
  };
}

function nodeView({ id, name, state, droplet, created_at, updated_at }: NodeRecord): Node {
  return { id, name, status: { state }, droplet_id: String(droplet), created_at, updated_at };
}
