import { randomUUID } from "node:crypto";
import type { DatabaseReplicaRead, DatabasesCreateReplicaBody } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { preconditionFailed, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  checkClusterName,
  type DatabaseClusterRecord,
  type DatabaseReplicaRecord,
  DatabaseReplicas,
  putCluster,
  requireCluster,
  requireOnline,
} from "./database-cluster-record.js";
import { connectionsTo } from "./database-cluster-view.js";
import { fillFrom } from "./database-clusters.js";
import { checkRegion, memoryOf, offerOf, requireFeature, storageOf } from "./database-engines.js";
import { noteEvent } from "./database-events.js";
import { memberKey, membersIn, putMember, removeMember, requireMember } from "./database-members.js";
import { primaryUser } from "./database-user-record.js";
import { applyTags } from "./tags.js";
import { vpcFor } from "./vpc-record.js";

function newReplica(
  world: World,
  cluster: DatabaseClusterRecord,
  body: DatabasesCreateReplicaBody,
): DatabaseReplicaRecord {
  const { name, size, region = cluster.region } = body;
  const offer = offerOf(world, cluster.engine);
  checkClusterName(world, name);
  checkRegion(offer, region);
  const id = randomUUID();
  const storage = storageOf(offer, { size, num_nodes: 1, storage_size_mib: body.storage_size_mib });
  if (memoryOf(size) < memoryOf(cluster.size)) throw unprocessable(`invalid size: the cluster has ${cluster.size}.`);
  return {
    cluster: cluster.id,
    name,
    id,
    size,
    region,
    vpc: vpcFor(world, body.private_network_uuid, region).id,
    status: "creating",
    created_at: timestamp(world.now),
    tags: applyTags(world, body.tags ?? [], {
      type: "databases",
      path: `/v2/databases/${cluster.id}/replicas/${name}`,
    }),
    storage_size_mib: storage,
    do_settings: { service_cnames: body.do_settings?.service_cnames ?? [] },
  };
}

function replicaView(
  world: World,
  cluster: DatabaseClusterRecord,
  replica: DatabaseReplicaRecord,
): DatabaseReplicaRead {
  const { cluster: _, vpc, tags, storage_size_mib, ...shown } = replica;
  const { name: user, password } = primaryUser(world, cluster);
  const node = { name: replica.name, engine: cluster.engine, num_nodes: 1 };
  return {
    ...shown,
    ...connectionsTo(world, node, { user, password }),
    private_network_uuid: vpc,
    tags: [...tags],
    ...(storage_size_mib !== null && { storage_size_mib }),
  };
}

function requireReplicated(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  requireFeature(cluster, "replicas");
  return cluster;
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/replicas"> = ({ world, path }) => {
  const cluster = requireReplicated(world, path.database_cluster_uuid);
  const replicas = membersIn(world, DatabaseReplicas, cluster.id);
  return { replicas: replicas.map((replica) => replicaView(world, cluster, replica)) };
};

const create: Handler<"POST /v2/databases/{database_cluster_uuid}/replicas"> = ({ world, path, body }) => {
  requireReplicated(world, path.database_cluster_uuid);
  const cluster = requireOnline(world, path.database_cluster_uuid);
  const replica = putMember(world, DatabaseReplicas, newReplica(world, cluster, body));
  world.schedule("database_replica.create", { replica: replica.id, at: memberKey(replica) });
  return { replica: replicaView(world, cluster, replica) };
};

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/replicas/{replica_name}"> = ({ world, path }) => {
  const cluster = requireReplicated(world, path.database_cluster_uuid);
  const replica = requireMember(world, DatabaseReplicas, { cluster: cluster.id, name: path.replica_name });
  return { replica: replicaView(world, cluster, replica) };
};

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/replicas/{replica_name}"> = ({ world, path }) => {
  const { id } = requireReplicated(world, path.database_cluster_uuid);
  removeMember(world, DatabaseReplicas, { cluster: id, name: path.replica_name });
  return undefined;
};

/** A replica becomes a cluster of its own, with what was in the one that it followed. */
const promote: Handler<"PUT /v2/databases/{database_cluster_uuid}/replicas/{replica_name}/promote"> = ({
  world,
  path,
}) => {
  const source = requireReplicated(world, path.database_cluster_uuid);
  const replica = requireMember(world, DatabaseReplicas, { cluster: source.id, name: path.replica_name });
  const { cluster: _, status, ...taken } = replica;
  if (status !== "online") throw preconditionFailed(`The replica ${replica.name} is not ready: it is ${status}.`);
  removeMember(world, DatabaseReplicas, replica);
  const promoted: DatabaseClusterRecord = { ...source, ...taken, status, num_nodes: 1, rules: [] };
  putCluster(world, promoted);
  fillFrom(world, promoted, source);
  noteEvent(world, promoted, "cluster_master_promotion");
  return undefined;
};

const created: EventHandler = (world, { payload, errored }) => {
  const { at }: { at: string } = payload;
  const replica = world.documents.get(DatabaseReplicas, at);
  if (replica && errored) removeMember(world, DatabaseReplicas, replica);
  else if (replica) putMember(world, DatabaseReplicas, { ...replica, status: "online" });
};

export const databaseReplicasOperations = {
  databases_list_replicas: list,
  databases_create_replica: create,
  databases_get_replica: get,
  databases_destroy_replica: remove,
  databases_promote_replica: promote,
};

export const databaseReplicasEvents = { "database_replica.create": created };
