import type { Api, Scenario } from "../api.js";

const images = ["web:v1", "web:v2", "api"];

function stocked({ simulator }: Api): { registry_name: string } {
  simulator.seed({ registries: [{ name: "stocked", subscription_tier_slug: "professional", images }] });
  return { registry_name: "stocked" };
}

export const registries: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const path = stocked(api);
  await call("POST /v2/registries/validate-name", { body: { name: "shop" } });
  await call("POST /v2/registries", { body: { name: "shop", region: "syd1" } });
  await refused(409, "POST /v2/registries/validate-name", { body: { name: "shop" } });
  await refused(412, "GET /v2/registry");
  await refused(412, "DELETE /v2/registry");
  await call("GET /v2/registries");
  await call("GET /v2/registries/{registry_name}", { path });
  await call("GET /v2/registries/{registry_name}/docker-credentials", { path });
  await call("GET /v2/registries/subscription");
  await call("POST /v2/registries/subscription", { body: { tier_slug: "professional" } });
  await refused(412, "POST /v2/registry/subscription", { body: { tier_slug: "starter" } });
  await call("GET /v2/registries/options");

  await call("GET /v2/registries/{registry_name}/repositoriesV2", { path });
  const web = { ...path, repository_name: "web" };
  const { tags } = await call("GET /v2/registries/{registry_name}/repositories/{repository_name}/tags", { path: web });
  const [{ tag: repository_tag, manifest_digest } = {}] = tags;
  const repository = "/v2/registries/{registry_name}/repositories/{repository_name}";
  await call(`DELETE ${repository}/tags/{repository_tag}`, { path: { ...web, repository_tag } });
  await call(`GET ${repository}/digests`, { path: web });
  await call(`DELETE ${repository}/digests/{manifest_digest}`, { path: { ...web, manifest_digest } });
  await call(`DELETE ${repository}`, { path: web });

  const { garbage_collection } = await call("POST /v2/registries/{registry_name}/garbage-collection", { path });
  await call("GET /v2/registries/{registry_name}/garbage-collection", { path });
  const run = { ...path, garbage_collection_uuid: garbage_collection.uuid };
  const cancel = { path: run, body: { cancel: true } };
  await call("PUT /v2/registries/{registry_name}/garbage-collection/{garbage_collection_uuid}", cancel);
  wait();
  await call("GET /v2/registries/{registry_name}/garbage-collections", { path });
  await call("DELETE /v2/registries/{registry_name}", { path });
  await refused(404, "GET /v2/registries/{registry_name}", { path });
};

export const registry: Scenario = async (api) => {
  const { call, wait } = api;
  await call("POST /v2/registry/validate-name", { body: { name: "shop" } });
  await call("POST /v2/registry", { body: { name: "shop", subscription_tier_slug: "basic" } });
  await call("DELETE /v2/registry");
  const path = stocked(api);
  await call("GET /v2/registry");
  await call("GET /v2/registry/docker-credentials", { query: { read_write: true } });
  await call("GET /v2/registry/subscription");
  await call("POST /v2/registry/subscription", { body: { tier_slug: "basic" } });
  await call("GET /v2/registry/options");

  await call("GET /v2/registry/{registry_name}/repositories", { path });
  await call("GET /v2/registry/{registry_name}/repositoriesV2", { path });
  const web = { ...path, repository_name: "web" };
  const repository = "/v2/registry/{registry_name}/repositories/{repository_name}";
  const { tags } = await call(`GET ${repository}/tags`, { path: web });
  const [{ tag: repository_tag, manifest_digest } = {}] = tags;
  await call(`DELETE ${repository}/tags/{repository_tag}`, { path: { ...web, repository_tag } });
  await call(`GET ${repository}/digests`, { path: web });
  await call(`DELETE ${repository}/digests/{manifest_digest}`, { path: { ...web, manifest_digest } });

  const body = { type: "unreferenced blobs only" };
  const { garbage_collection } = await call("POST /v2/registry/{registry_name}/garbage-collection", { path, body });
  await call("GET /v2/registry/{registry_name}/garbage-collection", { path });
  const run = { ...path, garbage_collection_uuid: garbage_collection.uuid };
  await call("PUT /v2/registry/{registry_name}/garbage-collection/{garbage_collection_uuid}", { path: run, body: {} });
  wait();
  await call("GET /v2/registry/{registry_name}/garbage-collections", { path });
};
