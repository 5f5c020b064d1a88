import type { Cluster, ClusterRead } from "@doapi/client/wire";
import type { World } from "../world.js";
import { publicAddress } from "./droplet-networks.js";
import { clusterLabel, type ClusterRecord, tagsOf } from "./kubernetes-cluster-record.js";
import { Nodes, poolsOf, poolView } from "./kubernetes-node-pool-record.js";

/** A cluster as the answers to its creation and to changes show it. */
export function clusterView(world: World, cluster: ClusterRecord): Cluster {
  const { settings, number, state, messages: _, registries, ...shown } = cluster;
  const isThere = state !== "provisioning";
  return {
    ...shown,
    ...settings,
    tags: tagsOf(cluster),
    // One address would not be highly available.
    ipv4: isThere && !settings.ha ? publicAddress(number).ip_address : "",
    endpoint: isThere ? endpointOf(cluster) : "",
    node_pools: poolsOf(world, cluster).map((pool) => poolView(world, cluster, pool)),
    status: statusOf(world, cluster),
    registry_enabled: registries !== null,
  };
}

/** A cluster as it is read. */
export function clusterReadView(world: World, cluster: ClusterRecord): ClusterRead {
  return { ...clusterView(world, cluster), registries: cluster.registries && [...cluster.registries] };
}

export function endpointOf({ id }: ClusterRecord): string {
  return `https://${id}.k8s.ondigitalocean.com`;
}

function statusOf(world: World, { id, state, messages }: ClusterRecord): NonNullable<Cluster["status"]> {
  if (state === "error") return { state, message: messages.at(-1)?.message ?? state };
  if (state !== "running") return { state, message: state };
  const failed = world.documents.all(Nodes, { labels: [clusterLabel(id)] }).filter((node) => node.failed);
  if (failed.length === 0) return { state };
  return { state: "degraded", message: `Not as they should be: ${failed.map(({ name }) => name).join(", ")}` };
}
