import { describe, expect, it } from "vitest";
import { lifecycles } from "../lifecycles.js";
import type { SimulatorOptions } from "../options.js";
import { caller, simulate } from "../testing/caller.js";

const ACTIONS = "/v2/images/{image_id}/actions";

/** An account with one snapshot. */
async function withSnapshot(options?: SimulatorOptions) {
  const api = simulate(options);
  const { droplets } = api.simulator.seed({
    droplets: [{ name: "a", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" }],
  });
  const droplet = droplets[0]?.id ?? 0;
  await api.act(droplet, { type: "snapshot", name: "mine" });
  api.simulator.clock.advance(lifecycles["droplet.snapshot"]);
  const [image = 0] = (await api.getDroplet(droplet)).snapshot_ids;
  return { ...api, droplet, image, path: { image_id: image } };
}

describe("images", () => {
  it("are listed as the catalogue has them, then the account's own", async () => {
    const { call, image } = await withSnapshot();
    const all = await call("GET /v2/images", { query: { per_page: 200 } });
    expect(all.images.at(-1)?.id).toBe(image);
    expect(all.images.filter(({ status }) => status === "retired")).toEqual([]);
    const own = await call("GET /v2/images", { query: { private: true } });
    expect(own.images.map(({ id }) => id)).toEqual([image]);
    expect(own.meta.total).toBe(1);
    const total = async (type: string) => (await call("GET /v2/images", { query: { type } })).meta.total;
    expect((await total("distribution")) + (await total("application")) + 1).toBe(all.meta.total);
  });

  it("are found by id and by slug, retired ones by id only", async () => {
    const { call, refusal } = simulate();
    const get = async (image_id: string | number) =>
      (await call("GET /v2/images/{image_id}", { path: { image_id } })).image;
    const bySlug = await get("debian-13-x64");
    expect(await get(bySlug.id ?? 0)).toEqual(bySlug);
    expect(await get(142476112)).toMatchObject({ slug: null, status: "retired", public: false });
    expect((await refusal("GET /v2/images/{image_id}", { path: { image_id: "ubuntu-23-10-x64" } })).status).toBe(404);
  });

  it("of an account can be renamed and deleted, once", async () => {
    const { call, refusal, getDroplet, droplet, path } = await withSnapshot();
    const { image } = await call("PUT /v2/images/{image_id}", { path, body: { name: "ours", description: "d" } });
    expect(image).toMatchObject({ name: "ours", description: "d", distribution: "Ubuntu" });
    expect((await refusal("PUT /v2/images/{image_id}", { path, body: { name: "" } })).message).toBe(
      "Name can't be blank.",
    );
    await call("DELETE /v2/images/{image_id}", { path });
    expect((await getDroplet(droplet)).snapshot_ids).toEqual([]);
    expect((await refusal("GET /v2/images/{image_id}", { path })).status).toBe(404);
    expect(await refusal("DELETE /v2/images/{image_id}", { path })).toMatchObject({
      status: 422,
      message: "Image Can not delete an already deleted image.",
    });
  });

  it("of the catalogue and of others cannot be changed", async () => {
    const { simulator, refusal, path } = await withSnapshot();
    expect((await refusal("DELETE /v2/images/{image_id}", { path: { image_id: 135509519 } })).status).toBe(403);
    expect((await refusal("PUT /v2/images/{image_id}", { path: { image_id: 5 }, body: {} })).status).toBe(404);
    const other = caller(simulator, "another");
    expect((await other.refusal("GET /v2/images/{image_id}", { path })).status).toBe(404);
    expect((await other.refusal("DELETE /v2/images/{image_id}", { path })).status).toBe(404);
  });

  it("are imported, and a Droplet can be made of them then", async () => {
    const { simulator, call, createDroplet } = simulate();
    const body = {
      name: "mine",
      url: "https://images.test/disk.qcow2",
      region: "nyc3",
      distribution: "Debian",
      tags: ["t"],
    };
    const { image } = await call("POST /v2/images", { body });
    expect(image).toMatchObject({
      type: "custom",
      status: "NEW",
      distribution: "Debian",
      tags: ["t"],
      regions: ["nyc3"],
    });
    const wanted = { image: image.id ?? 0, region: "nyc3" };
    await expect(createDroplet(wanted)).rejects.toThrow("invalid image");
    simulator.clock.advance(lifecycles["image.import"]);
    expect((await createDroplet(wanted)).image).toMatchObject({ id: image.id, status: "available" });
  });

  it("say so when the import failed", async () => {
    const { call } = simulate({ lifecycles: { "image.import": { after: 0, outcome: "errored" } } });
    const { image } = await call("POST /v2/images", {
      body: { name: "m", url: "https://images.test/x", region: "nyc3" },
    });
    const read = await call("GET /v2/images/{image_id}", { path: { image_id: image.id ?? 0 } });
    expect(read.image).toMatchObject({ status: "deleted", error_message: "The image could not be imported." });
  });
});

describe("image actions", () => {
  it("transfer to another region and are found under the image and under all actions", async () => {
    const { simulator, call, refusal, path } = await withSnapshot();
    const body = { type: "transfer", region: "ams3" };
    const begun = await call(`POST ${ACTIONS}`, { path, body });
    expect(begun).toMatchObject({ action: { type: "transfer", status: "in-progress", resource_type: "image" } });
    expect((await refusal(`POST ${ACTIONS}`, { path, body })).message).toBe("Image already has a pending event.");
    simulator.clock.advance(lifecycles["image.transfer"]);
    expect((await call("GET /v2/images/{image_id}", { path })).image.regions).toEqual(["nyc3", "ams3"]);
    const [action] = (await call(`GET ${ACTIONS}`, { path })).actions;
    expect(action).toMatchObject({ type: "transfer", status: "completed", resource_id: path.image_id });
    expect((await call("GET /v2/actions")).actions[0]).toEqual(action);
    expect(await call(`GET ${ACTIONS}/{action_id}`, { path: { ...path, action_id: action?.id ?? 0 } })).toEqual({
      action,
    });
    expect((await refusal(`POST ${ACTIONS}`, { path, body })).message).toBe(
      "The image is already available in this region.",
    );
  });

  it("change nothing when they end errored", async () => {
    const { simulator, call, path } = await withSnapshot({
      lifecycles: { "image.transfer": { after: 1, outcome: "errored" } },
    });
    await call(`POST ${ACTIONS}`, { path, body: { type: "transfer", region: "ams3" } });
    simulator.clock.advance(1);
    expect((await call("GET /v2/images/{image_id}", { path })).image.regions).toEqual(["nyc3"]);
    expect((await call(`GET ${ACTIONS}`, { path })).actions).toMatchObject([{ status: "errored" }]);
  });

  it("refuse what cannot be", async () => {
    const { refusal, path } = await withSnapshot();
    const attempt = async (body: object) => (await refusal(`POST ${ACTIONS}`, { path, body })).message;
    expect(await attempt({ type: "convert" })).toBe("Only a backup can be converted.");
    expect(await attempt({ type: "transfer" })).toBe("region is required.");
    expect(await attempt({ type: "transfer", region: "sfo1" })).toBe("You specified an invalid region.");
  });
});

describe("snapshots", () => {
  it("are the account's images from another side", async () => {
    const { call, refusal, droplet, image } = await withSnapshot();
    const { snapshots } = await call("GET /v2/snapshots");
    expect(snapshots).toMatchObject([
      {
        id: String(image),
        name: "mine",
        resource_id: String(droplet),
        resource_type: "droplet",
        regions: ["nyc3"],
        tags: [],
      },
    ]);
    expect((await call("GET /v2/snapshots", { query: { resource_type: "volume" } })).snapshots).toEqual([]);
    const path = { snapshot_id: image };
    expect((await call("GET /v2/snapshots/{snapshot_id}", { path })).snapshot).toEqual(snapshots[0]);
    await call("DELETE /v2/snapshots/{snapshot_id}", { path });
    expect((await call("GET /v2/images", { query: { private: true } })).images).toEqual([]);
    expect((await refusal("DELETE /v2/snapshots/{snapshot_id}", { path })).status).toBe(404);
  });
});
