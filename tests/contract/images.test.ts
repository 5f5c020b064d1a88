import { NotFoundError, ResourceFailedError, UnprocessableError, WaitTimeoutError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("images", (connect) => {
  it("are listed by type and read by number or slug", async () => {
    const { client } = await connect();
    const distributions = await client.images.list({ type: "distribution" }).all();
    const applications = await client.images.list({ type: "application" }).all();
    const slugs = new Set(distributions.map(({ slug }) => slug));
    expect(slugs).toContain("ubuntu-24-04-x64");
    expect(applications.length).toBeGreaterThan(0);
    expect(applications.filter(({ slug }) => slugs.has(slug))).toEqual([]);
    const bySlug = await client.images.get("ubuntu-24-04-x64");
    expect(await client.images.get(bySlug.id)).toEqual(bySlug);
    expect(await bySlug.fetch()).toEqual(bySlug);
    await expect(client.images.get("no-such-image")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("of one's own are renamed, transferred and deleted", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    await droplet.snapshot("before").wait();
    const [image] = await client.images.list({ private: true }).all();
    if (image === undefined) throw new Error("the snapshot made no image");
    expect((await client.images.find({ name: "before", private: true })).id).toBe(image.id);
    expect((await image.update({ name: "after" })).name).toBe("after");
    expect(await client.images.findAll({ name: "before", private: true })).toEqual([]);
    expect(image.name).toBe("before");
    expect(await image.transfer("ams3").wait()).toMatchObject({ type: "transfer", status: "completed" });
    expect((await image.fetch()).regions).toEqual(["nyc3", "ams3"]);
    expect((await image.actions().all()).map(({ type }) => type)).toEqual(["transfer"]);
    expect((await image.lastAction())?.type).toBe("transfer");
    await client.images.ref(image.id).delete();
    await expect(image.fetch()).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are imported, and usable then", async () => {
    const { client } = await connect();
    const body = {
      name: "base",
      url: "https://images.example.com/base.qcow2",
      region: "nyc3",
      distribution: "Debian",
      description: "our own",
      tags: ["base"],
    } satisfies Parameters<typeof client.images.create>[0];
    const creation = client.images.create(body);
    const image = await creation;
    const { url: _, region, ...kept } = body;
    expect(image).toMatchObject({ ...kept, regions: [region], type: "custom", status: "NEW", public: false });
    const wanted = { ...plain, name: "web-1", image: image.id };
    await expect(client.droplets.create(wanted)).rejects.toThrow(/invalid image/);
    await expect(creation.ready({ limit: 60_000 })).rejects.toBeInstanceOf(WaitTimeoutError);
    const ready = await creation.ready();
    expect(ready).toMatchObject({ id: image.id, status: "available", error_message: "" });
    expect(await image.ready()).toEqual(ready);
    expect((await client.images.list({ private: true }).all()).map(({ id }) => id)).toEqual([image.id]);
    expect((await client.images.list({ tag_name: "BASE" }).all()).map(({ id }) => id)).toEqual([image.id]);
    expect((await client.droplets.create(wanted).ready()).image.id).toBe(image.id);
    await client.images.delete(image);
    await expect(image.delete()).rejects.toThrow("Image Can not delete an already deleted image.");
  });

  it("are not imported from where there is nothing", async () => {
    const { client } = await connect();
    const url = "https://images.invalid/base.qcow2";
    const error = await client.images
      .create({ name: "base", url, region: "nyc3" })
      .ready()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResourceFailedError);
    expect(error).toMatchObject({ status: "deleted", resource: { error_message: "The image could not be imported." } });
  });

  it.each([
    ["no address", { url: "base.qcow2" }, /url/],
    ["a file of this machine", { url: "file:///etc/passwd" }, /url/],
    ["a blank name", { name: " " }, /Name/],
    ["a distribution that there is not", { distribution: "Windows" as "Ubuntu" }, /distribution/],
  ])("are not imported with %s", async (_, wrong, message) => {
    const { client } = await connect();
    const body = { name: "base", url: "https://images.example.com/base.qcow2", region: "nyc3" } as const;
    const error = await client.images.create({ ...body, ...wrong }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toMatch(message);
    expect(await client.images.list({ private: true }).all()).toEqual([]);
  });
});
