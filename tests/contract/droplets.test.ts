import { ActionError, AmbiguousNameError, NotFoundError, UnprocessableError, WaitTimeoutError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("droplets", (connect) => {
  it("are created, waited for by one request a round, and deleted", async () => {
    const { client, simulator, sent } = await connect();
    const creation = client.droplets.createMany({ ...plain, names: ["web-1", "web-2", "web-3"], tags: ["web"] });
    const accepted = await creation;
    expect(accepted.map((droplet) => [droplet.name, droplet.status, droplet.ipv4Address])).toEqual([
      ["web-1", "new", undefined],
      ["web-2", "new", undefined],
      ["web-3", "new", undefined],
    ]);
    sent();
    const ready = await creation.ready();
    expect(ready.map((droplet) => [droplet.id, droplet.status])).toEqual(accepted.map(({ id }) => [id, "active"]));
    expect(new Set(ready.map((droplet) => droplet.ipv4Address)).size).toBe(3);
    const polls = sent();
    expect(polls.at(-1)).toBe("GET /v2/droplets?per_page=200");
    // 30 s of creation at 250 ms growing to 2 s: 18 rounds of one list request, then one that reads the droplets.
    expect(polls.slice(0, -1)).toEqual(polls.slice(0, -1).map(() => "GET /v2/actions?per_page=23"));
    expect(polls.length).toBeLessThan(22);

    await client.droplets.deleteByTag("web");
    simulator.clock.advance(60_000);
    expect(await client.droplets.list().all()).toEqual([]);
    await expect(client.droplets.get(accepted[0] ?? 0)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("keep what the API says, under its names", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1", tags: ["a", "b"], ipv6: true }).ready();
    const { droplet: wire } = await client.request("GET /v2/droplets/{droplet_id}", {
      path: { droplet_id: droplet.id },
    });
    expect(JSON.parse(JSON.stringify(droplet))).toEqual(wire);
    expect(droplet).toMatchObject({ size_slug: "s-1vcpu-1gb", vcpus: 1, memory: 1024, disk: 25, tags: ["a", "b"] });
    expect(droplet.size.slug).toBe("s-1vcpu-1gb");
    expect(droplet.regionSlug).toBe("nyc3");
    expect(droplet.imageSlug).toBe("ubuntu-24-04-x64");
    expect(droplet.ipv6Address).toMatch(/:/);
    expect(droplet.privateIpv4Address).toMatch(/^10\./);
    expect(droplet.ipAddress).toBe(droplet.ipv4Address);
  });

  it("do what their methods say, each action waited for", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    const status = async () => (await droplet.fetch()).status;

    expect(await droplet.powerOff().wait()).toMatchObject({ type: "power_off", status: "completed" });
    expect(await status()).toBe("off");
    expect(droplet.status).toBe("active");
    await droplet.resize("s-2vcpu-2gb", { disk: true }).wait();
    await droplet.powerOn().wait();
    await droplet.rename("web-9").wait();
    await droplet.enableIpv6().wait();
    await droplet.enableBackups({ plan: "weekly", weekday: "SUN", hour: 4 }).wait();
    const changed = await droplet.fetch();
    expect(changed).toMatchObject({ name: "web-9", status: "active", vcpus: 2, memory: 2048 });
    expect(changed.features).toEqual(expect.arrayContaining(["ipv6", "backups"]));
    expect(changed.ipv6Address).toMatch(/:/);
    await droplet.changeBackupPolicy({ plan: "daily", hour: 8 }).wait();
    await droplet.disableBackups().wait();
    expect((await droplet.fetch()).features).not.toContain("backups");
    await droplet.reboot().wait();
    await droplet.powerCycle().wait();
    await droplet.passwordReset().wait();
    await droplet.rebuild("debian-13-x64").wait();
    expect((await droplet.fetch()).imageSlug).toBe("debian-13-x64");
    await droplet.shutdown().wait();
    expect(await status()).toBe("off");

    const types = (await droplet.actions().all()).map((action) => action.type);
    expect(types.slice(0, 3)).toEqual(["shutdown", "rebuild", "password_reset"]);
    expect(types.at(-1)).toBe("create");
    expect((await droplet.lastAction())?.type).toBe("shutdown");
    expect(await droplet.currentAction()).toBeNull();
  });

  it("have snapshots that become images", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    await droplet.powerOff().wait();
    await droplet.snapshot("before").wait();
    const [image, ...others] = await droplet.snapshots().all();
    expect(others).toEqual([]);
    expect(image).toMatchObject({ name: "before", type: "snapshot" });
    expect((await client.images.list({ private: true }).all()).map(({ id }) => id)).toEqual([image?.id]);
    expect((await droplet.fetch()).snapshot_ids).toEqual([image?.id]);
    await droplet.restore(image?.id ?? 0).wait();
  });

  it("refuse a second action while one is in progress", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    await droplet.powerOff();
    expect((await droplet.currentAction())?.type).toBe("power_off");
    const error = await droplet.powerOn().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UnprocessableError);
    expect((error as UnprocessableError).isPendingEvent()).toBe(true);
    expect((await droplet.waitForAction())?.status).toBe("completed");
    expect(await droplet.waitForAction()).toBeNull();
  });

  it("are found by tag and by name", async () => {
    const { client } = await connect();
    await client.droplets.createMany({ ...plain, names: ["web", "web", "db"], tags: ["front"] }).ready();
    const db = await client.droplets.find({ name: "db" });
    await db.untag("front");
    await db.tag("front");
    await db.untag("front");
    expect((await client.droplets.list({ tag_name: "front" }).all()).map(({ name }) => name)).toEqual(["web", "web"]);
    expect(await client.droplets.findAll({ name: "web" })).toHaveLength(2);
    await expect(client.droplets.find({ name: "web" })).rejects.toBeInstanceOf(AmbiguousNameError);
    await expect(client.droplets.find({ name: "none" })).rejects.toThrow('no droplet is named "none"');
  });

  it("are waited for by status, and what is pending at the limit is known", async () => {
    const { client } = await connect();
    const droplets = await client.droplets.createMany({ ...plain, names: ["a", "b"] }).ready();
    await client.droplets.ref(droplets[0]?.id ?? 0).powerOff();
    const error = await client.droplets.wait(droplets, { status: "off", limit: 20_000 }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WaitTimeoutError);
    const { pending, done } = error as WaitTimeoutError<(typeof droplets)[number]>;
    expect([pending.map(({ name }) => name), done.map(({ name }) => name)]).toEqual([["b"], ["a"]]);
  });

  it("report a creation that errored, and one that refuses to start", async () => {
    const failing = { "droplet.create": { after: 5_000, outcome: "errored" } } as const;
    const { client } = await connect({ simulator: { lifecycles: failing } });
    await expect(client.droplets.create({ ...plain, name: "web-1" }).ready()).rejects.toBeInstanceOf(ActionError);
  });

  it.each([
    ["an unknown size", { size: "s-9vcpu-9gb" }, /invalid size/],
    ["an unknown image", { image: "no-such-image" }, /invalid image/],
    ["an unknown region", { region: "moon1" }, /region/],
    ["a name with a space", { name: "web 1" }, /Only valid hostname characters are allowed/],
    ["an unknown key", { ssh_keys: [1] }, /invalid key identifiers/],
  ])("refuse %s", async (_, wrong, message) => {
    const { client } = await connect();
    const error = await client.droplets
      .create({ ...plain, name: "web-1", ...wrong })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toMatch(message);
    expect(await client.droplets.list().all()).toEqual([]);
  });

  it("act together by tag", async () => {
    const { client } = await connect();
    await client.droplets.createMany({ ...plain, names: ["a", "b"], tags: ["web"] }).ready();
    const actions = await client.droplets.actByTag("web", { type: "power_off" }).wait();
    expect(actions.map((action) => [action.type, action.status])).toEqual([
      ["power_off", "completed"],
      ["power_off", "completed"],
    ]);
    const off = await client.droplets.list().all();
    expect(off.map(({ status }) => status)).toEqual(["off", "off"]);
  });

  it("have a machine each", async () => {
    const { client } = await connect();
    const [droplet] = await client.droplets.createMany({ ...plain, names: ["a", "b"] }).ready();
    expect(await client.droplets.neighbors().all()).toEqual([]);
    expect(await droplet?.neighbors().all()).toEqual([]);
  });
});
