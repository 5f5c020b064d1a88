import { ConflictError, type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import type { Simulator } from "@doapi/simulator";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const token = "dop_v1_made_up_for_the_contract_tests";

const newRegistry = async (client: DigitalOcean, body = {}) =>
  (await client.request("POST /v2/registries", { body: { name: "shop", ...body } })).registry;

/** A registry in which `web` has two images and `api/v2` one. */
function stock(simulator: Simulator): { registry_name: string } {
  const images = ["web:v1", "web:v2", "api/v2"];
  simulator.seed({ token, registries: [{ name: "shop", subscription_tier_slug: "basic", images }] });
  return { registry_name: "shop" };
}

bothWays("registries", (connect) => {
  it("are created, shown by both names that the API has for them, and deleted", async () => {
    const { client } = await connect();
    await client.request("POST /v2/registries/validate-name", { body: { name: "shop" } });
    const registry = await newRegistry(client, { region: "fra1" });
    expect(registry).toEqual({
      name: "shop",
      region: "fra1",
      created_at: "2026-11-20T12:00:00Z",
      storage_usage_bytes: 0,
      storage_usage_bytes_updated_at: "2026-11-20T12:00:00Z",
    });
    const path = { registry_name: "shop" };
    expect(await client.request("GET /v2/registries/{registry_name}", { path })).toEqual({ registry });
    const { registry: withSubscription } = await client.request("GET /v2/registry");
    expect(withSubscription).toMatchObject({ ...registry, subscription: { tier: { slug: "starter" } } });
    expect(await client.request("GET /v2/registries")).toEqual({ registries: [withSubscription] });
    for (const route of ["POST /v2/registries/validate-name", "POST /v2/registry/validate-name"] as const) {
      await expect(client.request(route, { body: { name: "shop" } })).rejects.toBeInstanceOf(ConflictError);
      await expect(client.request(route, { body: { name: "My Shop" } })).rejects.toBeInstanceOf(UnprocessableError);
    }
    await client.request("DELETE /v2/registries/{registry_name}", { path });
    await expect(client.request("GET /v2/registry")).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.request("GET /v2/registry/subscription")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are one to an account on the older path", async () => {
    const { client } = await connect();
    const body = { name: "shop", subscription_tier_slug: "professional" } as const;
    const { registry } = await client.request("POST /v2/registry", { body });
    expect(registry).toMatchObject({ name: "shop", region: "nyc3", subscription: { tier: { slug: "professional" } } });
    const second = client.request("POST /v2/registry", { body: { ...body, name: "other" } });
    await expect(second).rejects.toBeInstanceOf(ConflictError);
    await newRegistry(client, { name: "other" });
    await expect(newRegistry(client, { name: "other" })).rejects.toBeInstanceOf(ConflictError);
    const several = "This API is not supported if you have created multiple registries.";
    await expect(client.request("GET /v2/registry")).rejects.toThrow(several);
    await expect(client.request("DELETE /v2/registry")).rejects.toMatchObject({ status: 412 });
    await client.request("DELETE /v2/registries/{registry_name}", { path: { registry_name: "other" } });
    await client.request("DELETE /v2/registry");
    expect((await client.request("GET /v2/registries")).registries).toEqual([]);
  });

  it("are as many as the subscription allows", async () => {
    const { client } = await connect();
    await newRegistry(client, { subscription_tier_slug: "basic" });
    const refusal = "registry is not eligible for tier because: [OverRegistryLimit]";
    await expect(newRegistry(client, { name: "second" })).rejects.toThrow(refusal);
    const { subscription } = await client.request("POST /v2/registries/subscription", {
      body: { tier_slug: "professional" },
    });
    expect(subscription.tier).toMatchObject({ name: "Professional", monthly_price_in_cents: 2000 });
    expect(await client.request("GET /v2/registry/subscription")).toEqual({ subscription });
    await newRegistry(client, { name: "second" });
    const down = client.request("POST /v2/registry/subscription", { body: { tier_slug: "starter" } });
    await expect(down).rejects.toThrow(refusal);
    await expect(client.request("POST /v2/registry/subscription", { body: {} })).rejects.toThrow("is required");
    const { options } = await client.request("GET /v2/registries/options");
    expect(options.subscription_tiers?.map(({ slug, eligible }) => [slug, eligible])).toEqual([
      ["starter", false],
      ["basic", false],
      ["professional", true],
    ]);
    expect(await client.request("GET /v2/registry/options")).toEqual({ options });
  });

  it("have logins for Docker that are made up", async () => {
    const { client } = await connect();
    await expect(client.request("GET /v2/registry/docker-credentials")).rejects.toBeInstanceOf(NotFoundError);
    await newRegistry(client);
    const decoded = ({ auths }: Awaited<ReturnType<typeof credentials>>) =>
      Buffer.from(auths["registry.digitalocean.com"]?.auth ?? "", "base64").toString();
    const credentials = (query = {}) => client.request("GET /v2/registry/docker-credentials", { query });
    expect(decoded(await credentials())).toBe("simulated-read-only:simulated-read-only");
    expect(decoded(await credentials({ read_write: true }))).toBe("simulated-read-write:simulated-read-write");
    const path = { registry_name: "shop" };
    const ofName = await client.request("GET /v2/registries/{registry_name}/docker-credentials", { path });
    expect(decoded(ofName)).toBe("simulated-read-only:simulated-read-only");
  });

  it("begin without repositories, and show what was seeded", async () => {
    const { client, simulator } = await connect();
    const path = stock(simulator);
    const list = () => client.paginate("GET /v2/registries/{registry_name}/repositoriesV2", { path }).all();
    const repositories = await list();
    expect(repositories.map(({ name, tag_count, manifest_count }) => [name, tag_count, manifest_count])).toEqual([
      ["web", 2, 2],
      ["api/v2", 1, 1],
    ]);
    expect(repositories[0]?.latest_manifest).toMatchObject({ repository: "web", tags: ["v2"] });
    expect(await client.paginate("GET /v2/registry/{registry_name}/repositoriesV2", { path }).all()).toEqual(
      repositories,
    );
    const [, older] = await client.paginate("GET /v2/registry/{registry_name}/repositories", { path }).all();
    expect(older).toMatchObject({ name: "api/v2", tag_count: 1, latest_tag: { tag: "latest" } });

    await newRegistry(client, { name: "empty", subscription_tier_slug: "professional" });
    const empty = { path: { registry_name: "empty" } };
    expect(await client.paginate("GET /v2/registry/{registry_name}/repositoriesV2", empty).all()).toEqual([]);
    const nowhere = { ...empty.path, repository_name: "web" };
    for (const route of [
      "GET /v2/registries/{registry_name}/repositories/{repository_name}/tags",
      "GET /v2/registry/{registry_name}/repositories/{repository_name}/digests",
      "DELETE /v2/registries/{registry_name}/repositories/{repository_name}",
    ] as const) {
      await expect(client.request(route, { path: nowhere })).rejects.toBeInstanceOf(NotFoundError);
    }
  });

  it("lose tags, images and repositories, and free their storage when garbage is collected", async () => {
    const { client, simulator } = await connect();
    const path = stock(simulator);
    const web = { ...path, repository_name: "web" };
    const usage = async () =>
      (await client.request("GET /v2/registries/{registry_name}", { path })).registry.storage_usage_bytes;
    const image = ((await usage()) ?? 0) / 3;
    const tags = () =>
      client.paginate("GET /v2/registry/{registry_name}/repositories/{repository_name}/tags", { path: web }).all();
    const manifests = () =>
      client.paginate("GET /v2/registry/{registry_name}/repositories/{repository_name}/digests", { path: web }).all();
    const deleteTag = (repository_tag: string) =>
      client.request("DELETE /v2/registry/{registry_name}/repositories/{repository_name}/tags/{repository_tag}", {
        path: { ...web, repository_tag },
      });
    await deleteTag("v1");
    await expect(deleteTag("v1")).rejects.toBeInstanceOf(NotFoundError);
    expect((await tags()).map(({ tag }) => tag)).toEqual(["v2"]);
    expect((await manifests()).map(({ tags: names }) => names)).toEqual([[], ["v2"]]);

    const deleteManifest = (manifest_digest: string) =>
      client.request("DELETE /v2/registry/{registry_name}/repositories/{repository_name}/digests/{manifest_digest}", {
        path: { ...web, manifest_digest },
      });
    await deleteManifest((await tags())[0]?.manifest_digest ?? "");
    await expect(deleteManifest("sha256:0")).rejects.toBeInstanceOf(NotFoundError);
    const api = { ...path, repository_name: "api/v2" };
    await client.request("DELETE /v2/registries/{registry_name}/repositories/{repository_name}", { path: api });
    expect(await usage()).toBe(3 * image);

    const type = "untagged manifests and unreferenced blobs";
    const begin = () =>
      client.request("POST /v2/registry/{registry_name}/garbage-collection", { path, body: { type } });
    const { garbage_collection: begun } = await begin();
    expect(begun).toMatchObject({ registry_name: "shop", status: "requested", blobs_deleted: 0 });
    await expect(begin()).rejects.toBeInstanceOf(ConflictError);
    const seen: unknown[] = [];
    for (let stage = 0; stage < 3; stage++) {
      simulator.clock.advance(30_000);
      const active = await client.request("GET /v2/registries/{registry_name}/garbage-collection", { path });
      seen.push(active.garbage_collection.status);
    }
    expect(seen).toEqual(["waiting for write JWTs to expire", "scanning manifests", "deleting unreferenced blobs"]);
    simulator.clock.advance(30_000);
    const active = client.request("GET /v2/registries/{registry_name}/garbage-collection", { path });
    await expect(active).rejects.toBeInstanceOf(NotFoundError);
    const [done] = await client.paginate("GET /v2/registries/{registry_name}/garbage-collections", { path }).all();
    expect(done).toMatchObject({ uuid: begun.uuid, status: "succeeded", blobs_deleted: 3, freed_bytes: 3 * image });
    expect([await usage(), await manifests()]).toEqual([0, []]);
  });

  it("can be told to stop collecting garbage, and may fail to", async () => {
    const { client, simulator } = await connect({ simulator: { lifecycles: { "registry.collect_garbage": 1_000 } } });
    const path = stock(simulator);
    const { garbage_collection } = await client.request("POST /v2/registries/{registry_name}/garbage-collection", {
      path,
    });
    const update = (body: { cancel?: boolean }) =>
      client.request("PUT /v2/registries/{registry_name}/garbage-collection/{garbage_collection_uuid}", {
        path: { ...path, garbage_collection_uuid: garbage_collection.uuid ?? "" },
        body,
      });
    expect((await update({})).garbage_collection.status).toBe("requested");
    expect((await update({ cancel: true })).garbage_collection.status).toBe("cancelling");
    simulator.clock.advance(1_000);
    await expect(update({ cancel: true })).rejects.toThrow("The garbage collection has cancelled already.");
    simulator.faults.add({ effect: { type: "errored" } });
    await client.request("POST /v2/registries/{registry_name}/garbage-collection", { path });
    simulator.clock.advance(1_000);
    const all = await client.paginate("GET /v2/registry/{registry_name}/garbage-collections", { path }).all();
    expect(all.map(({ status }) => status)).toEqual(["failed", "cancelled"]);
  });
});
