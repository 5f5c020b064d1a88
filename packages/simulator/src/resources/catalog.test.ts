import { describe, expect, it } from "vitest";
import { caller, simulate } from "../testing/caller.js";

describe("the catalogue", () => {
  it("has sizes with the regions that have them, and the other way round", async () => {
    const { call } = simulate();
    const { sizes, meta } = await call("GET /v2/sizes", { query: { per_page: 200 } });
    const { regions } = await call("GET /v2/regions", { query: { per_page: 200 } });
    expect([meta.total, sizes.length, regions.length]).toEqual([157, 157, 18]);
    const contradictions = regions.flatMap(({ slug, sizes: there }) =>
      there.filter((size) => !sizes.find((one) => one.slug === size)?.regions.includes(slug)),
    );
    expect(contradictions).toEqual([]);
  });

  it("has no image in a region that does not exist, and no slug or id twice", async () => {
    const { call } = simulate();
    const { regions } = await call("GET /v2/regions", { query: { per_page: 200 } });
    const { images } = await call("GET /v2/images", { query: { per_page: 200 } });
    const known = new Set(regions.map(({ slug }) => slug));
    expect(images.flatMap((image) => image.regions?.filter((slug) => !known.has(slug)))).toEqual([]);
    expect(new Set(images.map(({ slug }) => slug)).size).toBe(images.length);
    expect(new Set(images.map(({ id }) => id)).size).toBe(images.length);
  });
});

describe("accounts", () => {
  it("differ by token, and say nothing of it", async () => {
    const { simulator, call } = simulate({ dropletLimit: 7 });
    const { account } = await call("GET /v2/account");
    expect(account).toMatchObject({ droplet_limit: 7, status: "active", email_verified: true });
    const other = await caller(simulator, "my-secret").call("GET /v2/account");
    expect(other.account.uuid).not.toBe(account.uuid);
    expect(other.account.uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(JSON.stringify(other)).not.toContain("my-secret");
  });

  it("see nothing of each other", async () => {
    const { simulator, createDroplet } = simulate();
    const { id } = await createDroplet({ tags: ["web"] });
    const other = caller(simulator, "another");
    for (const list of ["GET /v2/droplets", "GET /v2/actions", "GET /v2/tags"] as const) {
      expect((await other.call(list)).meta.total).toBe(0);
    }
    expect((await other.refusal("GET /v2/droplets/{droplet_id}", { path: { droplet_id: id } })).status).toBe(404);
  });
});
