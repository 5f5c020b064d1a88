import { ConflictError, type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import type { ClusterInput } from "@doapi/client/wire";
import { afterReads } from "@doapi/simulator";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const MINUTE = 60_000;
const workers = { name: "workers", size: "s-2vcpu-4gb", count: 2 };
const plain = { name: "prod", region: "nyc3", version: "1.35.7-do.0", node_pools: [workers] };
const nowhere = "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a";

async function create(client: DigitalOcean, wanted: Partial<ClusterInput> = {}) {
  const answer = await client.request("POST /v2/kubernetes/clusters", { body: { ...plain, ...wanted } });
  const { id: cluster_id = "", ...cluster } = answer.kubernetes_cluster;
  return { cluster, path: { cluster_id } };
}

async function read(client: DigitalOcean, path: { cluster_id: string }) {
  return (await client.request("GET /v2/kubernetes/clusters/{cluster_id}", { path })).kubernetes_cluster;
}

bothWays("Kubernetes clusters", (connect) => {
  it("are created with what the API fills in, and run after a while", async () => {
    const { client, simulator } = await connect();
    const { cluster, path } = await create(client, { tags: ["web"] });
    const own = ["k8s", `k8s:${path.cluster_id}`];
    expect(cluster).toMatchObject({
      name: "prod",
      version: "1.35.7-do.0",
      cluster_subnet: "10.244.0.0/16",
      service_subnet: "10.245.0.0/16",
      endpoint: "",
      ipv4: "",
      tags: ["web", ...own],
      maintenance_policy: { start_time: "00:00", duration: "4h0m0s", day: "any" },
      auto_upgrade: false,
      surge_upgrade: false,
      ha: false,
      registry_enabled: false,
      status: { state: "provisioning", message: "provisioning" },
    });
    const [vpc] = await client.vpcs.list().all();
    expect(cluster.vpc_uuid).toBe(vpc?.id);
    const [pool] = cluster.node_pools;
    expect(pool).toMatchObject({ ...workers, labels: null, taints: [], auto_scale: false, min_nodes: 0, max_nodes: 0 });
    expect(pool?.tags).toEqual(["web", ...own, "k8s:worker"]);
    expect(pool?.nodes?.map(({ status }) => status?.state)).toEqual(["provisioning", "provisioning"]);

    simulator.clock.advance(4 * MINUTE);
    const running = await read(client, path);
    expect(running).toMatchObject({
      status: { state: "running" },
      endpoint: `https://${path.cluster_id}.k8s.ondigitalocean.com`,
      registries: null,
    });
    expect(running.ipv4).toMatch(/^198\.1[89]\./);
    expect(running.node_pools[0]?.nodes?.map(({ status }) => status?.state)).toEqual(["running", "running"]);
    expect(await client.paginate("GET /v2/kubernetes/clusters").all()).toEqual([running]);
  });

  it("have nodes that are droplets, and belong to a VPC and to the default project", async () => {
    const { client, simulator } = await connect();
    const { path } = await create(client);
    simulator.clock.advance(4 * MINUTE);
    const cluster = await read(client, path);
    const droplets = await client.droplets.list({ tag_name: `k8s:${path.cluster_id}` }).all();
    const nodes = cluster.node_pools[0]?.nodes ?? [];
    expect(nodes.map(({ droplet_id }) => droplet_id)).toEqual(droplets.map(({ id }) => String(id)));
    expect(nodes.map(({ name }) => name)).toEqual(droplets.map(({ name }) => name));
    expect(droplets.map(({ size_slug, vpc_uuid }) => [size_slug, vpc_uuid])).toEqual(
      [1, 2].map(() => ["s-2vcpu-4gb", cluster.vpc_uuid]),
    );
    const urn = `do:kubernetes:${path.cluster_id}`;
    const vpc = await client.vpcs.get(cluster.vpc_uuid ?? "");
    expect((await vpc.members({ resource_type: "kubernetes" }).all()).map((member) => member.urn)).toEqual([urn]);
    const project = await client.projects.default();
    expect((await project.resources().all()).map((member) => member.urn)).toContain(urn);
  });

  it("are listed by page", async () => {
    const { client } = await connect();
    const node_pools = [{ ...workers, count: 1 }];
    for (const name of ["one", "two", "three"]) await create(client, { name, node_pools });
    const answer = await client.request("GET /v2/kubernetes/clusters", { query: { page: 2, per_page: 2 } });
    expect(answer.kubernetes_clusters.map(({ name }) => name)).toEqual(["three"]);
    expect(answer.meta.total).toBe(3);
    expect(answer.links?.pages).toHaveProperty("prev");
    const all = await client.paginate("GET /v2/kubernetes/clusters", { query: { per_page: 1 } }).all();
    expect(all.map(({ name }) => name)).toEqual(["one", "two", "three"]);
  });

  it("take a slug, a minor version or latest, and are highly available from 1.36 on", async () => {
    const { client } = await connect();
    const { options } = await client.request("GET /v2/kubernetes/options");
    const newest = options.versions?.[0]?.slug;
    expect((await create(client, { name: "a", version: "latest" })).cluster).toMatchObject({
      version: newest,
      ha: true,
    });
    expect((await create(client, { name: "b", version: "1.35" })).cluster.version).toBe("1.35.7-do.0");
    expect((await create(client, { name: "c", version: "latest", ha: false })).cluster.ha).toBe(false);
    expect(options.regions).toContainEqual({ name: "New York 3", slug: "nyc3" });
    expect(options.sizes).toContainEqual({ name: "s-1vcpu-2gb", slug: "s-1vcpu-2gb" });
    expect(options.sizes?.map(({ slug }) => slug)).not.toContain("s-1vcpu-1gb");
  });

  it("are changed: what a request leaves out stays", async () => {
    const { client, simulator } = await connect();
    const { path } = await create(client, { tags: ["web"], surge_upgrade: true });
    simulator.clock.advance(4 * MINUTE);
    const { kubernetes_cluster: changed } = await client.request("PUT /v2/kubernetes/clusters/{cluster_id}", {
      path,
      body: { name: "production", tags: ["k8s", "api"], ha: true, maintenance_policy: { start_time: "04:30" } },
    });
    expect(changed).toMatchObject({
      name: "production",
      tags: ["api", "k8s", `k8s:${path.cluster_id}`],
      maintenance_policy: { start_time: "04:30", duration: "4h0m0s", day: "any" },
      surge_upgrade: true,
      ha: true,
      ipv4: "",
    });
    expect(await client.droplets.list({ tag_name: "api" }).all()).toHaveLength(2);
    expect(await client.droplets.list({ tag_name: "web" }).all()).toEqual([]);
    const request = client.request("PUT /v2/kubernetes/clusters/{cluster_id}", {
      path,
      body: { name: "production", ha: false },
    });
    await expect(request).rejects.toBeInstanceOf(UnprocessableError);
  });

  it("lose a tag that is deleted", async () => {
    const { client } = await connect();
    const node_pools = [{ ...workers, tags: ["web", "batch"] }];
    const { path } = await create(client, { tags: ["web"], node_pools });
    await client.request("DELETE /v2/tags/{tag_id}", { path: { tag_id: "web" } });
    const cluster = await read(client, path);
    const own = ["k8s", `k8s:${path.cluster_id}`];
    expect(cluster.tags).toEqual(own);
    expect(cluster.node_pools[0]?.tags).toEqual(["batch", ...own, "k8s:worker"]);
  });

  it("isolate their workers where a NAT gateway leads out", async () => {
    const { client, simulator } = await connect();
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3" });
    const gateway = { name: "out", type: "PUBLIC", region: "nyc3", size: 1, vpcs: [{ vpc_uuid: vpc.id }] } as const;
    await client.natGateways.create({ ...gateway, vpcs: [...gateway.vpcs] });
    await create(client, { isolated_workers: true, vpc_uuid: vpc.id });
    simulator.clock.advance(4 * MINUTE);
    const [droplet] = await client.droplets.list({ tag_name: "k8s" }).all();
    expect(droplet?.networks?.v4?.map(({ type }) => type)).toEqual(["private"]);
  });

  it("have the plugin for the GPUs of their nodes", async () => {
    const { client } = await connect();
    const node_pools = [{ ...workers, size: "gpu-h100x1-80gb" }];
    const { cluster } = await create(client, { node_pools, region: "tor1" });
    expect(cluster).toMatchObject({
      nvidia_gpu_device_plugin: { enabled: true },
      amd_gpu_device_plugin: { enabled: false },
    });
  });

  it("are upgraded patch by patch, then to the next minor version", async () => {
    const { client, simulator } = await connect();
    const { path } = await create(client, { version: "1.34.10-do.0" });
    const upgrade = (version: string) =>
      client.request("POST /v2/kubernetes/clusters/{cluster_id}/upgrade", { path, body: { version } });
    await expect(upgrade("1.35")).rejects.toThrow(/provisioning/);
    simulator.clock.advance(4 * MINUTE);
    const offered = async () => {
      const answer = await client.request("GET /v2/kubernetes/clusters/{cluster_id}/upgrades", { path });
      return answer.available_upgrade_versions?.map(({ slug }) => slug);
    };
    expect(await offered()).toEqual(["1.35.7-do.0"]);
    await expect(upgrade("1.36")).rejects.toThrow(/can not be upgraded/);
    await expect(upgrade("1.0.0-do.0")).rejects.toThrow("validation error: invalid version slug");
    await upgrade("1.35.7-do.0");
    expect(await read(client, path)).toMatchObject({ version: "1.34.10-do.0", status: { state: "upgrading" } });
    simulator.clock.advance(10 * MINUTE);
    expect(await read(client, path)).toMatchObject({ version: "1.35.7-do.0", status: { state: "running" } });
    await upgrade("latest");
    simulator.clock.advance(10 * MINUTE);
    expect(await offered()).toBeUndefined();
  });

  it("are deleted with their nodes; until then they hold their VPC", async () => {
    const { client, simulator } = await connect();
    await client.vpcs.create({ name: "first", region: "nyc3" });
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3" });
    const { path } = await create(client, { vpc_uuid: vpc.id });
    simulator.clock.advance(4 * MINUTE);
    await client.request("DELETE /v2/kubernetes/clusters/{cluster_id}", { path });
    expect((await read(client, path)).status?.state).toBe("deleting");
    await expect(vpc.delete()).rejects.toBeInstanceOf(ConflictError);
    await expect(client.request("DELETE /v2/kubernetes/clusters/{cluster_id}", { path })).rejects.toThrow(
      /not be found/,
    );
    simulator.clock.advance(MINUTE);
    await expect(read(client, path)).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.droplets.list().all()).toEqual([]);
    await vpc.delete();
  });

  it("are refused by what is wrong with them, and nothing is made", async () => {
    const { client } = await connect();
    const refused: [Partial<ClusterInput>, string][] = [
      [{ version: "1.2.3-do.0" }, "validation error: invalid version slug"],
      [{ region: "moon1" }, "invalid region slug"],
      [{ node_pools: [{ ...workers, size: "s-64vcpu" }] }, "invalid droplet size"],
      [{ node_pools: [{ ...workers, size: "s-1vcpu-1gb" }] }, "invalid droplet size"],
      [{ node_pools: [{ ...workers, size: "gpu-h100x1-80gb" }], region: "blr1" }, "is not available in blr1"],
      [{ node_pools: [] }, "at least one node pool"],
      [{ node_pools: [{ ...workers, count: 0 }] }, "at least one node"],
      [{ node_pools: [workers, workers] }, "a node pool named workers already"],
      [{ node_pools: [{ ...workers, count: 26 }] }, "will exceed your droplet limit"],
      [{ name: "Prod_1" }, "invalid cluster name"],
      [{ vpc_uuid: nowhere }, "could not be found"],
      [{ cluster_subnet: "10.244.0.0/16", service_subnet: "10.244.8.0/24" }, "must not overlap"],
      [{ cluster_subnet: "192.0.2.0/24" }, "must be a private network"],
      [{ worker_subnet_uuid: nowhere }, "needs vpc_uuid"],
      [{ isolated_workers: true }, "need a NAT gateway"],
      [{ maintenance_policy: { start_time: "24:00" } }, "must be HH:MM"],
      [{ sso: { enabled: true } }, "needs issuer_url and client_id"],
      [{ control_plane_firewall: { enabled: true, allowed_addresses: ["1.2.3"] } }, "not an IPv4 address"],
    ];
    for (const [wrong, reason] of refused) {
      const error: unknown = await create(client, wrong).catch((problem: unknown) => problem);
      expect(error).toBeInstanceOf(UnprocessableError);
      expect(String(error)).toContain(reason);
    }
    expect(await client.paginate("GET /v2/kubernetes/clusters").all()).toEqual([]);
    expect(await client.droplets.list().all()).toEqual([]);
    await create(client);
    await expect(create(client)).rejects.toThrow(/a cluster with this name already exists/);
  });

  it("tell what went wrong, since when", async () => {
    const failing = { "kubernetes_cluster.create": { after: MINUTE, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    const { path } = await create(client);
    simulator.clock.advance(MINUTE);
    expect((await read(client, path)).status).toEqual({
      state: "error",
      message: "The cluster could not be provisioned.",
    });
    const messages = async (since?: string) => {
      const query = since === undefined ? {} : { since };
      const route = "GET /v2/kubernetes/clusters/{cluster_id}/status_messages";
      return (await client.request(route, { path, query })).messages;
    };
    const all = await messages();
    expect(all).toEqual([{ message: "The cluster could not be provisioned.", timestamp: "2026-11-20T12:01:00Z" }]);
    expect(await messages("2026-11-20T12:01:00Z")).toEqual(all);
    expect(await messages("2026-11-20T12:01:01Z")).toEqual([]);
  });

  it("run after so many reads", async () => {
    const lifecycles = { "kubernetes_cluster.create": afterReads(2) };
    const { client } = await connect({ simulator: { lifecycles } });
    const { path } = await create(client);
    const states = [await read(client, path), await read(client, path), await read(client, path)];
    expect(states.map(({ status }) => status?.state)).toEqual(["provisioning", "provisioning", "running"]);
  });
});
