import type { StatusMessages } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import type { ClusterSettings } from "./kubernetes-cluster-settings.js";
import { tagLabel } from "./tag-label.js";

export interface ClusterRecord {
  readonly id: string;
  readonly settings: ClusterSettings;
  readonly region: string;
  readonly version: string;
  readonly vpc_uuid: string;
  readonly worker_subnet_uuid?: string;
  readonly cluster_subnet: string;
  readonly service_subnet: string;
  readonly isolated_workers: boolean;
  readonly state: "provisioning" | "running" | "upgrading" | "deleting" | "error";
  /** A number that nothing else has: the address of its control plane is made from it. */
  readonly number: number;
  /** The registries that it can pull from, as far as they were named; null without any. */
  readonly registries: readonly string[] | null;
  /** What went wrong. */
  readonly messages: readonly Required<StatusMessages>[];
  readonly created_at: string;
  readonly updated_at: string;
}

export const Clusters: Kind<ClusterRecord> = {
  name: "kubernetes_cluster",
  labels: ({ settings: { name, tags } }) => [clusterName(name), ...tags.map(tagLabel)],
};

/** By which a cluster is found. */
export const clusterName = (name: string) => `name:${name}`;

/** By which what belongs to a cluster is found. */
export const clusterLabel = (id: string) => `cluster:${id}`;

/** The tag that a cluster gives to all that it makes. */
export const clusterTag = (id: string) => `k8s:${id}`;

/** The tags of its own, after those that it was given. */
export function tagsOf({ id, settings }: ClusterRecord): string[] {
  return [...settings.tags, "k8s", clusterTag(id)];
}

export function requireCluster(world: World, id: string): ClusterRecord {
  const cluster = world.documents.get(Clusters, id.toLowerCase());
  if (!cluster) throw notFound();
  return cluster;
}

/** One that can still be changed: a cluster that is being deleted counts as gone. */
export function requireStanding(world: World, id: string): ClusterRecord {
  const cluster = requireCluster(world, id);
  if (cluster.state === "deleting") throw notFound();
  return cluster;
}

export function change(world: World, cluster: ClusterRecord, changes: Partial<ClusterRecord>): ClusterRecord {
  const changed = { ...cluster, ...changes, updated_at: timestamp(world.now) };
  world.documents.put(Clusters, cluster.id, changed);
  return changed;
}

/** The messages of a cluster with another one, of now. */
export function noted(world: World, { messages }: ClusterRecord, message: string): ClusterRecord["messages"] {
  return [...messages, { message, timestamp: timestamp(world.now) }];
}
