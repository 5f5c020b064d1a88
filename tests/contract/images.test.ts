import { NotFoundError } from "@doapi/client";
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
    expect((await image.update({ name: "after" })).name).toBe("after");
    expect(image.name).toBe("before");
    expect(await image.transfer("ams3").wait()).toMatchObject({ type: "transfer", status: "completed" });
    expect((await image.fetch()).regions).toEqual(["nyc3", "ams3"]);
    expect((await image.actions().all()).map(({ type }) => type)).toEqual(["transfer"]);
    expect((await image.lastAction())?.type).toBe("transfer");
    await client.images.ref(image.id).delete();
    await expect(image.fetch()).rejects.toBeInstanceOf(NotFoundError);
  });
});
