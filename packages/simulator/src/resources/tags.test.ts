import { describe, expect, it } from "vitest";
import { simulate } from "../testing/caller.js";

const RESOURCES = "/v2/tags/{tag_id}/resources";
const DROPLETS = [{ names: ["a", "b"], size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" }];

function withTwoDroplets() {
  const api = simulate();
  const [a = 0, b = 0] = api.simulator.seed({ droplets: DROPLETS, tags: ["Web"] }).droplets.map(({ id }) => id);
  const droplet = (id: number) => ({ resource_id: String(id), resource_type: "droplet" });
  return { ...api, a, b, droplet, path: { tag_id: "Web" } };
}

describe("tags", () => {
  it("keep their first spelling, whatever is asked for later", async () => {
    const { call, createDroplet } = simulate();
    await createDroplet({ tags: ["Prod", "PROD"] });
    expect((await call("POST /v2/tags", { body: { name: "prod" } })).tag.name).toBe("Prod");
    expect((await createDroplet({ name: "b", tags: ["prOd"] })).tags).toEqual(["Prod"]);
    const { tag } = await call("GET /v2/tags/{tag_id}", { path: { tag_id: "PROD" } });
    expect([tag.name, tag.resources?.count]).toEqual(["Prod", 2]);
  });

  it("count what carries them and remember what was tagged last", async () => {
    const { call, a, b, droplet, path } = withTwoDroplets();
    await call(`POST ${RESOURCES}`, { path, body: { resources: [droplet(b), droplet(a)] } });
    const { tags } = await call("GET /v2/tags");
    const last = { count: 2, last_tagged_uri: `https://api.test/v2/droplets/${a}` };
    expect(tags).toEqual([
      {
        name: "Web",
        resources: {
          ...last,
          droplets: last,
          images: { count: 0 },
          volumes: { count: 0 },
          volume_snapshots: { count: 0 },
          databases: { count: 0 },
        },
      },
    ]);
  });

  it("are given once and taken away", async () => {
    const { call, a, droplet, path, getDroplet } = withTwoDroplets();
    const body = { resources: [droplet(a)] };
    await call(`POST ${RESOURCES}`, { path, body });
    await call(`POST ${RESOURCES}`, { path, body });
    expect((await getDroplet(a)).tags).toEqual(["Web"]);
    await call(`DELETE ${RESOURCES}`, { path, body });
    expect((await getDroplet(a)).tags).toEqual([]);
    expect((await call("GET /v2/tags/{tag_id}", { path })).tag.resources).toMatchObject({
      count: 0,
      droplets: { count: 0 },
    });
  });

  it("are given to all or to none", async () => {
    const { refusal, a, droplet, path, getDroplet } = withTwoDroplets();
    for (const missing of [
      droplet(7),
      { resource_id: "7", resource_type: "image" },
      { resource_id: "v", resource_type: "volume" },
    ]) {
      const body = { resources: [droplet(a), missing] };
      expect((await refusal(`POST ${RESOURCES}`, { path, body })).status).toBe(404);
    }
    expect((await getDroplet(a)).tags).toEqual([]);
  });

  it("must exist before they are given to something", async () => {
    const { refusal, a, droplet } = withTwoDroplets();
    const request = { path: { tag_id: "none" }, body: { resources: [droplet(a)] } };
    expect((await refusal(`POST ${RESOURCES}`, request)).status).toBe(404);
  });

  it("are gone from everything when they are deleted", async () => {
    const { simulator, call, refusal, act, a, droplet, path, getDroplet } = withTwoDroplets();
    await act(a, { type: "snapshot", name: "s" });
    simulator.clock.advance(60_000);
    const [image = 0] = (await getDroplet(a)).snapshot_ids;
    const resources = [droplet(a), { resource_id: String(image), resource_type: "image" }];
    await call(`POST ${RESOURCES}`, { path, body: { resources } });
    expect((await call("GET /v2/images", { query: { tag_name: "web" } })).images).toMatchObject([
      { id: image, tags: ["Web"] },
    ]);
    await call("DELETE /v2/tags/{tag_id}", { path });
    expect((await getDroplet(a)).tags).toEqual([]);
    expect((await call("GET /v2/images/{image_id}", { path: { image_id: image } })).image.tags).toEqual([]);
    expect((await refusal("GET /v2/tags/{tag_id}", { path })).status).toBe(404);
  });

  it("have names of certain characters", async () => {
    const { refusal } = simulate();
    const attempt = async (name: unknown) => (await refusal("POST /v2/tags", { body: { name } })).message;
    expect(await attempt("no good")).toMatch(/^A tag has letters/);
    expect(await attempt("x".repeat(256))).toMatch(/^A tag has letters/);
    expect(await attempt("")).toMatch(/^A tag has letters/);
    expect(await attempt(null)).toBe("name is required.");
  });
});
