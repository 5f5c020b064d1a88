import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { requireFeature } from "./database-engines.js";
import { addMember, type Member, memberKind, membersIn, removeMember, requireMember } from "./database-members.js";

/** The databases in clusters, of which the API knows no more than their names. */
export const DatabaseNames = memberKind<Member>("database_name");

function requireNamingCluster(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  requireFeature(cluster, "databases");
  return cluster;
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/dbs"> = ({ world, path }) => {
  const { id } = requireNamingCluster(world, path.database_cluster_uuid);
  return { dbs: membersIn(world, DatabaseNames, id).map(({ name }) => ({ name })) };
};

const add: Handler<"POST /v2/databases/{database_cluster_uuid}/dbs"> = ({ world, path, body: { name } }) => {
  const { id } = requireNamingCluster(world, path.database_cluster_uuid);
  if (!/^[\w-]{1,63}$/.test(name)) throw unprocessable(`invalid name: ${name} cannot be a database's name.`);
  addMember(world, DatabaseNames, { cluster: id, name });
  return { db: { name } };
};

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/dbs/{database_name}"> = ({ world, path }) => {
  const { id } = requireNamingCluster(world, path.database_cluster_uuid);
  const { name } = requireMember(world, DatabaseNames, { cluster: id, name: path.database_name });
  return { db: { name } };
};

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/dbs/{database_name}"> = ({ world, path }) => {
  const { id } = requireNamingCluster(world, path.database_cluster_uuid);
  removeMember(world, DatabaseNames, { cluster: id, name: path.database_name });
  return undefined;
};

export const databaseNamesOperations = {
  databases_list: list,
  databases_add: add,
  databases_get: get,
  databases_delete: remove,
};
