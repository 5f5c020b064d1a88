import type { ConnectionPool, ConnectionPoolUpdate } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { connectionsTo } from "./database-cluster-view.js";
import { memoryOf, requireFeature } from "./database-engines.js";
import {
  addMember,
  findMember,
  type Member,
  memberKind,
  membersIn,
  putMember,
  removeMember,
  requireMember,
} from "./database-members.js";
import { DatabaseNames } from "./database-names.js";
import { DatabaseUsers } from "./database-user-record.js";

interface PoolRecord extends Member {
  readonly mode: string;
  readonly size: number;
  readonly db: string;
  readonly user?: string;
}

export const ConnectionPools = memberKind<PoolRecord>("database_pool");

const MODES = ["session", "transaction", "statement"];
const POOL_PORT = 25061;
/** Backend connections for each GiB of memory, and those of them that are kept for maintenance. */
const PER_GIB = 25;
const RESERVED = 3;

function requirePoolingCluster(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  requireFeature(cluster, "connection_pools");
  return cluster;
}

/** The pool of that name as a request wants it; the pools of a cluster share its connections. */
function poolOf(
  world: World,
  cluster: DatabaseClusterRecord,
  wanted: ConnectionPoolUpdate & { name: string },
): PoolRecord {
  const { name, mode, size, db, user } = wanted;
  if (!/^[\w-]{1,63}$/.test(name)) throw unprocessable(`invalid name: ${name} cannot be a pool's name.`);
  if (!MODES.includes(mode)) throw unprocessable(`invalid mode: it must be one of ${MODES.join(", ")}.`);
  const known = { cluster: cluster.id };
  if (!findMember(world, DatabaseNames, { ...known, name: db })) throw unprocessable(`invalid db: there is no ${db}.`);
  if (user && !findMember(world, DatabaseUsers, { ...known, name: user })) {
    throw unprocessable(`invalid user: there is no ${user}.`);
  }
  const others = membersIn(world, ConnectionPools, cluster.id).filter((pool) => pool.name !== name);
  const free = others.reduce((rest, pool) => rest - pool.size, memoryOf(cluster.size) * PER_GIB - RESERVED);
  if (size < 1 || size > free) throw unprocessable(`invalid size: there are ${free} connections for this pool.`);
  return { ...known, name, mode, size, db, ...(user && { user }) };
}

function poolView(world: World, cluster: DatabaseClusterRecord, { cluster: _, ...pool }: PoolRecord): ConnectionPool {
  const user =
    pool.user === undefined ? undefined : findMember(world, DatabaseUsers, { cluster: cluster.id, name: pool.user });
  const access = { user: pool.user, password: user?.password, port: POOL_PORT, database: pool.name };
  return { ...pool, ...connectionsTo(world, cluster, access) };
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/pools"> = ({ world, path }) => {
  const cluster = requirePoolingCluster(world, path.database_cluster_uuid);
  return { pools: membersIn(world, ConnectionPools, cluster.id).map((pool) => poolView(world, cluster, pool)) };
};

const add: Handler<"POST /v2/databases/{database_cluster_uuid}/pools"> = ({ world, path, body }) => {
  const cluster = requirePoolingCluster(world, path.database_cluster_uuid);
  return { pool: poolView(world, cluster, addMember(world, ConnectionPools, poolOf(world, cluster, body))) };
};

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/pools/{pool_name}"> = ({ world, path }) => {
  const cluster = requirePoolingCluster(world, path.database_cluster_uuid);
  const pool = requireMember(world, ConnectionPools, { cluster: cluster.id, name: path.pool_name });
  return { pool: poolView(world, cluster, pool) };
};

const update: Handler<"PUT /v2/databases/{database_cluster_uuid}/pools/{pool_name}"> = ({ world, path, body }) => {
  const cluster = requirePoolingCluster(world, path.database_cluster_uuid);
  const { name } = requireMember(world, ConnectionPools, { cluster: cluster.id, name: path.pool_name });
  putMember(world, ConnectionPools, poolOf(world, cluster, { ...body, name }));
  return undefined;
};

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/pools/{pool_name}"> = ({ world, path }) => {
  const { id } = requirePoolingCluster(world, path.database_cluster_uuid);
  removeMember(world, ConnectionPools, { cluster: id, name: path.pool_name });
  return undefined;
};

export const databasePoolsOperations = {
  databases_list_connectionPools: list,
  databases_add_connectionPool: add,
  databases_get_connectionPool: get,
  databases_update_connectionPool: update,
  databases_delete_connectionPool: remove,
};
