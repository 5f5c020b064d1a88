import { randomUUID } from "node:crypto";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { ApiProblem, notFound, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { createDroplets } from "./droplet-creation.js";
import { beginDestroying } from "./droplet-destruction.js";
import { Droplets } from "./droplet-record.js";
import { type ClusterRecord, Clusters } from "./kubernetes-cluster-record.js";
import {
  isRemovable,
  isStanding,
  NodePools,
  type NodeRecord,
  Nodes,
  nodesOf,
  type PoolRecord,
  poolTags,
  requireStandingPool,
  standingNodes,
} from "./kubernetes-node-pool-record.js";
import { leastNodes } from "./kubernetes-node-pool-settings.js";

/** What the Droplets of nodes are made of. */
const IMAGE = "debian-12-x64";

/** Gives a pool as many nodes as it is to have; throws the 422 that their Droplets are refused with. */
export function scale(world: World, cluster: ClusterRecord, pool: PoolRecord): void {
  const nodes = standingNodes(world, pool);
  for (let missing = pool.count - nodes.length; missing > 0; missing--) addNode(world, cluster, pool);
  for (const surplus of nodes.slice(pool.count)) drain(world, surplus);
}

function addNode(world: World, cluster: ClusterRecord, pool: PoolRecord): void {
  const id = randomUUID();
  const name = `${pool.name}-${id.slice(0, 5)}`;
  const [made] = createDroplets(world, [name], {
    size: pool.size,
    image: IMAGE,
    region: cluster.region,
    vpc_uuid: cluster.vpc_uuid,
    tags: poolTags(cluster, pool),
    public_networking: !cluster.isolated_workers,
  });
  if (!made) throw new Error("A node must have a Droplet.");
  world.documents.put(Droplets, made.droplet.id, { ...made.droplet, node: id });
  const now = timestamp(world.now);
  world.documents.put(Nodes, id, {
    id,
    cluster: cluster.id,
    pool: pool.id,
    name,
    droplet: made.droplet.id,
    state: "provisioning",
    failed: false,
    created_at: now,
    updated_at: now,
  });
  world.schedule("kubernetes_node.create", { node: id, pool: pool.id, cluster: cluster.id });
}

/** Begins to move all that runs on a node elsewhere; then the node goes. */
export function drain(world: World, node: NodeRecord): void {
  change(world, node, { state: "draining", failed: false });
  world.schedule("kubernetes_node.drain", { node: node.id, pool: node.pool, cluster: node.cluster });
}

/** Begins to delete a node together with its Droplet. */
export function beginDeleting(world: World, node: NodeRecord): void {
  const droplet = world.documents.get(Droplets, node.droplet);
  if (droplet && !droplet.destroying) beginDestroying(world, droplet);
  change(world, node, { state: "deleting", failed: false });
  world.schedule("kubernetes_node.delete", { node: node.id, pool: node.pool, cluster: node.cluster });
}

function change(world: World, node: NodeRecord, changes: Partial<NodeRecord>): void {
  world.documents.put(Nodes, node.id, { ...node, ...changes, updated_at: timestamp(world.now) });
}

function nodeOf(world: World, payload: never): NodeRecord | undefined {
  const { node: id }: { node: string } = payload;
  return world.documents.get(Nodes, id);
}

const joined: EventHandler = (world, { payload, errored }) => {
  const node = nodeOf(world, payload);
  if (node?.state !== "provisioning") return;
  const fails = errored || !world.documents.get(Droplets, node.droplet);
  change(world, node, fails ? { failed: true } : { state: "running" });
};

const drained: EventHandler = (world, { payload, errored }) => {
  const node = nodeOf(world, payload);
  if (node?.state !== "draining") return;
  if (errored) change(world, node, { failed: true });
  else beginDeleting(world, node);
};

const deleted: EventHandler = (world, { payload, errored }) => {
  const node = nodeOf(world, payload);
  if (!node) return;
  if (errored) change(world, node, { failed: true });
  else removeNode(world, node);
};

function removeNode(world: World, node: NodeRecord): void {
  world.documents.remove(Nodes, node.id);
  const pool = world.documents.get(NodePools, node.pool);
  if (pool?.deleting && nodesOf(world, pool).length === 0) world.documents.remove(NodePools, pool.id);
}

/** Another node takes the place of one whose Droplet was destroyed. */
const replaced: EventHandler = (world, { payload }) => {
  const node = nodeOf(world, payload);
  const pool = node && world.documents.get(NodePools, node.pool);
  const cluster = node && world.documents.get(Clusters, node.cluster);
  if (!node || !pool || !cluster || !isStanding(node)) return;
  try {
    addNode(world, cluster, pool);
    removeNode(world, node);
  } catch (error) {
    // There can be too many Droplets by now.
    if (!(error instanceof ApiProblem)) throw error;
    change(world, node, { failed: true });
  }
};

function requireRemovable(world: World, pool: PoolRecord, id: string): NodeRecord {
  const node = world.documents.get(Nodes, id.toLowerCase());
  if (node?.pool !== pool.id || !isRemovable(node)) throw notFound();
  return node;
}

const removeOne: Handler<"DELETE /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}/nodes/{node_id}"> = ({
  world,
  path,
  query,
}) => {
  const { cluster, pool } = requireStandingPool(world, path);
  const node = requireRemovable(world, pool, path.node_id);
  const count = pool.count - (query.replace === 1 || !isStanding(node) ? 0 : 1);
  if (count < leastNodes(pool)) throw unprocessable("validation error: the node pool would have too few nodes");
  if (query.skip_drain === 1) beginDeleting(world, node);
  else drain(world, node);
  const changed = { ...pool, count };
  world.documents.put(NodePools, pool.id, changed);
  scale(world, cluster, changed);
  return undefined;
};

/** Each node that is named gives way to a new one. */
const recycle: Handler<"POST /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}/recycle"> = ({
  world,
  path,
  body,
}) => {
  const { cluster, pool } = requireStandingPool(world, path);
  if (!body.nodes?.length) throw unprocessable("nodes must name at least one node.");
  for (const id of new Set(body.nodes)) drain(world, requireRemovable(world, pool, id));
  scale(world, cluster, pool);
  return undefined;
};

export const kubernetesNodesOperations = {
  kubernetes_delete_node: removeOne,
  kubernetes_recycle_node_pool: recycle,
};

export const kubernetesNodesEvents = {
  "kubernetes_node.create": joined,
  "kubernetes_node.drain": drained,
  "kubernetes_node.delete": deleted,
  "kubernetes_node.replace": replaced,
};
