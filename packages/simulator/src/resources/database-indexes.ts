import type { OpensearchIndex } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { requireFeature } from "./database-engines.js";
import { type Member, memberKind, membersIn, removeMember } from "./database-members.js";

interface IndexRecord extends Member {
  readonly created_time: string;
}

export const DatabaseIndexes = memberKind<IndexRecord>("opensearch_index");

/** The index of the dashboards. Others are made over the cluster's own protocol, which is not simulated. */
export function firstIndex({ id, created_at }: DatabaseClusterRecord): IndexRecord {
  return { cluster: id, name: ".kibana_1", created_time: created_at };
}

function requireIndexed(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  requireFeature(cluster, "indexes");
  return cluster;
}

function indexView({ num_nodes }: DatabaseClusterRecord, { name, created_time }: IndexRecord): OpensearchIndex {
  return {
    index_name: name,
    number_of_shards: 1,
    number_of_replicas: Math.min(num_nodes - 1, 1),
    size: 208,
    created_time,
    status: "open",
    health: "green",
  };
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/indexes"> = ({ world, path }) => {
  const cluster = requireIndexed(world, path.database_cluster_uuid);
  return { indexes: membersIn(world, DatabaseIndexes, cluster.id).map((index) => indexView(cluster, index)) };
};

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/indexes/{index_name}"> = ({ world, path }) => {
  const { id } = requireIndexed(world, path.database_cluster_uuid);
  removeMember(world, DatabaseIndexes, { cluster: id, name: path.index_name });
  return undefined;
};

export const databaseIndexesOperations = {
  databases_list_opeasearch_indexes: list,
  databases_delete_opensearch_index: remove,
};
