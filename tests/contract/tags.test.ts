import { NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("tags", (connect) => {
  it("are created, put on droplets, counted and deleted", async () => {
    const { client, simulator } = await connect();
    const tag = await client.tags.create("web");
    const droplets = await client.droplets.createMany({ ...plain, names: ["a", "b"] }).ready();
    await tag.add(droplets);
    expect((await tag.fetch()).resources?.droplets?.count).toBe(2);
    expect((await tag.droplets().all()).map(({ name }) => name)).toEqual(["a", "b"]);
    await tag.remove(droplets.slice(1));
    expect((await tag.droplets().all()).map(({ name }) => name)).toEqual(["a"]);
    expect((await client.tags.ref("web").act({ type: "power_off" }).wait()).map(({ status }) => status)).toEqual([
      "completed",
    ]);
    await tag.deleteDroplets();
    simulator.clock.advance(60_000);
    expect((await client.droplets.list().all()).map(({ name }) => name)).toEqual(["b"]);
    await tag.delete();
    await expect(tag.fetch()).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.tags.list().all()).toEqual([]);
  });

  it("are made by a droplet that wants them, and must exist to be put on later", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "a", tags: ["Env:Prod"] });
    expect((await client.tags.list().all()).map(({ name }) => name)).toEqual(["Env:Prod"]);
    expect((await client.tags.get("env:prod")).name).toBe("Env:Prod");
    await expect(droplet.tag("missing")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("with characters that no tag has are refused", async () => {
    const { client } = await connect();
    await expect(client.tags.create("no spaces")).rejects.toBeInstanceOf(UnprocessableError);
  });
});
