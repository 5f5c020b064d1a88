import { type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import type { Simulator } from "@doapi/simulator";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const CLUSTER = "/v2/kubernetes/clusters/{cluster_id}";
const sso = { enabled: true, issuer_url: "https://sso.example.com", client_id: "doapi" };

/** The path of a cluster, of which four minutes have passed. */
async function running(client: DigitalOcean, simulator: Simulator, wanted: object = {}) {
  const node_pools = [{ name: "workers", size: "s-2vcpu-4gb", count: 1 }];
  const body = { name: "prod", region: "nyc3", version: "latest", node_pools, ...wanted };
  const { kubernetes_cluster } = await client.request("POST /v2/kubernetes/clusters", { body });
  simulator.clock.advance(240_000);
  return { cluster_id: kubernetes_cluster.id ?? "" };
}

bothWays("access to Kubernetes clusters", (connect) => {
  it("is told by a kubeconfig and by credentials, which are made up", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator);
    const credentials = await client.request(`GET ${CLUSTER}/credentials`, { path });
    expect(credentials).toMatchObject({
      server: `https://${path.cluster_id}.k8s.ondigitalocean.com`,
      client_certificate_data: null,
      client_key_data: null,
      expires_at: "2026-11-27T12:04:00Z",
    });
    expect(credentials.token).toMatch(/^made-up-[0-9a-f]{32}$/);
    const authority = Buffer.from(credentials.certificate_authority_data, "base64").toString();
    expect(authority).toContain("MADE UP");
    const query = { expiry_seconds: 60 };
    const brief = await client.request(`GET ${CLUSTER}/credentials`, { path, query });
    expect(brief.expires_at).toBe("2026-11-20T12:05:00Z");

    const { data, response } = await client.request(`GET ${CLUSTER}/kubeconfig`, { path }).withResponse();
    expect(response.headers["content-type"]).toBe("application/yaml");
    expect(data).toContain("current-context: do-nyc3-prod\n");
    expect(data).toContain(`    server: ${credentials.server}\n`);
    expect(data).toContain(`    certificate-authority-data: ${credentials.certificate_authority_data}\n`);
    expect(data).toContain(`- name: do-nyc3-prod-admin\n  user:\n    token: ${credentials.token}\n`);
  });

  it("is by single sign-on where that is enabled", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator, { sso });
    const query = { type: "sso" } as const;
    const data = await client.request(`GET ${CLUSTER}/kubeconfig`, { path, query });
    expect(data).toContain("command: doctl");
    expect(data).toContain(`- ${path.cluster_id}\n`);
    expect(data).not.toContain("token:");
    const without = await running(client, simulator, { name: "other" });
    const request = client.request(`GET ${CLUSTER}/kubeconfig`, { path: without, query });
    await expect(request).rejects.toBeInstanceOf(UnprocessableError);
  });

  it("is there once the cluster is", async () => {
    const { client, simulator } = await connect({
      simulator: { lifecycles: { "kubernetes_cluster.create": 300_000 } },
    });
    const path = await running(client, simulator);
    await expect(client.request(`GET ${CLUSTER}/kubeconfig`, { path })).rejects.toThrow(/being provisioned/);
    await expect(client.request(`GET ${CLUSTER}/credentials`, { path })).rejects.toThrow(/being provisioned/);
    const missing = { cluster_id: "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a" };
    await expect(client.request(`GET ${CLUSTER}/kubeconfig`, { path: missing })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("is the account's owner's", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator);
    const { email } = await client.request("GET /v2/account").then(({ account }) => account);
    const { kubernetes_cluster_user: user } = await client.request(`GET ${CLUSTER}/user`, { path });
    expect(user).toEqual({ username: email, groups: ["k8saas:authenticated"] });
  });
});

bothWays("clusterlint", (connect) => {
  it("finds nothing, after a while", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator);
    const route = `GET ${CLUSTER}/clusterlint` as const;
    await expect(client.request(route, { path })).rejects.toBeInstanceOf(NotFoundError);
    const { run_id } = await client.request(`POST ${CLUSTER}/clusterlint`, { path, body: {} });
    const begun = { run_id, requested_at: "2026-11-20T12:04:00Z", diagnostics: [] };
    expect(await client.request(route, { path })).toEqual(begun);
    simulator.clock.advance(10_000);
    const done = { ...begun, completed_at: "2026-11-20T12:04:10Z" };
    const later = await client.request(`POST ${CLUSTER}/clusterlint`, { path, body: {} });
    expect(await client.request(route, { path, query: { run_id } })).toEqual(done);
    expect((await client.request(route, { path })).run_id).toBe(later.run_id);
    const query = { run_id: "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a" };
    await expect(client.request(route, { path, query })).rejects.toBeInstanceOf(NotFoundError);
  });
});

bothWays("registries of Kubernetes clusters", (connect) => {
  it("are added and removed", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator);
    const cluster_uuids = [path.cluster_id];
    const shown = async () => {
      const { kubernetes_cluster: cluster } = await client.request(`GET ${CLUSTER}`, { path });
      return [cluster.registry_enabled, cluster.registries];
    };
    await client.request("POST /v2/kubernetes/registries", { body: { cluster_uuids, registries: ["one", "two"] } });
    expect(await shown()).toEqual([true, ["one", "two"]]);
    await client.request("DELETE /v2/kubernetes/registries", { body: { cluster_uuids, registries: ["one"] } });
    expect(await shown()).toEqual([true, ["two"]]);
    await client.request("DELETE /v2/kubernetes/registries", { body: { cluster_uuids, registries: ["two"] } });
    expect(await shown()).toEqual([false, null]);
    await client.request("POST /v2/kubernetes/registry", { body: { cluster_uuids } });
    expect(await shown()).toEqual([true, []]);
    await client.request("DELETE /v2/kubernetes/registry", { body: { cluster_uuids } });
    expect(await shown()).toEqual([false, null]);

    const missing = [path.cluster_id, "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a"];
    const request = client.request("POST /v2/kubernetes/registry", { body: { cluster_uuids: missing } });
    await expect(request).rejects.toBeInstanceOf(NotFoundError);
    expect(await shown()).toEqual([false, null]);
  });
});
