import { type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import type { KubernetesNodePoolInput } from "@doapi/client/wire";
import type { Simulator } from "@doapi/simulator";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const MINUTE = 60_000;
const workers = { name: "workers", size: "s-2vcpu-4gb", count: 2 };
const nowhere = "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a";

const POOLS = "/v2/kubernetes/clusters/{cluster_id}/node_pools";
const POOL = `${POOLS}/{node_pool_id}` as const;
const NODE = `${POOL}/nodes/{node_id}` as const;

interface PoolPath {
  readonly cluster_id: string;
  readonly node_pool_id: string;
}

/** A running cluster with one pool. */
async function running(client: DigitalOcean, simulator: Simulator, pool: KubernetesNodePoolInput = workers) {
  const body = { name: "prod", region: "nyc3", version: "latest", node_pools: [pool] };
  const { kubernetes_cluster: cluster } = await client.request("POST /v2/kubernetes/clusters", { body });
  simulator.clock.advance(4 * MINUTE);
  return { cluster_id: cluster.id ?? "", node_pool_id: cluster.node_pools[0]?.id ?? "" };
}

async function read(client: DigitalOcean, path: PoolPath) {
  return (await client.request(`GET ${POOL}`, { path })).node_pool;
}

async function states(client: DigitalOcean, path: PoolPath) {
  return (await read(client, path)).nodes?.map(({ status }) => status?.state);
}

async function ids(client: DigitalOcean, path: PoolPath) {
  return (await read(client, path)).nodes?.map(({ id = "" }) => id) ?? [];
}

bothWays("Kubernetes node pools", (connect) => {
  it("are added, changed, scaled and deleted", async () => {
    const { client, simulator } = await connect();
    const { cluster_id } = await running(client, simulator);
    const body = {
      ...workers,
      name: "batch",
      tags: ["batch"],
      labels: { purpose: "batch" },
      taints: [{ key: "batch", value: "yes", effect: "NoSchedule" as const }],
    };
    const { node_pool } = await client.request(`POST ${POOLS}`, { path: { cluster_id }, body });
    const { tags, ...rest } = body;
    expect(node_pool).toMatchObject(rest);
    expect(node_pool.tags).toEqual([...tags, "k8s", `k8s:${cluster_id}`, "k8s:worker"]);
    const path = { cluster_id, node_pool_id: node_pool.id ?? "" };
    simulator.clock.advance(2 * MINUTE);
    expect(await states(client, path)).toEqual(["running", "running"]);
    const list = await client.request(`GET ${POOLS}`, { path: { cluster_id } });
    expect(list.node_pools.map(({ name }) => name)).toEqual(["workers", "batch"]);

    const grown = await client.request(`PUT ${POOL}`, { path, body: { name: "jobs", count: 3 } });
    expect(grown.node_pool).toMatchObject({ ...rest, name: "jobs", count: 3 });
    expect(await states(client, path)).toEqual(["running", "running", "provisioning"]);
    simulator.clock.advance(2 * MINUTE);
    await client.request(`PUT ${POOL}`, { path, body: { name: "jobs", count: 1 } });
    expect(await states(client, path)).toEqual(["running", "draining", "draining"]);
    simulator.clock.advance(30_000);
    expect(await states(client, path)).toEqual(["running", "deleting", "deleting"]);
    simulator.clock.advance(10_000);
    expect(await states(client, path)).toEqual(["running"]);
    expect(await client.droplets.list({ tag_name: "batch" }).all()).toHaveLength(1);

    await client.request(`DELETE ${POOL}`, { path });
    expect(await states(client, path)).toEqual(["draining"]);
    simulator.clock.advance(MINUTE);
    await expect(read(client, path)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("scale within their bounds", async () => {
    const { client, simulator } = await connect();
    const scaling = { ...workers, auto_scale: true, min_nodes: 1, max_nodes: 3 };
    const path = await running(client, simulator, scaling);
    expect(await read(client, path)).toMatchObject(scaling);
    const update = (body: object) =>
      client.request(`PUT ${POOL}`, { path, body: { name: "workers", count: 9, ...body } });
    expect((await update({})).node_pool.count).toBe(3);
    expect((await update({ count: 0 })).node_pool.count).toBe(1);
    await expect(update({ min_nodes: 4 })).rejects.toBeInstanceOf(UnprocessableError);
    const fixed = await update({ count: 2, auto_scale: false });
    expect(fixed.node_pool).toMatchObject({ count: 2, auto_scale: false, min_nodes: 0, max_nodes: 0 });
  });

  it("lose single nodes, or replace them", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator);
    const [one = "", two = ""] = await ids(client, path);
    await client.request(`DELETE ${NODE}`, { path: { ...path, node_id: one }, query: { replace: 1 } });
    expect(await states(client, path)).toEqual(["draining", "running", "provisioning"]);
    simulator.clock.advance(2 * MINUTE);
    const [, three = ""] = await ids(client, path);
    expect(await states(client, path)).toEqual(["running", "running"]);
    await client.request(`DELETE ${NODE}`, { path: { ...path, node_id: two }, query: { skip_drain: 1 } });
    expect(await states(client, path)).toEqual(["deleting", "running"]);
    expect((await read(client, path)).count).toBe(1);
    simulator.clock.advance(MINUTE);
    await expect(client.request(`DELETE ${NODE}`, { path: { ...path, node_id: three } })).rejects.toThrow(
      /too few nodes/,
    );

    await client.request(`POST ${POOL}/recycle`, { path, body: { nodes: [three] } });
    simulator.clock.advance(2 * MINUTE);
    expect(await ids(client, path)).not.toContain(three);
    expect(await states(client, path)).toEqual(["running"]);
  });

  it("replace a node whose droplet was destroyed", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator);
    const before = await ids(client, path);
    const [droplet] = await client.droplets.list({ tag_name: "k8s:worker" }).all();
    await droplet?.delete();
    simulator.clock.advance(35_000);
    expect(await states(client, path)).toEqual(["running", "provisioning"]);
    simulator.clock.advance(2 * MINUTE);
    expect(await states(client, path)).toEqual(["running", "running"]);
    expect((await ids(client, path))[0]).toBe(before[1]);
  });

  it("degrade their cluster while a node fails", async () => {
    const failing = { "kubernetes_node.create": { after: MINUTE, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    const path = await running(client, simulator);
    const { kubernetes_cluster } = await client.request("GET /v2/kubernetes/clusters/{cluster_id}", { path });
    expect(kubernetes_cluster.status?.state).toBe("degraded");
  });

  it("go when a node that got stuck is taken away again", async () => {
    const failing = { "kubernetes_node.drain": { after: MINUTE, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    const { cluster_id } = await running(client, simulator);
    const body = { ...workers, name: "more", count: 1 };
    const { node_pool } = await client.request(`POST ${POOLS}`, { path: { cluster_id }, body });
    const path = { cluster_id, node_pool_id: node_pool.id ?? "" };
    const [node_id = ""] = await ids(client, path);
    await client.request(`DELETE ${NODE}`, { path: { ...path, node_id }, query: { replace: 1 } });
    simulator.clock.advance(2 * MINUTE);
    expect(await states(client, path)).toEqual(["draining", "running"]);
    await client.request(`DELETE ${NODE}`, { path: { ...path, node_id }, query: { skip_drain: 1 } });
    simulator.clock.advance(MINUTE);
    expect(await states(client, path)).toEqual(["running"]);
  });

  it("are refused by what is wrong with them", async () => {
    const { client, simulator } = await connect();
    const path = await running(client, simulator);
    const add = (wanted: object) =>
      client.request(`POST ${POOLS}`, { path, body: { ...workers, name: "more", ...wanted } });
    const refused: [object, RegExp][] = [
      [{ name: "workers" }, /a node pool named workers already/],
      [{ name: "More" }, /invalid node pool name/],
      [{ size: "s-64vcpu" }, /invalid droplet size/],
      [{ count: 0 }, /at least one node/],
      [{ auto_scale: true, min_nodes: 3, max_nodes: 2 }, /min_nodes/],
      [{ labels: { tier: 1 } }, /values of labels/],
      [{ taints: [{ value: "yes" }] }, /a key and an effect/],
      [{ taints: [{ key: "batch", effect: "Never" }] }, /effect must be one of/],
    ];
    for (const [wrong, reason] of refused) await expect(add(wrong)).rejects.toThrow(reason);
    await expect(client.request(`DELETE ${POOL}`, { path })).rejects.toThrow(/at least one node pool/);
    await expect(read(client, { ...path, node_pool_id: nowhere })).rejects.toBeInstanceOf(NotFoundError);
    const missing = { ...path, node_id: nowhere };
    await expect(client.request(`DELETE ${NODE}`, { path: missing })).rejects.toBeInstanceOf(NotFoundError);
    const recycle = (nodes: string[]) => client.request(`POST ${POOL}/recycle`, { path, body: { nodes } });
    await expect(recycle([nowhere])).rejects.toBeInstanceOf(NotFoundError);
    await expect(recycle([])).rejects.toBeInstanceOf(UnprocessableError);
    expect(await states(client, path)).toEqual(["running", "running"]);
  });
});
