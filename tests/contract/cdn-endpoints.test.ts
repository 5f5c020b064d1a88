import { ConflictError, NotFoundError, RateLimitError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const origin = "images.nyc3.digitaloceanspaces.com";
const unlimited = { simulator: { limits: false } } as const;
const unpaced = { client: { rateBudget: false, retries: 0 } } as const;

bothWays("CDN endpoints", (connect) => {
  it("are created, read, changed, emptied and deleted", async () => {
    const { client, sent } = await connect(unlimited);
    const cdn = await client.cdnEndpoints.create({ origin });
    expect(cdn).toMatchObject({ origin, endpoint: "images.nyc3.cdn.digitaloceanspaces.com", ttl: 3600 });
    expect(Object.keys(cdn)).not.toContain("custom_domain");
    expect(await cdn.fetch()).toEqual(cdn);
    expect(await client.cdnEndpoints.list().all()).toEqual([cdn]);
    expect((await cdn.update({ ttl: 60 })).ttl).toBe(60);
    expect(cdn.ttl).toBe(3600);
    sent();
    await cdn.purgeCache(["a.png", "img/*"]);
    await client.cdnEndpoints.purgeCache(cdn, ["*"]);
    expect(sent()).toEqual(Array(2).fill(`DELETE /v2/cdn/endpoints/${cdn.id}/cache`));
    await cdn.delete();
    await expect(client.cdnEndpoints.get(cdn)).rejects.toBeInstanceOf(NotFoundError);
    await expect(cdn.purgeCache(["*"])).rejects.toBeInstanceOf(NotFoundError);
  });

  it("have a domain of one's own together with its certificate, or neither", async () => {
    const { client } = await connect(unlimited);
    const certificate = await client.certificates.create({ name: "web", dns_names: ["images.example.com"] }).ready();
    const domain = { custom_domain: "images.example.com", certificate_id: certificate.id };
    const cdn = await client.cdnEndpoints.create({ origin, ttl: 600 });
    expect(await cdn.update(domain)).toMatchObject({ ...domain, ttl: 600 });
    expect(await cdn.update({ ttl: 60 })).toMatchObject({ ...domain, ttl: 60 });
    const kept = await cdn.update({ certificate_id: "needs-cloudflare-cert" });
    expect(kept.certificate_id).toBe("needs-cloudflare-cert");
    const bare = await cdn.update({ custom_domain: "", certificate_id: "" });
    expect([bare.custom_domain, bare.certificate_id, bare.ttl]).toEqual([undefined, undefined, 60]);
    await expect(cdn.update({ custom_domain: "images.example.com" })).rejects.toThrow("certificate_id is required");
    await expect(cdn.update({ certificate_id: certificate.id })).rejects.toThrow("custom_domain is required");
    const foreign = { ...domain, certificate_id: cdn.id };
    await expect(cdn.update(foreign)).rejects.toThrow("could not be found");
    await expect(cdn.update({ ...domain, custom_domain: "no domain" })).rejects.toThrow("must be a domain name");
  });

  it.each(["images.example.com", "a.b.nyc3.digitaloceanspaces.com", "images.moon1.digitaloceanspaces.com"])(
    "are refused for %s, which is no Space that can have one",
    async (wrong) => {
      const { client } = await connect(unlimited);
      const error = await client.cdnEndpoints.create({ origin: wrong }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnprocessableError);
      expect(String(error)).toContain("invalid origin");
    },
  );

  it("are refused twice for one Space, for a time that is not offered, and purge nothing of nothing", async () => {
    const { client } = await connect(unlimited);
    const cdn = await client.cdnEndpoints.create({ origin });
    const twice = await client.cdnEndpoints.create({ origin }).catch((reason: unknown) => reason);
    expect(twice).toBeInstanceOf(ConflictError);
    expect(String(twice)).toContain("cdn already enabled");
    const odd = { ttl: 61 } as unknown as { ttl: 60 };
    await expect(cdn.update(odd)).rejects.toThrow("ttl must be one of 60, 600, 3600, 86400, 604800");
    await expect(cdn.purgeCache([])).rejects.toBeInstanceOf(UnprocessableError);
    await cdn.delete();
    expect((await client.cdnEndpoints.create({ origin })).id).not.toBe(cdn.id);
  });

  it("allow 5 requests in 10 seconds, of which their headers tell", async () => {
    const { client, simulator } = await connect(unpaced);
    const { data: cdn, response } = await client.cdnEndpoints.create({ origin }).withResponse();
    expect(response.headers).toMatchObject({ "ratelimit-limit": "5", "ratelimit-remaining": "4" });
    for (let count = 0; count < 4; count++) await cdn.fetch();
    simulator.clock.advance(4_000);
    const error = await cdn.fetch().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimitError);
    expect((error as RateLimitError).retryAfter).toBe(6_000);
    expect((await client.account.get().withResponse()).response.headers["ratelimit-limit"]).toBe("5000");
    simulator.clock.advance(6_000);
    await cdn.fetch();
  });

  it("allow 50 files to be purged in 20 seconds", async () => {
    const { client, simulator } = await connect(unpaced);
    const files = (count: number) => Array.from({ length: count }, (_, index) => `${index}.png`);
    const cdn = await client.cdnEndpoints.create({ origin });
    await cdn.purgeCache(files(30));
    await expect(cdn.purgeCache(files(21))).rejects.toBeInstanceOf(RateLimitError);
    await cdn.purgeCache(files(20));
    simulator.clock.advance(19_000);
    const error = await cdn.purgeCache(["one.png"]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimitError);
    simulator.clock.advance(1_000);
    await cdn.purgeCache(files(50));
  });

  it("are asked for by the client at a pace that nobody refuses, and that holds up nothing else", async () => {
    const { client, simulator, sent } = await connect();
    const start = simulator.clock.now();
    const cdn = await client.cdnEndpoints.create({ origin });
    for (let count = 0; count < 9; count++) await cdn.fetch();
    expect(simulator.clock.now() - start).toBe(10_000);
    for (let count = 0; count < 20; count++) await client.account.get();
    expect(simulator.clock.now() - start).toBe(10_000);
    expect(sent()).toHaveLength(30);
    expect(simulator.requests.every(({ status }) => status < 400)).toBe(true);
  });
});
