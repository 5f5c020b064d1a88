import { ConflictError, type DigitalOcean, NotFoundError, type RequestArgs, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const AT = "/v2/databases/{database_cluster_uuid}";
const HOUR = 60 * 60 * 1000;
const pg = { name: "shop", engine: "pg", region: "nyc3", size: "db-s-2vcpu-4gb", num_nodes: 1 } as const;

type Body = RequestArgs<"POST /v2/databases">[0]["body"];

/** The path of a new cluster. */
async function create(client: DigitalOcean, body: Body) {
  const { database } = await client.request("POST /v2/databases", { body });
  return { database_cluster_uuid: database.id ?? "" };
}

bothWays("databases", (connect) => {
  it("are created with what the request leaves out, waited for and deleted", async () => {
    const { client, simulator } = await connect();
    const { database: made } = await client.request("POST /v2/databases", { body: { ...pg, tags: ["Shop"] } });
    expect(made).toMatchObject({
      ...pg,
      status: "creating",
      version: "17",
      db_names: ["defaultdb"],
      users: [{ name: "doadmin", role: "primary", password: expect.stringMatching(/^made_up_/) as string }],
      tags: ["Shop"],
      storage_size_mib: 61_440,
      private_network_uuid: (await client.vpcs.find({ name: "default-nyc3" })).id,
      project_id: (await client.projects.default()).id,
      created_at: "2026-11-20T12:00:00Z",
      maintenance_window: { pending: false },
    });
    const { host, password, uri } = made.connection ?? {};
    expect(uri).toBe(`postgresql://doadmin:${password}@${host}:25060/defaultdb?sslmode=require`);
    expect(host).toMatch(/^shop-do-user-\d+-0\.db\.ondigitalocean\.invalid$/);
    expect(made.private_connection?.host).toBe(`private-${host}`);
    expect(made.standby_connection).toBeUndefined();

    const path = { database_cluster_uuid: made.id ?? "" };
    simulator.clock.advance(239_000);
    expect((await client.request(`GET ${AT}`, { path })).database).toEqual(made);
    simulator.clock.advance(1_000);
    expect((await client.request(`GET ${AT}`, { path })).database).toEqual({ ...made, status: "online" });
    await client.request(`DELETE ${AT}`, { path });
    await expect(client.request(`GET ${AT}`, { path })).rejects.toThrow("cluster not found");
    expect(await client.paginate("GET /v2/databases").all()).toEqual([]);
  });

  it("belong to a project and to a VPC, and are found by their tags", async () => {
    const { client } = await connect();
    const project = await client.projects.create({ name: "shop", purpose: "IoT" });
    await client.vpcs.create({ name: "first", region: "nyc3" });
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3" });
    const wishes = { tags: ["web"], project_id: project.id, private_network_uuid: vpc.id };
    const path = await create(client, { ...pg, ...wishes });
    await create(client, { ...pg, name: "other" });
    const urn = `do:dbaas:${path.database_cluster_uuid}`;
    expect((await project.resources().all()).map((resource) => resource.urn)).toEqual([urn]);
    expect((await vpc.members().all()).map((member) => member.urn)).toEqual([urn]);
    await expect(vpc.delete()).rejects.toBeInstanceOf(ConflictError);
    const { databases } = await client.request("GET /v2/databases", { query: { tag_name: "WEB" } });
    expect(databases.map(({ name }) => name)).toEqual(["shop"]);
    const { tag } = await client.request("GET /v2/tags/{tag_id}", { path: { tag_id: "web" } });
    expect(tag.resources?.databases).toMatchObject({ count: 1 });
    await client.request("DELETE /v2/tags/{tag_id}", { path: { tag_id: "web" } });
    expect((await client.request(`GET ${AT}`, { path })).database.tags).toEqual([]);
  });

  it("are refused when they ask for what is not offered, and under a name that is taken", async () => {
    const { client } = await connect();
    await create(client, pg);
    const refused: Record<string, object> = {
      "engine must be one of": { engine: "oracle" },
      "invalid version": { version: "9" },
      "invalid size": { size: "s-1vcpu-1gb" },
      "invalid num_nodes": { num_nodes: 7 },
      "invalid region": { region: "nyc9" },
      "invalid name": { name: "Shop_1" },
      "cluster name is not available": { name: "shop" },
      "invalid storage_size_mib": { storage_size_mib: 1024 },
      "could not be found": { project_id: "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a" },
      "storage.threshold_percent is required": { autoscale: { storage: { enabled: true } } },
      "is not an IPv4 address": { rules: [{ type: "ip_addr", value: "2001:db8::1" }] },
      "the Droplet 7 could not be found": { rules: [{ type: "droplet", value: "7" }] },
      "there is no cluster nowhere": { backup_restore: { database_name: "nowhere" } },
      "has no backup of that time": { backup_restore: { database_name: "shop" } },
    };
    for (const [message, wrong] of Object.entries(refused)) {
      const creation = client.request("POST /v2/databases", { body: { ...pg, name: "other", ...wrong } });
      await expect(creation).rejects.toThrow(message);
      await expect(creation).rejects.toBeInstanceOf(UnprocessableError);
    }
    expect(await client.paginate("GET /v2/databases").all()).toHaveLength(1);
  });

  it("are resized, moved and upgraded, one after the other", async () => {
    const { client, simulator } = await connect();
    const path = await create(client, { ...pg, version: "16", storage_size_mib: 71_680 });
    const show = async () => (await client.request(`GET ${AT}`, { path })).database;
    const bigger = { size: "db-s-4vcpu-8gb", num_nodes: 2 };
    await expect(client.request(`PUT ${AT}/resize`, { path, body: bigger })).rejects.toBeInstanceOf(ConflictError);
    simulator.clock.advance(HOUR);
    await client.request(`PUT ${AT}/resize`, { path, body: bigger });
    expect(await show()).toMatchObject({ status: "resizing", size: pg.size, num_nodes: 1 });
    await expect(client.request(`PUT ${AT}/upgrade`, { path, body: { version: "17" } })).rejects.toThrow("resizing");
    simulator.clock.advance(HOUR);
    const resized = await show();
    expect(resized).toMatchObject({ status: "online", ...bigger, storage_size_mib: 122_880 });
    expect(resized.standby_connection?.host).toMatch(/^replica-shop-/);

    await expect(client.request(`PUT ${AT}/migrate`, { path, body: { region: "nyc3" } })).rejects.toThrow("already");
    await client.request(`PUT ${AT}/migrate`, { path, body: { region: "ams3" } });
    expect(await show()).toMatchObject({ status: "migrating", region: "nyc3" });
    simulator.clock.advance(HOUR);
    const vpc = await client.vpcs.find({ name: "default-ams3" });
    expect(await show()).toMatchObject({ status: "online", region: "ams3", private_network_uuid: vpc.id });

    await expect(client.request(`PUT ${AT}/upgrade`, { path, body: { version: "15" } })).rejects.toThrow("has 16");
    await client.request(`PUT ${AT}/upgrade`, { path, body: { version: "17" } });
    simulator.clock.advance(HOUR);
    expect(await show()).toMatchObject({ status: "online", version: "17" });

    const storage = { ...bigger, storage_size_mib: 122_881 };
    await client.request(`PUT ${AT}/resize`, { path, body: storage });
    simulator.clock.advance(HOUR);
    const less = { ...bigger, storage_size_mib: 122_880 };
    await expect(client.request(`PUT ${AT}/resize`, { path, body: less })).rejects.toThrow("cannot be taken away");
    const { events } = await client.request(`GET ${AT}/events`, { path });
    expect(events.map(({ event_type }) => event_type)).toEqual([
      "cluster_create",
      ...Array.from({ length: 4 }, () => "cluster_update"),
    ]);
  });

  it("stay as they were when a change fails, and are gone when their creation does", async () => {
    const errored = { after: 1000, outcome: "errored" } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: { "database.resize": errored } } });
    const path = await create(client, pg);
    simulator.clock.advance(HOUR);
    await client.request(`PUT ${AT}/resize`, { path, body: { size: "db-s-4vcpu-8gb", num_nodes: 1 } });
    simulator.clock.advance(HOUR);
    expect((await client.request(`GET ${AT}`, { path })).database).toMatchObject({ status: "online", size: pg.size });

    const failing = await connect({ simulator: { lifecycles: { "database.create": errored } } });
    const lost = await create(failing.client, pg);
    failing.simulator.clock.advance(HOUR);
    await expect(failing.client.request(`GET ${AT}`, { path: lost })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("have users, databases and pools", async () => {
    const { client } = await connect();
    const path = await create(client, { ...pg, num_nodes: 2, size: "db-s-1vcpu-2gb" });
    const { user } = await client.request(`POST ${AT}/users`, { path, body: { name: "app" } });
    expect(user).toMatchObject({ name: "app", role: "normal", settings: { pg_allow_replication: false } });
    await expect(client.request(`POST ${AT}/users`, { path, body: { name: "app" } })).rejects.toThrow("already in use");
    const wrong = { name: "b", settings: { acl: [] } };
    await expect(client.request(`POST ${AT}/users`, { path, body: wrong })).rejects.toThrow("settings.acl");
    const app = { ...path, username: "app" };
    const reset = await client.request(`POST ${AT}/users/{username}/reset_auth`, { path: app, body: {} });
    expect(reset.user.password).not.toBe(user.password);
    const admin = { ...path, username: "doadmin" };
    await expect(client.request(`DELETE ${AT}/users/{username}`, { path: admin })).rejects.toThrow("cannot be deleted");

    await client.request(`POST ${AT}/dbs`, { path, body: { name: "orders" } });
    expect((await client.request(`GET ${AT}`, { path })).database.db_names).toEqual(["defaultdb", "orders"]);
    const body = { name: "web", mode: "transaction", size: 40, db: "orders", user: "app" };
    const { pool } = await client.request(`POST ${AT}/pools`, { path, body });
    expect(pool).toMatchObject(body);
    expect(pool.connection?.uri).toMatch(
      /^postgresql:\/\/app:made_up_\w+@shop-.*\.invalid:25061\/web\?sslmode=require$/,
    );
    expect(pool.standby_private_connection?.host).toMatch(/^private-replica-shop-/);
    const refused: Record<string, object> = {
      "there are 7 connections": { size: 8 },
      "invalid mode": { mode: "never" },
      "there is no nowhere": { db: "nowhere" },
      "there is no nobody": { user: "nobody" },
    };
    for (const [message, wish] of Object.entries(refused)) {
      const addition = client.request(`POST ${AT}/pools`, { path, body: { ...body, name: "more", size: 7, ...wish } });
      await expect(addition).rejects.toThrow(message);
    }
    const web = { ...path, pool_name: "web" };
    await client.request(`PUT ${AT}/pools/{pool_name}`, {
      path: web,
      body: { mode: "session", size: 47, db: "orders" },
    });
    const changed = await client.request(`GET ${AT}/pools/{pool_name}`, { path: web });
    expect(changed.pool).toMatchObject({ mode: "session", size: 47 });
    expect(changed.pool.connection).not.toHaveProperty("password");
  });

  it("have replicas as soon as they are ready for them, which become clusters", async () => {
    const { client, simulator } = await connect();
    const path = await create(client, pg);
    const body = { name: "readers", size: "db-s-2vcpu-4gb", region: "ams3" };
    const early = client.request(`POST ${AT}/replicas`, { path, body });
    await expect(early).rejects.toMatchObject({ status: 412 });
    simulator.clock.advance(HOUR);
    const { replica } = await client.request(`POST ${AT}/replicas`, { path, body });
    expect(replica).toMatchObject({ ...body, status: "creating", storage_size_mib: 61_440 });
    const small = { name: "small", size: "db-s-1vcpu-1gb" };
    await expect(client.request(`POST ${AT}/replicas`, { path, body: small })).rejects.toThrow("invalid size");
    const same = { name: "shop", size: "db-s-2vcpu-4gb" };
    await expect(client.request(`POST ${AT}/replicas`, { path, body: same })).rejects.toThrow("not available");

    const readers = { ...path, replica_name: "readers" };
    const promote = () => client.request(`PUT ${AT}/replicas/{replica_name}/promote`, { path: readers });
    await expect(promote()).rejects.toMatchObject({ status: 412 });
    simulator.clock.advance(HOUR);
    await client.request(`POST ${AT}/dbs`, { path, body: { name: "orders" } });
    await promote();
    expect((await client.request(`GET ${AT}/replicas`, { path })).replicas).toEqual([]);
    const promoted = { database_cluster_uuid: replica.id ?? "" };
    expect((await client.request(`GET ${AT}`, { path: promoted })).database).toMatchObject({
      name: "readers",
      engine: "pg",
      region: "ams3",
      status: "online",
      db_names: ["defaultdb", "orders"],
    });
  });

  it("are restored from their backups", async () => {
    const { client, simulator } = await connect();
    const path = await create(client, pg);
    simulator.clock.advance(HOUR);
    await client.request(`POST ${AT}/users`, { path, body: { name: "app" } });
    simulator.clock.advance(10 * 24 * HOUR);
    const { backups, scheduled_backup_time } = await client.request(`GET ${AT}/backups`, { path });
    expect(backups.map(({ created_at }) => created_at.slice(0, 10))).toEqual(
      ["24", "25", "26", "27", "28", "29", "30"].map((day) => `2026-11-${day}`),
    );
    expect(scheduled_backup_time).toMatchObject({ backup_hour: 12, backup_minute: 0 });
    const restore = (backup_created_at: string) =>
      create(client, { ...pg, name: "restored", backup_restore: { database_name: "shop", backup_created_at } });
    await expect(restore("2026-11-20T12:00:00Z")).rejects.toThrow("no backup of that time");
    const restored = await restore("2026-11-28T00:00:00Z");
    const { database } = await client.request(`GET ${AT}`, { path: restored });
    expect(database).toMatchObject({ status: "forking", users: [{ name: "doadmin" }, { name: "app" }] });
    simulator.clock.advance(HOUR);
    expect((await client.request(`GET ${AT}`, { path: restored })).database.status).toBe("online");
  });

  it("take with them what is in them", async () => {
    const { client, simulator } = await connect();
    const before = await create(client, pg);
    simulator.clock.advance(HOUR);
    await client.request(`POST ${AT}/users`, { path: before, body: { name: "app" } });
    const body = { name: "readers", size: "db-s-2vcpu-4gb" };
    await client.request(`POST ${AT}/replicas`, { path: before, body });
    await client.request(`DELETE ${AT}`, { path: before });
    await expect(client.request(`GET ${AT}/users`, { path: before })).rejects.toBeInstanceOf(NotFoundError);
    simulator.clock.advance(HOUR);
    const kinds = simulator.snapshot().tables.documents.map(([, , kind]) => String(kind));
    expect(kinds.filter((kind) => kind.startsWith("database"))).toEqual([]);
    await create(client, { ...pg, name: "readers" });
  });
});
