import { type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import { afterReads } from "@doapi/simulator";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const AT = "/v2/databases/{database_cluster_uuid}";
const HOUR = 60 * 60 * 1000;

type Engine = "pg" | "mysql" | "redis" | "valkey" | "mongodb" | "kafka" | "opensearch" | "advanced_pg";

/** A new cluster of an engine, and the path of it. */
async function create(client: DigitalOcean, engine: Engine, body = {}) {
  const plain = { name: `${engine}-1`, engine, region: "nyc3", size: "db-s-2vcpu-4gb", num_nodes: 1, ...body };
  const { database } = await client.request("POST /v2/databases", { body: plain });
  return { database, path: { database_cluster_uuid: database.id ?? "" } };
}

bothWays("engines of databases", (connect) => {
  it("are offered with their versions, regions and sizes, all of which can be had", async () => {
    const { client } = await connect();
    const { options, version_availability } = await client.request("GET /v2/databases/options");
    for (const [engine, { versions, regions, layouts }] of Object.entries(options)) {
      const { num_nodes, sizes } = layouts?.at(-1) ?? {};
      const wish = { version: versions?.[0], region: regions?.at(-1), num_nodes, size: sizes?.at(-1) };
      const { database } = await create(client, engine as Engine, { name: `of-${engine.replace("_", "-")}`, ...wish });
      expect(database).toMatchObject({ engine, ...wish });
      expect(database.connection?.host).toContain(".invalid");
    }
    const defaults = version_availability.pg?.filter((each) => Reflect.get(each, "default"));
    expect(defaults).toEqual([expect.objectContaining({ version: Reflect.get(options.pg ?? {}, "default_version") })]);
  });

  it("of MongoDB show passwords when they are made and never again", async () => {
    const { client } = await connect();
    const { database, path } = await create(client, "mongodb");
    expect(database.connection?.uri).toMatch(
      /^mongodb\+srv:\/\/doadmin:made_up_\w+@mongodb-1.*\.invalid\/admin\?tls=true&authSource=admin$/,
    );
    const { database: later } = await client.request(`GET ${AT}`, { path });
    expect(later.connection).not.toHaveProperty("password");
    expect(JSON.stringify(later)).not.toContain("made_up");
    const { user } = await client.request(`POST ${AT}/users`, { path, body: { name: "reader", readonly: true } });
    expect(user).toMatchObject({
      password: expect.any(String) as string,
      settings: { mongo_user_settings: { role: "readOnly" } },
    });
    const { users } = await client.request(`GET ${AT}/users`, { path });
    expect(users.map(({ name, password }) => [name, password])).toEqual([
      ["doadmin", undefined],
      ["reader", undefined],
    ]);
  });

  it("of caches have an eviction policy and neither users nor databases, replicas or backups", async () => {
    const { client, simulator } = await connect();
    for (const engine of ["redis", "valkey"] as const) {
      const { database, path } = await create(client, engine);
      simulator.clock.advance(HOUR);
      expect(database).toMatchObject({ users: null, db_names: null });
      expect(database).not.toHaveProperty("storage_size_mib");
      expect(database.connection?.uri).toMatch(/^rediss:\/\/default:made_up_\w+@.*\.invalid:25061$/);
      const policy = () => client.request(`GET ${AT}/eviction_policy`, { path });
      expect(await policy()).toEqual({ eviction_policy: "noeviction" });
      await client.request(`PUT ${AT}/eviction_policy`, { path, body: { eviction_policy: "volatile_ttl" } });
      expect(await policy()).toEqual({ eviction_policy: "volatile_ttl" });
      const { config } = await client.request(`GET ${AT}/config`, { path });
      expect(config).toEqual({ [`${engine}_maxmemory_policy`]: engine === "redis" ? "volatile-ttl" : "volatile_ttl" });
      for (const route of [`GET ${AT}/users`, `GET ${AT}/dbs`, `GET ${AT}/replicas`, `GET ${AT}/backups`] as const) {
        await expect(client.request(route, { path })).rejects.toThrow(`not supported for ${engine} clusters`);
      }
    }
  });

  it("have settings of their own, which are checked", async () => {
    const { client } = await connect();
    const { path } = await create(client, "mysql");
    await client.request(`PUT ${AT}/sql_mode`, { path, body: { sql_mode: "ANSI" } });
    await client.request(`PATCH ${AT}/config`, { path, body: { config: { backup_hour: 3 } } });
    const { config } = await client.request(`GET ${AT}/config`, { path });
    expect(config).toEqual({ sql_mode: "ANSI", sql_require_primary_key: true, backup_hour: 3 });
    const change = (wrong: object) => client.request(`PATCH ${AT}/config`, { path, body: { config: wrong } });
    await expect(change({ backup_hour: 24 })).rejects.toThrow("config.backup_hour must be <= 23");
    await expect(change({ redis_ssl: true })).rejects.toThrow("config.redis_ssl is not known");
    await expect(client.request(`PATCH ${AT}/config`, { path, body: {} })).rejects.toThrow("config is required");
    const mode = client.request(`PUT ${AT}/sql_mode`, { path, body: { sql_mode: "no mode" } });
    await expect(mode).rejects.toThrow("config.sql_mode must match");
    await expect(client.request(`GET ${AT}/eviction_policy`, { path })).rejects.toBeInstanceOf(UnprocessableError);
    const { user } = await client.request(`POST ${AT}/users`, { path, body: { name: "app" } });
    expect(user.mysql_settings).toEqual({ auth_plugin: "caching_sha2_password" });

    const window = { day: "Sunday", hour: "9:30" };
    await client.request(`PUT ${AT}/maintenance`, { path, body: window });
    const { database } = await client.request(`GET ${AT}`, { path });
    expect(database.maintenance_window).toMatchObject({ day: "sunday", hour: "9:30:00" });
    for (const wrong of [{ day: "someday" }, { hour: "25:00" }]) {
      const update = client.request(`PUT ${AT}/maintenance`, { path, body: { ...window, ...wrong } });
      await expect(update).rejects.toBeInstanceOf(UnprocessableError);
    }
    const names = { service_cnames: ["not a name"] };
    const cnames = client.request(`PUT ${AT}/do_settings`, { path, body: { do_settings: names } });
    await expect(cnames).rejects.toThrow("service_cnames");
  });

  it("keep the rules of the firewall that a change names", async () => {
    const { client, simulator } = await connect();
    const rules = [{ type: "ip_addr", value: "192.0.2.1", description: "at home" }] as const;
    const { path } = await create(client, "pg", { rules });
    const show = async () => (await client.request(`GET ${AT}/firewall`, { path })).rules;
    const [first] = await show();
    expect(first).toMatchObject({ ...rules[0], cluster_uuid: path.database_cluster_uuid });
    simulator.clock.advance(HOUR);
    const more = [{ ...rules[0], uuid: first?.uuid ?? "" }, { type: "tag", value: "web" } as const];
    await client.request(`PUT ${AT}/firewall`, { path, body: { rules: more } });
    expect(await show()).toEqual([first, expect.objectContaining({ type: "tag", created_at: "2026-11-20T13:00:00Z" })]);
    const many = Array.from({ length: 101 }, () => rules[0]);
    await expect(client.request(`PUT ${AT}/firewall`, { path, body: { rules: many } })).rejects.toThrow("100");
    await client.request(`PUT ${AT}/firewall`, { path, body: { rules: [] } });
    expect(await show()).toEqual([]);
  });

  it("of SQL and caches take over what is elsewhere", async () => {
    const { client, simulator } = await connect();
    const { path } = await create(client, "pg");
    const body = { source: { host: "db.example.com", port: 5432 } };
    const start = () => client.request(`PUT ${AT}/online-migration`, { path, body });
    const show = () => client.request(`GET ${AT}/online-migration`, { path });
    await expect(start()).rejects.toMatchObject({ status: 412 });
    simulator.clock.advance(HOUR);
    await expect(show()).rejects.toBeInstanceOf(NotFoundError);
    const { id } = await start();
    await expect(start()).rejects.toThrow("running already");
    await client.request(`DELETE ${AT}/online-migration/{migration_id}`, { path: { ...path, migration_id: id } });
    simulator.clock.advance(HOUR);
    expect(await show()).toMatchObject({ id, status: "canceled" });
    await start();
    simulator.clock.advance(HOUR);
    expect((await show()).status).toBe("done");
    const other = { ...path, migration_id: id };
    const stop = client.request(`DELETE ${AT}/online-migration/{migration_id}`, { path: other });
    await expect(stop).rejects.toBeInstanceOf(NotFoundError);
  });

  it("of Kafka have topics, which are configured and only grow", async () => {
    const { client, simulator } = await connect();
    const { path } = await create(client, "kafka", { num_nodes: 3 });
    const { topic } = await client.request(`POST ${AT}/topics`, { path, body: { name: "events" } });
    expect(topic).toMatchObject({ state: "configuring", replication_factor: 2, config: { retention_bytes: -1 } });
    expect(topic.partitions).toHaveLength(3);
    simulator.clock.advance(5_000);
    const { topics } = await client.request(`GET ${AT}/topics`, { path });
    expect(topics).toEqual([{ name: "events", state: "active", replication_factor: 2, partition_count: 3 }]);
    const update = (body: object) =>
      client.request(`PUT ${AT}/topics/{topic_name}`, { path: { ...path, topic_name: "events" }, body });
    await expect(update({ partition_count: 2 })).rejects.toThrow("from 3 to 2048");
    await expect(update({ replication_factor: 4 })).rejects.toThrow("from 2 to 3");
    const changed = await update({ partition_count: 5, config: { cleanup_policy: "compact" } });
    expect(changed.topic.partitions).toHaveLength(5);
    expect(changed.topic.config).toMatchObject({ cleanup_policy: "compact", retention_bytes: -1 });
  });

  it("of Kafka have schemas in versions", async () => {
    const { client } = await connect();
    const { path } = await create(client, "kafka", { num_nodes: 3 });
    const add = (schema: string) =>
      client.request(`POST ${AT}/schema-registry`, { path, body: { subject_name: "a", schema_type: "AVRO", schema } });
    await expect(add("no JSON")).rejects.toThrow("is JSON");
    const first = await add('"string"');
    expect(await add('"string"')).toEqual(first);
    const second = await add('"int"');
    expect(second.schema_id).not.toBe(first.schema_id);
    const subject = { ...path, subject_name: "a" };
    expect(await client.request(`GET ${AT}/schema-registry/{subject_name}`, { path: subject })).toEqual({
      ...second,
      version: "2",
    });
    const version = (number: string) =>
      client.request(`GET ${AT}/schema-registry/{subject_name}/versions/{version}`, {
        path: { ...subject, version: number },
      });
    expect(await version("1")).toMatchObject(first);
    await expect(version("3")).rejects.toBeInstanceOf(NotFoundError);
    const level = () => client.request(`GET ${AT}/schema-registry/config/{subject_name}`, { path: subject });
    await client.request(`PUT ${AT}/schema-registry/config`, { path, body: { compatibility_level: "FULL" } });
    expect(await level()).toEqual({ subject_name: "a", compatibility_level: "FULL" });
    const body = { compatibility_level: "NONE" } as const;
    await client.request(`PUT ${AT}/schema-registry/config/{subject_name}`, { path: subject, body });
    expect(await level()).toEqual({ subject_name: "a", compatibility_level: "NONE" });
  });

  it("send their logs where a sink of their own says", async () => {
    const { client } = await connect();
    const { path } = await create(client, "pg");
    const body = {
      sink_name: "logs",
      sink_type: "opensearch",
      config: { url: "https://a.example", index_prefix: "x" },
    };
    const add = (wish: object) => client.request(`POST ${AT}/logsink`, { path, body: { ...body, ...wish } as never });
    const { sink } = await add({});
    expect(sink).toMatchObject(body);
    await expect(add({})).rejects.toThrow("already in use");
    await expect(add({ sink_type: "rsyslog" })).rejects.toThrow("config.server is required");
    const config = { site: "datadoghq.com", datadog_api_key: "made up" };
    await expect(add({ sink_type: "datadog", config })).rejects.toThrow("not supported for pg clusters");
    const gone = { ...path, logsink_id: sink.sink_id };
    await client.request(`DELETE ${AT}/logsink/{logsink_id}`, { path: gone });
    await expect(client.request(`GET ${AT}/logsink/{logsink_id}`, { path: gone })).rejects.toThrow(NotFoundError);
  });

  it("are ready after so many reads where that is asked for", async () => {
    const lifecycles = { "database.create": afterReads(1), "database_replica.create": afterReads(1) };
    const { client } = await connect({ simulator: { lifecycles } });
    const { path } = await create(client, "pg");
    const states = async () => (await client.request(`GET ${AT}`, { path })).database.status;
    expect([await states(), await states()]).toEqual(["creating", "online"]);
    const body = { name: "readers", size: "db-s-2vcpu-4gb" };
    await client.request(`POST ${AT}/replicas`, { path, body });
    await states();
    const replica = async () =>
      (await client.request(`GET ${AT}/replicas/{replica_name}`, { path: { ...path, replica_name: "readers" } }))
        .replica;
    expect([(await replica()).status, (await replica()).status]).toEqual(["creating", "online"]);
  });

  it("share the credentials of their metrics", async () => {
    const { client } = await connect();
    const route = "/v2/databases/metrics/credentials";
    const { credentials } = await client.request(`GET ${route}`);
    expect(Reflect.get(credentials, "basic_auth_password")).toMatch(/^made_up_/);
    await expect(client.request(`PUT ${route}`, { body: {} })).rejects.toThrow("basic_auth_username is required");
    const changed = { basic_auth_username: "reader", basic_auth_password: "made up" };
    await client.request(`PUT ${route}`, { body: { credentials: changed } });
    expect((await client.request(`GET ${route}`)).credentials).toEqual(changed);
  });
});
