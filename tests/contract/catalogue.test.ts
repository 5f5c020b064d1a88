import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

bothWays("the catalogue", (connect) => {
  it("lists every size over all pages, in order and none twice", async () => {
    const { client, sent } = await connect();
    const whole = await client.sizes.list().all();
    expect(sent()).toEqual(["GET /v2/sizes?per_page=200"]);
    const paged = await client.sizes.list({ per_page: 20 }).all();
    expect(sent()).toHaveLength(8);
    expect(whole).toHaveLength(157);
    expect(new Set(whole.map((size) => size.slug)).size).toBe(157);
    expect(paged.map((size) => size.slug)).toEqual(whole.map((size) => size.slug));
  });

  it("reads no further than it is asked to", async () => {
    const { client, sent } = await connect();
    for await (const size of client.sizes.list({ per_page: 20 })) if (size.slug === "s-1vcpu-1gb") break;
    expect(sent()).toHaveLength(1);
    const { items, total } = await client.sizes.list({ per_page: 5 }).firstPage();
    expect([items.length, total]).toEqual([5, 157]);
  });

  it("lists regions with what they offer", async () => {
    const { client } = await connect();
    const regions = await client.regions.list().all();
    const nyc3 = regions.find((region) => region.slug === "nyc3");
    expect(nyc3?.available).toBe(true);
    expect(nyc3?.sizes).toContain("s-1vcpu-1gb");
    expect(regions.find((region) => region.slug === "ams2")?.sizes).toEqual([]);
  });

  it("gives the account its limits", async () => {
    const { client } = await connect({ simulator: { dropletLimit: 7 } });
    const account = await client.account.get();
    expect(account).toMatchObject({ droplet_limit: 7, status: "active", email_verified: true });
    expect(await account.fetch()).toEqual(account);
  });

  it("reads the same lists by route", async () => {
    const { client } = await connect();
    const slugs: string[] = [];
    for await (const size of client.paginate("GET /v2/sizes", { query: { per_page: 50 } })) slugs.push(size.slug);
    expect(slugs).toHaveLength(157);
    const { data, response } = await client.request("GET /v2/account").withResponse();
    expect(data.account.status).toBe("active");
    expect(response).toMatchObject({ status: 200, headers: { "ratelimit-limit": "5000" } });
    expect(response.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(client.rateLimit?.remaining).toBe(5000 - 5);
  });
});
