import type { DatabasesGetConfigResult, EvictionPolicyModel } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { validateField } from "../http/validation.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, putCluster, requireCluster } from "./database-cluster-record.js";
import { familyOf, requireFeature } from "./database-engines.js";

type Config = DatabaseClusterRecord["config"];

/** The schema of an engine's settings, by its family. */
const SCHEMAS: Readonly<Record<string, string>> = {
  pg: "postgres_advanced_config",
  mysql: "mysql_advanced_config",
  redis: "redis_advanced_config",
  valkey: "valkey_advanced_config",
  mongodb: "mongo_advanced_config",
  kafka: "kafka_advanced_config",
  opensearch: "opensearch_advanced_config",
};

const SQL_MODE =
  "ANSI,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_ALL_TABLES";

/** What a new cluster is set to. */
export function configOf(engine: string): Config {
  const family = familyOf({ engine });
  if (family === "mysql") return { sql_mode: SQL_MODE, sql_require_primary_key: true };
  if (family === "redis" || family === "valkey") return { [policyField({ engine })]: "noeviction" };
  return {};
}

function change(world: World, cluster: DatabaseClusterRecord, config: Config): void {
  validateField({ config }, "config", SCHEMAS[familyOf(cluster)] ?? "");
  putCluster(world, { ...cluster, config: { ...cluster.config, ...config } });
}

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/config"> = ({ world, path }) => ({
  config: requireCluster(world, path.database_cluster_uuid).config as DatabasesGetConfigResult["config"],
});

const patch: Handler<"PATCH /v2/databases/{database_cluster_uuid}/config"> = ({ world, path, body }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  if (!body.config) throw unprocessable("config is required.");
  change(world, cluster, { ...body.config });
  return undefined;
};

/** The eviction policy is a setting of the engine as well, which Redis writes with dashes. */
const policyField = ({ engine }: Pick<DatabaseClusterRecord, "engine">) => `${engine}_maxmemory_policy`;

const getEvictionPolicy: Handler<"GET /v2/databases/{database_cluster_uuid}/eviction_policy"> = ({ world, path }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  requireFeature(cluster, "eviction_policy");
  const policy = String(cluster.config[policyField(cluster)]).replaceAll("-", "_");
  return { eviction_policy: policy as EvictionPolicyModel };
};

const updateEvictionPolicy: Handler<"PUT /v2/databases/{database_cluster_uuid}/eviction_policy"> = ({
  world,
  path,
  body: { eviction_policy: policy },
}) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  requireFeature(cluster, "eviction_policy");
  change(world, cluster, { [policyField(cluster)]: cluster.engine === "redis" ? policy.replaceAll("_", "-") : policy });
  return undefined;
};

const getSqlMode: Handler<"GET /v2/databases/{database_cluster_uuid}/sql_mode"> = ({ world, path }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  requireFeature(cluster, "sql_mode");
  return { sql_mode: String(cluster.config.sql_mode) };
};

const updateSqlMode: Handler<"PUT /v2/databases/{database_cluster_uuid}/sql_mode"> = ({ world, path, body }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  requireFeature(cluster, "sql_mode");
  change(world, cluster, { sql_mode: body.sql_mode });
  return undefined;
};

export const databaseConfigOperations = {
  databases_get_config: get,
  databases_patch_config: patch,
  databases_get_evictionPolicy: getEvictionPolicy,
  databases_update_evictionPolicy: updateEvictionPolicy,
  databases_get_sql_mode: getSqlMode,
  databases_update_sql_mode: updateSqlMode,
};
