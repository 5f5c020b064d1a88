import { randomBytes } from "node:crypto";
import type { DatabasesAddUserBody, MysqlSettings, UserSettings, UserSettingsInput } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { familyOf, requireFeature } from "./database-engines.js";
import { addMember, membersIn, putMember, removeMember, requireMember } from "./database-members.js";
import { madeUpPassword } from "./database-secrets.js";
import { type DatabaseUserRecord, DatabaseUsers, userView } from "./database-user-record.js";

/** The settings that users have, by the engine's family. */
const SETTINGS: Readonly<Record<string, keyof UserSettings>> = {
  pg: "pg_allow_replication",
  kafka: "acl",
  opensearch: "opensearch_acl",
  mongodb: "mongo_user_settings",
};

const MYSQL_DEFAULT: MysqlSettings = { auth_plugin: "caching_sha2_password" };

function requireUserCluster(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  requireFeature(cluster, "users");
  return cluster;
}

/** The settings of a user, with what a request leaves out; undefined where the engine knows none. */
function settingsOf(cluster: DatabaseClusterRecord, wanted: UserSettingsInput = {}): UserSettings | undefined {
  const own = SETTINGS[familyOf(cluster)];
  const other = Object.keys(wanted).find((name) => name !== own);
  if (other !== undefined) throw unprocessable(`settings.${other} is not supported for ${cluster.engine} clusters.`);
  switch (own) {
    case undefined:
      return undefined;
    case "pg_allow_replication":
      return { pg_allow_replication: wanted.pg_allow_replication ?? false };
    case "acl":
      return { acl: (wanted.acl ?? []).map((rule) => ({ ...rule, id: rule.id ?? randomBytes(4).toString("hex") })) };
    default:
      return wanted;
  }
}

function mysqlSettingsOf(cluster: DatabaseClusterRecord, wanted: MysqlSettings | undefined): MysqlSettings | undefined {
  if (familyOf(cluster) === "mysql") return wanted ?? MYSQL_DEFAULT;
  if (wanted) throw unprocessable(`mysql_settings is not supported for ${cluster.engine} clusters.`);
  return undefined;
}

function newUser(cluster: DatabaseClusterRecord, body: DatabasesAddUserBody): DatabaseUserRecord {
  if (!/^[\w.@-]{1,63}$/.test(body.name)) throw unprocessable(`invalid name: ${body.name} cannot be a user's name.`);
  const readOnly: UserSettingsInput = { mongo_user_settings: { databases: ["admin"], role: "readOnly" } };
  const wanted = body.readonly && cluster.engine === "mongodb" ? { ...readOnly, ...body.settings } : body.settings;
  const settings = settingsOf(cluster, wanted);
  const mysql_settings = mysqlSettingsOf(cluster, body.mysql_settings);
  return {
    cluster: cluster.id,
    name: body.name,
    role: "normal",
    password: madeUpPassword(),
    ...(mysql_settings && { mysql_settings }),
    ...(settings && { settings }),
  };
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/users"> = ({ world, path }) => {
  const cluster = requireUserCluster(world, path.database_cluster_uuid);
  return { users: membersIn(world, DatabaseUsers, cluster.id).map((user) => userView(cluster, user)) };
};

const add: Handler<"POST /v2/databases/{database_cluster_uuid}/users"> = ({ world, path, body }) => {
  const cluster = requireUserCluster(world, path.database_cluster_uuid);
  return { user: userView(cluster, addMember(world, DatabaseUsers, newUser(cluster, body)), true) };
};

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/users/{username}"> = ({ world, path }) => {
  const cluster = requireUserCluster(world, path.database_cluster_uuid);
  return { user: userView(cluster, requireMember(world, DatabaseUsers, { cluster: cluster.id, name: path.username })) };
};

const update: Handler<"PUT /v2/databases/{database_cluster_uuid}/users/{username}"> = ({ world, path, body }) => {
  const cluster = requireUserCluster(world, path.database_cluster_uuid);
  const user = requireMember(world, DatabaseUsers, { cluster: cluster.id, name: path.username });
  const settings = settingsOf(cluster, body.settings);
  return { user: userView(cluster, putMember(world, DatabaseUsers, { ...user, ...(settings && { settings }) })) };
};

const resetAuth: Handler<"POST /v2/databases/{database_cluster_uuid}/users/{username}/reset_auth"> = ({
  world,
  path,
  body,
}) => {
  const cluster = requireUserCluster(world, path.database_cluster_uuid);
  const user = requireMember(world, DatabaseUsers, { cluster: cluster.id, name: path.username });
  const mysql_settings = mysqlSettingsOf(cluster, body.mysql_settings ?? user.mysql_settings);
  const changed = { ...user, password: madeUpPassword(), ...(mysql_settings && { mysql_settings }) };
  return { user: userView(cluster, putMember(world, DatabaseUsers, changed), true) };
};

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/users/{username}"> = ({ world, path }) => {
  const { id } = requireUserCluster(world, path.database_cluster_uuid);
  const user = requireMember(world, DatabaseUsers, { cluster: id, name: path.username });
  if (user.role === "primary") throw unprocessable(`The user ${user.name} cannot be deleted.`);
  removeMember(world, DatabaseUsers, user);
  return undefined;
};

export const databaseUsersOperations = {
  databases_list_users: list,
  databases_add_user: add,
  databases_get_user: get,
  databases_update_user: update,
  databases_reset_auth: resetAuth,
  databases_delete_user: remove,
};
