import type { Api, Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

const AT = "/v2/databases/{database_cluster_uuid}";

/** A cluster that is online, by its id as the paths of its operations need it. */
async function newCluster({ call, wait }: Api, engine: string, body = {}) {
  const plain = { name: `${engine}-1`, engine, region: "nyc3", size: "db-s-2vcpu-4gb", num_nodes: 1, ...body };
  const { database } = await call("POST /v2/databases", { body: plain });
  wait();
  return { database_cluster_uuid: database.id };
}

export const databases: Scenario = async (api) => {
  const { call, refused, wait } = api;
  await call("GET /v2/databases/options");
  const droplet = await newDroplet(api);
  const rules = [
    { type: "droplet", value: String(droplet), description: "the shop" },
    { type: "ip_addr", value: "192.0.2.0/24" },
    { type: "tag", value: "web" },
  ];
  const { project } = await call("POST /v2/projects", { body: { name: "shop", purpose: "IoT" } });
  const wishes = { num_nodes: 2, tags: ["shop"], rules, project_id: project.id, storage_size_mib: 71_680 };
  const path = await newCluster(api, "pg", wishes);
  await call(`GET ${AT}`, { path });
  await call("GET /v2/databases", { query: { tag_name: "shop" } });
  await call("GET /v2/projects/{project_id}/resources", { path: { project_id: project.id } });
  await call("GET /v2/tags/{tag_id}", { path: { tag_id: "shop" } });

  await call(`PUT ${AT}/resize`, { path, body: { size: "db-s-4vcpu-8gb", num_nodes: 3 } });
  await refused(412, `PUT ${AT}/migrate`, { path, body: { region: "ams3" } });
  wait();
  await call(`PUT ${AT}/migrate`, { path, body: { region: "ams3" } });
  await call(`GET ${AT}`, { path });
  wait();
  await call(`PUT ${AT}/install_update`, { path });
  await call(`GET ${AT}/events`, { path });

  await call(`GET ${AT}/ca`, { path });
  await call(`PATCH ${AT}/config`, { path, body: { config: { autovacuum_max_workers: 5, work_mem: 8 } } });
  await call(`GET ${AT}/config`, { path });
  await call(`PUT ${AT}/firewall`, { path, body: { rules: rules.slice(1) } });
  await call(`GET ${AT}/firewall`, { path });
  await call(`PUT ${AT}/do_settings`, { path, body: { do_settings: { service_cnames: ["db.example.com"] } } });
  await call(`GET ${AT}/do_settings`, { path });
  await call(`PUT ${AT}/maintenance`, { path, body: { day: "Tuesday", hour: "14:00" } });
  const storage = { enabled: true, threshold_percent: 80, increment_gib: 10 };
  await call(`PUT ${AT}/autoscale`, { path, body: { storage } });
  await call(`GET ${AT}/autoscale`, { path });
  await call("PUT /v2/databases/metrics/credentials", {
    body: { credentials: { basic_auth_username: "reader", basic_auth_password: "made up" } },
  });
  await call("GET /v2/databases/metrics/credentials");
  await call(`DELETE ${AT}`, { path });
  await refused(404, `GET ${AT}`, { path });
};

export const databaseContents: Scenario = async (api) => {
  const { call, refused } = api;
  const path = await newCluster(api, "pg", { num_nodes: 2 });
  await call(`POST ${AT}/users`, { path, body: { name: "app", settings: { pg_allow_replication: true } } });
  await call(`GET ${AT}/users`, { path });
  const user = { ...path, username: "app" };
  await call(`PUT ${AT}/users/{username}`, { path: user, body: { settings: { pg_allow_replication: false } } });
  await call(`POST ${AT}/users/{username}/reset_auth`, { path: user, body: {} });
  await call(`GET ${AT}/users/{username}`, { path: user });

  await call(`POST ${AT}/dbs`, { path, body: { name: "shop" } });
  await call(`GET ${AT}/dbs`, { path });
  const database = { ...path, database_name: "shop" };
  await call(`GET ${AT}/dbs/{database_name}`, { path: database });

  const body = { name: "web", mode: "transaction", size: 10, db: "shop", user: "app" };
  await call(`POST ${AT}/pools`, { path, body });
  await call(`POST ${AT}/pools`, { path, body: { ...body, name: "anybody", user: undefined } });
  await call(`GET ${AT}/pools`, { path });
  const pool = { ...path, pool_name: "web" };
  await call(`PUT ${AT}/pools/{pool_name}`, { path: pool, body: { mode: "session", size: 20, db: "defaultdb" } });
  await call(`GET ${AT}/pools/{pool_name}`, { path: pool });

  await call(`DELETE ${AT}/pools/{pool_name}`, { path: pool });
  await call(`DELETE ${AT}/dbs/{database_name}`, { path: database });
  await call(`DELETE ${AT}/users/{username}`, { path: user });
  await refused(422, `DELETE ${AT}/users/{username}`, { path: { ...path, username: "doadmin" } });
  await refused(404, `GET ${AT}/users/{username}`, { path: user });
};

export const databaseCopies: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const path = await newCluster(api, "pg", { version: "16" });
  const replica = { ...path, replica_name: "readers" };
  const body = { name: "readers", size: "db-s-2vcpu-4gb", region: "ams3", tags: ["reading"] };
  await call(`POST ${AT}/replicas`, { path, body });
  await refused(412, `PUT ${AT}/replicas/{replica_name}/promote`, { path: replica });
  wait();
  await call(`GET ${AT}/replicas/{replica_name}`, { path: replica });
  await call(`GET ${AT}/replicas`, { path });
  await call(`PUT ${AT}/replicas/{replica_name}/promote`, { path: replica });
  await call(`POST ${AT}/replicas`, { path, body: { name: "others", size: "db-s-4vcpu-8gb" } });
  await call(`DELETE ${AT}/replicas/{replica_name}`, { path: { ...path, replica_name: "others" } });
  await call("GET /v2/databases");

  const { backups } = await call(`GET ${AT}/backups`, { path });
  const backup_restore = { database_name: "pg-1", backup_created_at: backups[0]?.created_at };
  await newCluster(api, "pg", { name: "restored", backup_restore });
  await call("GET /v2/databases");

  await call(`PUT ${AT}/upgrade`, { path, body: { version: "17" } });
  const source = { host: "db.example.com", port: 5432, dbname: "shop", username: "app", password: "made up" };
  const { id } = await call(`PUT ${AT}/online-migration`, { path, body: { source, ignore_dbs: ["old"] } });
  await call(`GET ${AT}/online-migration`, { path });
  await call(`DELETE ${AT}/online-migration/{migration_id}`, { path: { ...path, migration_id: id } });
  await call(`GET ${AT}/online-migration`, { path });
};

export const databaseEngines: Scenario = async (api) => {
  const { call, wait } = api;
  const mysql = await newCluster(api, "mysql");
  await call(`PUT ${AT}/sql_mode`, { path: mysql, body: { sql_mode: "ANSI,TRADITIONAL" } });
  await call(`GET ${AT}/sql_mode`, { path: mysql });
  await call(`GET ${AT}/config`, { path: mysql });
  const mysql_settings = { auth_plugin: "mysql_native_password" };
  await call(`POST ${AT}/users`, { path: mysql, body: { name: "app", mysql_settings } });

  for (const engine of ["redis", "valkey"]) {
    const path = await newCluster(api, engine);
    await call(`PUT ${AT}/eviction_policy`, { path, body: { eviction_policy: "allkeys_lru" } });
    await call(`GET ${AT}/eviction_policy`, { path });
    await call(`GET ${AT}/config`, { path });
  }

  const mongodb = await newCluster(api, "mongodb");
  await call(`POST ${AT}/users`, { path: mongodb, body: { name: "reader", readonly: true } });
  await call(`GET ${AT}`, { path: mongodb });

  const opensearch = await newCluster(api, "opensearch");
  await call(`GET ${AT}`, { path: opensearch });
  const opensearch_acl = [{ index: "logs-.*", permission: "read" }];
  await call(`POST ${AT}/users`, { path: opensearch, body: { name: "app", settings: { opensearch_acl } } });
  const { indexes } = await call(`GET ${AT}/indexes`, { path: opensearch });
  const index = { ...opensearch, index_name: indexes[0]?.index_name };
  await call(`DELETE ${AT}/indexes/{index_name}`, { path: index });

  const sink = { sink_name: "logs", sink_type: "rsyslog" };
  const config = { server: "192.0.2.1", port: 514, tls: false, format: "rfc5424" };
  const made = await call(`POST ${AT}/logsink`, { path: mysql, body: { ...sink, config } });
  const path = { ...mysql, logsink_id: made.sink.sink_id };
  await call(`GET ${AT}/logsink`, { path: mysql });
  await call(`PUT ${AT}/logsink/{logsink_id}`, { path, body: { config: { ...config, tls: true } } });
  await call(`GET ${AT}/logsink/{logsink_id}`, { path });
  await call(`DELETE ${AT}/logsink/{logsink_id}`, { path });
  await newCluster(api, "advanced_pg", { name: "advanced-pg", size: "gd-2vcpu-8gb" });
  await newCluster(api, "advanced_mysql", { name: "advanced-mysql", size: "gd-2vcpu-8gb", num_nodes: 3 });
  wait();
  await call("GET /v2/databases");
};

export const kafka: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const path = await newCluster(api, "kafka", { num_nodes: 3 });
  await call(`GET ${AT}`, { path });
  const acl = [{ topic: "events.*", permission: "consume" }];
  await call(`POST ${AT}/users`, { path, body: { name: "app", settings: { acl } } });

  await call(`POST ${AT}/topics`, { path, body: { name: "events", config: { retention_ms: 3_600_000 } } });
  const topic = { ...path, topic_name: "events" };
  await call(`GET ${AT}/topics/{topic_name}`, { path: topic });
  wait();
  await call(`PUT ${AT}/topics/{topic_name}`, { path: topic, body: { partition_count: 6, replication_factor: 3 } });
  await call(`GET ${AT}/topics`, { path });
  await call(`DELETE ${AT}/topics/{topic_name}`, { path: topic });
  await refused(404, `GET ${AT}/topics/{topic_name}`, { path: topic });

  const body = { subject_name: "customer", schema_type: "AVRO", schema: '{ "type": "string" }' };
  await call(`POST ${AT}/schema-registry`, { path, body });
  await call(`GET ${AT}/schema-registry`, { path });
  const subject = { ...path, subject_name: "customer" };
  await call(`GET ${AT}/schema-registry/{subject_name}`, { path: subject });
  await call(`GET ${AT}/schema-registry/{subject_name}/versions/{version}`, { path: { ...subject, version: "1" } });
  await call(`PUT ${AT}/schema-registry/config`, { path, body: { compatibility_level: "FULL" } });
  await call(`GET ${AT}/schema-registry/config`, { path });
  const level = { compatibility_level: "NONE" };
  await call(`PUT ${AT}/schema-registry/config/{subject_name}`, { path: subject, body: level });
  await call(`GET ${AT}/schema-registry/config/{subject_name}`, { path: subject });
  await call(`DELETE ${AT}/schema-registry/{subject_name}`, { path: subject });
};
