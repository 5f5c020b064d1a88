import {
  ActionError,
  AmbiguousNameError,
  ConflictError,
  NotFoundError,
  PermissionError,
  UnprocessableError,
  type Volume,
} from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays, type Pair } from "./both-ways.js";

const data = { name: "data", region: "nyc3", size_gigabytes: 10 } as const;

function droplet({ client }: Pair, region = "nyc3", names = ["web-1"]) {
  return client.droplets.createMany({ names, region, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" }).ready();
}

bothWays("volumes", (connect) => {
  it("are created, read, listed by name and region, and deleted", async () => {
    const { client } = await connect();
    const body = { ...data, description: "the data", tags: ["Prod"], filesystem_type: "ext4", filesystem_label: "d" };
    const volume = await client.volumes.create(body);
    expect(volume).toMatchObject({ ...body, region: { slug: "nyc3", name: "New York 3" }, droplet_ids: [] });
    expect(volume.id).toMatch(/^[0-9a-f-]{36}$/);
    const read = await client.volumes.get(volume);
    const { filesystem_type: _, ...kept } = volume.toJSON();
    expect(read.toJSON()).toEqual(kept);
    expect(await client.volumes.get(volume.id)).toEqual(read);
    expect(await volume.fetch()).toEqual(read);

    const other = await client.volumes.create({ ...data, region: "ams3" });
    const ids = async (query: { name?: string; region?: "nyc3" }) =>
      (await client.volumes.list(query).all()).map(({ id }) => id);
    expect(await ids({})).toEqual([volume.id, other.id]);
    expect(await ids({ name: "data" })).toEqual([volume.id, other.id]);
    expect(await ids({ name: "other" })).toEqual([]);
    expect(await ids({ region: "nyc3" })).toEqual([volume.id]);
    expect((await client.volumes.find({ name: "data", region: "ams3" })).id).toBe(other.id);
    expect(await client.volumes.findAll({ name: "data" })).toHaveLength(2);
    await expect(client.volumes.find({ name: "data" })).rejects.toBeInstanceOf(AmbiguousNameError);
    await expect(client.volumes.find({ name: "none" })).rejects.toThrow('no volume is named "none"');

    const tag = await client.tags.get("prod");
    expect(tag.resources).toMatchObject({ count: 1, volumes: { count: 1 }, droplets: { count: 0 } });
    expect(tag.resources.volumes?.last_tagged_uri).toMatch(new RegExp(`/v2/volumes/${volume.id}$`));
    await tag.remove([{ resource_type: "volume", resource_id: volume.id }]);
    expect((await volume.fetch()).tags).toEqual([]);
    await tag.add([{ resource_type: "volume", resource_id: volume.id }]);
    expect((await volume.fetch()).tags).toEqual(["Prod"]);
    await tag.delete();
    expect((await volume.fetch()).tags).toEqual([]);

    await client.volumes.ref(volume.id).delete();
    await expect(volume.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await client.volumes.delete({ name: "data", region: "ams3" });
    await expect(other.delete()).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.volumes.delete({ name: "data", region: "ams3" })).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.volumes.list().all()).toEqual([]);
  });

  it("are attached, resized and detached, which the droplet shows", async () => {
    const pair = await connect();
    const { client, simulator } = pair;
    const [web] = await droplet(pair);
    if (web === undefined) throw new Error("there is no droplet");
    const volume = await client.volumes.create(data);

    const began = await volume.attach(web);
    expect(began).toMatchObject({
      type: "attach_volume",
      status: "in-progress",
      resource_type: "backend",
      resource_id: null,
      region_slug: "nyc3",
    });
    expect((await volume.fetch()).droplet_ids).toEqual([]);
    simulator.clock.advance(10_999);
    expect((await began.fetch()).status).toBe("in-progress");
    simulator.clock.advance(1);
    expect((await began.fetch()).status).toBe("completed");
    expect((await volume.fetch()).droplet_ids).toEqual([web.id]);
    expect((await web.fetch()).volume_ids).toEqual([volume.id]);

    expect(await volume.resize(20).wait()).toMatchObject({ type: "resize_volume", status: "completed" });
    expect((await volume.fetch()).size_gigabytes).toBe(20);
    await expect(volume.resize(20)).rejects.toThrow(/can only grow/);
    await expect(volume.resize(16_385)).rejects.toBeInstanceOf(UnprocessableError);

    expect(await client.volumes.detach(volume, web).wait()).toMatchObject({ type: "detach_volume" });
    expect((await volume.fetch()).droplet_ids).toEqual([]);
    expect((await web.fetch()).volume_ids).toEqual([]);
    await client.volumes.attach({ name: "data", region: "nyc3" }, web.id).wait();
    await client.volumes.detach({ name: "data", region: "nyc3" }, web).wait();
    await client.volumes.act(volume.id, { type: "attach", droplet_id: web.id, tags: ["attached"] }).wait();
    expect((await volume.fetch()).tags).toEqual(["attached"]);

    const types = (await volume.actions().all()).map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(["attach_volume", "detach_volume", "attach_volume"]);
    expect(types).toHaveLength(6);
    expect((await volume.lastAction())?.type).toBe("attach_volume");
    const wire = await client.request("GET /v2/volumes/{volume_id}/actions/{action_id}", {
      path: { volume_id: volume.id, action_id: began.id },
    });
    expect(wire.action).toMatchObject({ id: began.id, status: "completed" });
    // None of them is an action of the droplet.
    expect((await web.actions().all()).map(({ type }) => type)).toEqual(["create"]);
  });

  it("are refused in the API's words", async () => {
    const pair = await connect();
    const { client } = pair;
    const [web, other] = await droplet(pair, "nyc3", ["web-1", "web-2"]);
    const [away] = await droplet(pair, "ams3");
    if (!web || !other || !away) throw new Error("there is no droplet");
    const volume = await client.volumes.create(data);
    const refused = (call: PromiseLike<unknown>) =>
      call.then(
        () => "accepted",
        (error: unknown) => (error instanceof UnprocessableError || error instanceof ConflictError ? error : "other"),
      );

    expect(await refused(client.volumes.create(data))).toMatchObject({ status: 409, message: /already exists/ });
    expect(await refused(volume.detach(web))).toMatchObject({ status: 422, message: /Attachment not found/ });
    expect(await refused(volume.attach(away))).toMatchObject({ status: 422, message: /same region/ });
    const elsewhere = { type: "attach", droplet_id: web.id, region: "ams3" } as const;
    expect(await refused(volume.act(elsewhere))).toMatchObject({ status: 422, message: /another region/ });
    await expect(volume.attach(1)).rejects.toBeInstanceOf(NotFoundError);

    const attaching = volume.attach(web);
    await attaching;
    const second = await client.volumes.create({ ...data, name: "second" });
    for (const act of [() => web.powerOff(), () => second.attach(web)]) {
      const error = await refused(act());
      expect(error).toMatchObject({ message: /Droplet already has a pending event\./ });
      expect((error as UnprocessableError).isPendingEvent()).toBe(true);
    }
    const stillBusy = await refused(volume.attach(other));
    expect((stillBusy as UnprocessableError).isPendingEvent()).toBe(true);
    expect(await refused(volume.delete())).toMatchObject({ status: 409, message: /pending event/ });
    await attaching.wait();

    expect(await refused(volume.attach(other))).toMatchObject({
      status: 422,
      message: /This volume is already attached/,
    });
    expect(await refused(volume.detach(other))).toMatchObject({ status: 422, message: /Attachment not found/ });
    const attached =
      /A volume that's attached to a Droplet cannot be deleted\. Please detach it first before deleting\./;
    expect(await refused(volume.delete())).toMatchObject({ status: 409, message: attached });
    expect(await refused(client.volumes.delete({ name: "data", region: "nyc3" }))).toMatchObject({ message: attached });
  });

  it.each([
    ["a name with capitals", { name: "Data" }, /name/],
    ["a name that begins with a digit", { name: "1data" }, /name/],
    ["a name of 65 characters", { name: "d".repeat(65) }, /name/],
    ["no space at all", { size_gigabytes: 0 }, /size_gigabytes/],
    ["more than 16 TiB", { size_gigabytes: 16_385 }, /size_gigabytes/],
    ["a region without storage", { region: "mem1" as const }, /region/],
    ["another file system", { filesystem_type: "ntfs" }, /filesystem_type/],
    ["a label of 17 characters", { filesystem_type: "ext4", filesystem_label: "l".repeat(17) }, /filesystem_label/],
    [
      "a label of 13 characters for xfs",
      { filesystem_type: "xfs", filesystem_label: "l".repeat(13) },
      /filesystem_label/,
    ],
    ["a label of nothing", { filesystem_label: "l" }, /filesystem_label/],
    ["a tag with a space", { tags: ["a b"] }, /tag/i],
  ])("are not created with %s", async (_, wrong, message) => {
    const { client } = await connect();
    const error = await client.volumes.create({ ...data, ...wrong }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toMatch(message);
    expect(await client.volumes.list().all()).toEqual([]);
    expect(await client.tags.list().all()).toEqual([]);
  });

  it("are limited in number, for the account and for a droplet", async () => {
    const pair = await connect({ simulator: { pace: 0, limits: false }, client: { rateBudget: false } });
    const { client } = pair;
    const [web] = await droplet(pair);
    if (web === undefined) throw new Error("there is no droplet");
    const volumes: Volume[] = [];
    while (volumes.length < 100) {
      volumes.push(await client.volumes.create({ ...data, name: `data-${volumes.length}` }));
    }
    for (const volume of volumes.slice(0, 15)) await volume.attach(web).wait();
    await expect(volumes[15]?.attach(web)).rejects.toThrow(/15 volumes/);
    expect((await web.fetch()).volume_ids).toHaveLength(15);
    const error = await client.volumes.create({ ...data, name: "one-more" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PermissionError);
    expect(String(error)).toContain("capacity limit exceeded");
  });

  it("come with a droplet, and are free some seconds after its end", async () => {
    const pair = await connect();
    const { client, simulator } = pair;
    const volume = await client.volumes.create(data);
    const wanted = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", volumes: [volume.id] };
    const web = await client.droplets.create({ ...wanted, name: "web-1" }).ready();
    expect(web.volume_ids).toEqual([volume.id]);
    expect((await volume.fetch()).droplet_ids).toEqual([web.id]);
    const invalid = /Invalid volume allocations/;
    await expect(client.droplets.create({ ...wanted, name: "web-2" })).rejects.toThrow(invalid);
    await web.delete();
    simulator.clock.advance(5_000);
    await expect(web.fetch()).rejects.toBeInstanceOf(NotFoundError);
    expect((await volume.fetch()).droplet_ids).toEqual([web.id]);
    await expect(volume.delete()).rejects.toBeInstanceOf(ConflictError);
    simulator.clock.advance(5_000);
    expect((await volume.fetch()).droplet_ids).toEqual([]);
    await expect(client.droplets.createMany({ ...wanted, names: ["a", "b"] })).rejects.toThrow(invalid);
    await expect(client.droplets.create({ ...wanted, name: "c", region: "ams3" })).rejects.toThrow(invalid);
    await expect(client.droplets.create({ ...wanted, name: "c", volumes: ["none"] })).rejects.toThrow(invalid);
    expect((await volume.fetch()).droplet_ids).toEqual([]);
    await volume.delete();
  });

  it("are free again when the droplet that they were for is not made", async () => {
    const failing = { "droplet.create": { after: 5_000, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    const volume = await client.volumes.create(data);
    const wanted = { name: "a", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", volumes: [volume.id] };
    await expect(client.droplets.create(wanted).ready()).rejects.toBeInstanceOf(ActionError);
    simulator.clock.advance(5_000);
    expect((await volume.fetch()).droplet_ids).toEqual([]);
  });

  it("stay as they are when an action on them fails", async () => {
    const lifecycles = { "volume.attach": { after: 1_000, outcome: "errored" } } as const;
    const pair = await connect({ simulator: { lifecycles } });
    const [web] = await droplet(pair);
    const volume = await pair.client.volumes.create(data);
    await expect(volume.attach(web?.id ?? 0).wait()).rejects.toBeInstanceOf(ActionError);
    expect((await volume.fetch()).droplet_ids).toEqual([]);
  });

  it("are created exactly once, whatever happens to the answer", async () => {
    const { client, simulator } = await connect();
    let lost = 0;
    const losing: typeof fetch = async (input, init) => {
      const answer = await simulator.fetch(input, init);
      if (init?.method !== "POST" || lost++ > 0) return answer;
      throw new TypeError("the connection was lost");
    };
    const pair = await connect({ client: { fetch: losing, endpoint: "https://api.digitalocean.com" } });
    const volume = await pair.client.volumes.create(data, { exactlyOnce: true });
    expect([volume.name, lost]).toEqual(["data", 1]);
    expect((await client.volumes.list().all()).map(({ id }) => id)).toEqual([volume.id]);
  });
});
