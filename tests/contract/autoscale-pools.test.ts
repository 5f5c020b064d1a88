import { NotFoundError, ResourceFailedError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const template = {
  region: "nyc3",
  size: "s-1vcpu-1gb",
  image: "ubuntu-24-04-x64",
  ssh_keys: [],
  tags: ["pool"],
} as const;
const droplet_template = { ...template, ssh_keys: [], tags: ["pool"] };
const body = { name: "web", config: { target_number_instances: 2 }, droplet_template };

bothWays("autoscale pools", (connect) => {
  it("are created with their droplets, found, changed and deleted", async () => {
    const { client, simulator } = await connect();
    const accepted = await client.autoscalePools.create(body);
    expect(accepted).toMatchObject({ ...body, status: "provisioning", active_resources_count: 0 });
    const members = async () => (await accepted.members().all()).map(({ status }) => status);
    expect(await members()).toEqual(["provisioning", "provisioning"]);
    const pool = await accepted.ready();
    expect(pool).toMatchObject({ status: "active", active_resources_count: 2 });
    expect(await members()).toEqual(["active", "active"]);
    const droplets = await client.droplets.list({ tag_name: "pool" }).all();
    expect((await pool.members().all()).map(({ droplet_id }) => droplet_id)).toEqual(droplets.map(({ id }) => id));
    expect(droplets.every(({ name }) => /^web-[0-9a-f]{8}$/.test(name))).toBe(true);

    expect(await client.autoscalePools.get(pool.id)).toEqual(pool);
    expect((await client.autoscalePools.find({ name: "web" })).id).toBe(pool.id);
    expect(await client.autoscalePools.list({ name: "other" }).all()).toEqual([]);

    const grown = await pool.update({ ...body, config: { target_number_instances: 3 } });
    expect(grown).toMatchObject({ config: { target_number_instances: 3 }, active_resources_count: 2 });
    expect((await pool.history().all()).map((event) => [event.status, event.desired_instance_count])).toEqual([
      ["in_progress", 3],
      ["success", 2],
    ]);
    simulator.clock.advance(40_000);
    expect(await members()).toEqual(["active", "active", "active"]);
    await client.autoscalePools.update(pool, { ...body, config: { target_number_instances: 1 } });
    expect((await members()).toSorted()).toEqual(["active", "deleting", "deleting"]);
    simulator.clock.advance(40_000);
    expect(await members()).toEqual(["active"]);
    expect((await pool.history().all()).map(({ status, reason }) => [status, reason])).toEqual(
      Array.from({ length: 3 }, () => ["success", "CONFIGURATION_CHANGE"]),
    );
    expect((await pool.fetch()).status).toBe("active");

    await client.autoscalePools.ref(pool.id).delete();
    expect((await pool.fetch()).status).toBe("deleting");
    await expect(pool.update(body)).rejects.toBeInstanceOf(NotFoundError);
    simulator.clock.advance(10_000);
    const gone = `autoscale group with id ${pool.id} not found`;
    await expect(pool.fetch()).rejects.toThrow(gone);
    await expect(pool.members().all()).rejects.toThrow(gone);
    await expect(pool.history().all()).rejects.toThrow(gone);
    await expect(client.autoscalePools.delete(pool)).rejects.toBeInstanceOf(NotFoundError);
    // Its droplets stay.
    expect(await client.droplets.list({ tag_name: "pool" }).all()).toHaveLength(1);
  });

  it("are deleted with their droplets when that is asked for", async () => {
    const { client, simulator } = await connect();
    const pool = await client.autoscalePools.create(body).ready();
    const path = { autoscale_pool_id: pool.id };
    const route = "DELETE /v2/droplets/autoscale/{autoscale_pool_id}/dangerous";
    await expect(client.request(route, { path, headers: { "X-Dangerous": false } })).rejects.toThrow(/X-Dangerous/);
    await client.autoscalePools.deleteWithDroplets(pool);
    simulator.clock.advance(60_000);
    expect(await client.droplets.list().all()).toEqual([]);
    await expect(pool.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(pool.deleteWithDroplets()).rejects.toBeInstanceOf(NotFoundError);
  });

  it("can be changed and deleted while they are scaled", async () => {
    const { client, simulator } = await connect({ simulator: { lifecycles: { "autoscale_pool.delete": 100_000 } } });
    const pool = await client.autoscalePools.create({ ...body, config: { target_number_instances: 3 } });
    await pool.update({ ...body, config: { target_number_instances: 1 } });
    expect(await pool.ready()).toMatchObject({ status: "active", active_resources_count: 1 });
    expect((await pool.history().all()).map(({ status }) => status)).toEqual(["success", "success"]);
    await pool.update({ ...body, config: { target_number_instances: 2 } });
    await pool.delete();
    simulator.clock.advance(99_000);
    expect((await pool.fetch()).status).toBe("deleting");
  });

  it("replace nothing while they are deleted", async () => {
    const { client, simulator } = await connect({ simulator: { lifecycles: { "autoscale_pool.delete": 100_000 } } });
    const pool = await client.autoscalePools.create(body).ready();
    const [member] = await pool.members().all();
    const volume = await client.volumes.create({ name: "data", region: "nyc3", size_gigabytes: 1 });
    const attaching = await volume.attach(member?.droplet_id ?? 0);
    await pool.deleteWithDroplets();
    simulator.clock.advance(99_000);
    expect((await pool.fetch()).status).toBe("deleting");
    expect(await client.droplets.list().all()).toEqual([]);
    expect((await attaching.fetch()).status).toBe("errored");
    expect((await volume.fetch()).droplet_ids).toEqual([]);
  });

  it("replace a droplet that is gone, and stay in their bounds", async () => {
    const { client, simulator } = await connect();
    const config = { min_instances: 2, max_instances: 4, target_cpu_utilization: 0.5 };
    const pool = await client.autoscalePools.create({ ...body, config }).ready();
    const [first] = await pool.members().all();
    await client.droplets.delete(first?.droplet_id ?? 0);
    simulator.clock.advance(5_000);
    expect((await pool.fetch()).active_resources_count).toBe(1);
    simulator.clock.advance(70_000);
    expect((await pool.fetch()).active_resources_count).toBe(2);
    const members = (await pool.members().all()).map(({ droplet_id }) => droplet_id);
    expect(members).not.toContain(first?.droplet_id);
    expect((await pool.history().all()).map(({ reason, status }) => [reason, status])[0]).toEqual([
      "SCALE_UP",
      "success",
    ]);
    expect((await pool.fetch()).current_utilization).toEqual({ cpu: 0, memory: 0 });
  });

  it("fail when their droplets do", async () => {
    const failing = { "droplet.create": { after: 5_000, outcome: "errored" } } as const;
    const { client } = await connect({ simulator: { lifecycles: failing } });
    const creation = client.autoscalePools.create(body);
    const error = await creation.ready().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResourceFailedError);
    expect(error).toMatchObject({ status: "error", resource: { id: (await creation).id, active_resources_count: 0 } });
  });

  it.each([
    ["a blank name", { name: " " }, /Name/],
    ["no instances", { config: { target_number_instances: 0 } }, /config/],
    ["bounds the wrong way round", { config: { min_instances: 3, max_instances: 2 } }, /max_instances/],
    ["an unknown size", { droplet_template: { ...droplet_template, size: "none" } }, /invalid size/],
    ["an unknown image", { droplet_template: { ...droplet_template, image: "none" } }, /invalid image/],
    ["an unknown key", { droplet_template: { ...droplet_template, ssh_keys: ["1"] } }, /invalid key/],
    ["more than the account can have", { config: { target_number_instances: 26 } }, /exceed your droplet limit/],
  ])("are refused with %s", async (_, wrong, message) => {
    const { client } = await connect();
    const error = await client.autoscalePools.create({ ...body, ...wrong }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toMatch(message);
    expect(await client.autoscalePools.list().all()).toEqual([]);
    expect(await client.droplets.list().all()).toEqual([]);
  });

  it("keep their name", async () => {
    const { client } = await connect();
    const pool = await client.autoscalePools.create(body).ready();
    await expect(pool.update({ ...body, name: "other" })).rejects.toThrow(/name/);
    expect((await pool.fetch()).toJSON()).toEqual(pool.toJSON());
  });
});
