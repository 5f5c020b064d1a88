import { randomUUID } from "node:crypto";
import type { KubernetesNodePoolInput } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { Droplets } from "./droplet-record.js";
import { type ClusterRecord, requireCluster, requireStanding } from "./kubernetes-cluster-record.js";
import {
  isRemovable,
  NodePools,
  nodesOf,
  type PoolRecord,
  poolsOf,
  poolTags,
  poolView,
  requirePool,
  requireStandingPool,
} from "./kubernetes-node-pool-record.js";
import { poolSettings } from "./kubernetes-node-pool-settings.js";
import { beginDeleting, drain, scale } from "./kubernetes-nodes.js";
import { checkSize } from "./kubernetes-sizes.js";
import { applyTags } from "./tags.js";

/** Adds a pool with its nodes; throws the 422 for one that the cluster cannot have. */
export function addPool(world: World, cluster: ClusterRecord, wanted: KubernetesNodePoolInput): PoolRecord {
  const settings = poolSettings(wanted);
  checkSize(world, wanted.size, cluster.region);
  checkUnique(world, cluster, settings);
  const pool: PoolRecord = {
    id: randomUUID(),
    cluster: cluster.id,
    size: wanted.size,
    ...settings,
    deleting: false,
  };
  world.documents.put(NodePools, pool.id, pool);
  scale(world, cluster, pool);
  return pool;
}

function checkUnique(world: World, cluster: ClusterRecord, { name, id }: { name: string; id?: string }): void {
  if (poolsOf(world, cluster).some((other) => other.id !== id && other.name === name)) {
    throw unprocessable(`validation error: the cluster has a node pool named ${name} already`);
  }
}

/** Gives the Droplets of a pool the tags that the cluster and the pool have by now. */
export function retag(world: World, cluster: ClusterRecord, pool: PoolRecord): void {
  for (const { droplet: id } of nodesOf(world, pool)) {
    const droplet = world.documents.get(Droplets, id);
    if (!droplet) continue;
    const tags = applyTags(world, poolTags(cluster, pool), { type: "droplets", path: `/v2/droplets/${id}` });
    world.documents.put(Droplets, id, { ...droplet, tags });
  }
}

const list: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/node_pools"> = ({ world, path }) => {
  const cluster = requireCluster(world, path.cluster_id);
  return { node_pools: poolsOf(world, cluster).map((pool) => poolView(world, cluster, pool)) };
};

const add: Handler<"POST /v2/kubernetes/clusters/{cluster_id}/node_pools"> = ({ world, path, body }) => {
  const cluster = requireStanding(world, path.cluster_id);
  return { node_pool: poolView(world, cluster, addPool(world, cluster, body)) };
};

const get: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}"> = ({ world, path }) => {
  const cluster = requireCluster(world, path.cluster_id);
  return { node_pool: poolView(world, cluster, requirePool(world, cluster, path.node_pool_id)) };
};

const update: Handler<"PUT /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}"> = ({
  world,
  path,
  body,
}) => {
  const { cluster, pool } = requireStandingPool(world, path);
  const changed: PoolRecord = { ...pool, ...poolSettings(body, pool) };
  checkUnique(world, cluster, changed);
  world.documents.put(NodePools, pool.id, changed);
  retag(world, cluster, changed);
  scale(world, cluster, changed);
  return { node_pool: poolView(world, cluster, changed) };
};

const remove: Handler<"DELETE /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}"> = ({ world, path }) => {
  const cluster = requireStanding(world, path.cluster_id);
  const pool = requirePool(world, cluster, path.node_pool_id);
  if (poolsOf(world, cluster).every(({ id, deleting }) => deleting || id === pool.id)) {
    throw unprocessable("validation error: a cluster must have at least one node pool");
  }
  if (nodesOf(world, pool).length === 0) world.documents.remove(NodePools, pool.id);
  else world.documents.put(NodePools, pool.id, { ...pool, deleting: true });
  for (const node of nodesOf(world, pool).filter(isRemovable)) drain(world, node);
  return undefined;
};

/** Begins to delete all nodes of a cluster, which takes them along. */
export function beginDeletingNodes(world: World, cluster: ClusterRecord): void {
  for (const pool of poolsOf(world, cluster)) for (const node of nodesOf(world, pool)) beginDeleting(world, node);
}

export const kubernetesNodePoolsOperations = {
  kubernetes_list_nodePools: list,
  kubernetes_add_nodePool: add,
  kubernetes_get_nodePool: get,
  kubernetes_update_nodePool: update,
  kubernetes_delete_nodePool: remove,
};
