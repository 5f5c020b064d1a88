import type { DatabaseAutoscaleParams, DoSettings, FirewallRule } from "@doapi/client/wire";
import { notFound, preconditionFailed, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { memberKind, type Member } from "./database-members.js";
import { tagLabel } from "./tag-label.js";

export type DatabaseStatus = "creating" | "online" | "resizing" | "migrating" | "forking";

export interface DatabaseClusterRecord {
  readonly id: string;
  readonly name: string;
  readonly engine: string;
  readonly version: string;
  readonly num_nodes: number;
  readonly size: string;
  readonly region: string;
  readonly vpc: string;
  readonly status: DatabaseStatus;
  readonly created_at: string;
  readonly tags: readonly string[];
  /** Null for an engine that keeps nothing on a disk. */
  readonly storage_size_mib: number | null;
  readonly maintenance_window: { readonly day: string; readonly hour: string };
  readonly rules: readonly FirewallRule[];
  /** The settings of the engine, as far as they are set. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly autoscale: DatabaseAutoscaleParams;
  readonly do_settings: DoSettings;
}

export const DatabaseClusters: Kind<DatabaseClusterRecord> = {
  name: "database_cluster",
  labels: ({ name, tags }) => [nameLabel(name), ...tags.map(tagLabel)],
};

/** A node that follows its cluster and can be read from. */
export interface DatabaseReplicaRecord extends Member {
  readonly id: string;
  readonly size: string;
  readonly region: string;
  readonly vpc: string;
  readonly status: "creating" | "online";
  readonly created_at: string;
  readonly tags: readonly string[];
  readonly storage_size_mib: number | null;
  readonly do_settings: DoSettings;
}

export const DatabaseReplicas = memberKind<DatabaseReplicaRecord>("database_replica", ({ name }) => [nameLabel(name)]);

const nameLabel = (name: string) => `name:${name}`;

export function findClusterNamed(world: World, name: string): DatabaseClusterRecord | undefined {
  return world.documents.all(DatabaseClusters, { labels: [nameLabel(name)] })[0];
}

/** A name becomes a part of addresses; clusters and replicas share them. */
export function checkClusterName(world: World, name: string): void {
  if (!/^[a-z][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) {
    throw unprocessable("invalid name: it has 3 to 63 lower-case letters, digits and dashes and begins with a letter.");
  }
  const replicas = world.documents.find(DatabaseReplicas, { labels: [nameLabel(name)] });
  if (findClusterNamed(world, name) || replicas.count() > 0) throw unprocessable("cluster name is not available");
}

export function requireCluster(world: World, id: string): DatabaseClusterRecord {
  const cluster = world.documents.get(DatabaseClusters, id.toLowerCase());
  if (!cluster) throw notFound("cluster not found");
  return cluster;
}

/** A cluster that is ready for changes; throws the 412 for one that is being made or changed. */
export function requireOnline(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  if (cluster.status === "online") return cluster;
  throw preconditionFailed(`The cluster ${cluster.name} is not ready: it is ${cluster.status}.`);
}

export function putCluster(world: World, cluster: DatabaseClusterRecord): void {
  world.documents.put(DatabaseClusters, cluster.id, cluster);
}
