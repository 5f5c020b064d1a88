import { type DigitalOcean, NotFoundError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const ALL = "/v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources";
const rule = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 30_080 } as const;

/** A cluster with what its workload would have made: a disk, a snapshot of it, and a load balancer. */
async function used(client: DigitalOcean) {
  const node_pools = [{ name: "workers", size: "s-2vcpu-4gb", count: 1 }];
  const body = { name: "prod", region: "nyc3", version: "latest", node_pools };
  const { kubernetes_cluster } = await client.request("POST /v2/kubernetes/clusters", { body });
  const cluster_id = kubernetes_cluster.id ?? "";
  const tags = [`k8s:${cluster_id}`];
  const volume = await client.volumes.create({ name: "pvc-1", region: "nyc3", size_gigabytes: 10, tags });
  const path = { volume_id: volume.id };
  const { snapshot } = await client.request("POST /v2/volumes/{volume_id}/snapshots", {
    path,
    body: { name: "kept", tags },
  });
  const front = { name: "front", region: "nyc3" as const, tag: `k8s:${cluster_id}`, forwarding_rules: [rule] };
  const loadBalancer = await client.loadBalancers.create(front);
  await client.volumes.create({ name: "other", region: "nyc3", size_gigabytes: 10 });
  return {
    path: { cluster_id },
    associated: {
      load_balancers: [{ id: loadBalancer.id, name: "front" }],
      volumes: [{ id: volume.id, name: "pvc-1" }],
      volume_snapshots: [{ id: snapshot?.id, name: "kept" }],
    },
  };
}

async function names(client: DigitalOcean) {
  const volumes = await client.volumes.list().all();
  const loadBalancers = await client.loadBalancers.list().all();
  const snapshots = await client.snapshots.list().all();
  return [...volumes, ...loadBalancers, ...snapshots].map(({ name }) => name);
}

bothWays("what was made for a Kubernetes cluster", (connect) => {
  it("is listed, and stays when the cluster is deleted", async () => {
    const { client, simulator } = await connect();
    const { path, associated } = await used(client);
    expect(await client.request(`GET ${ALL}`, { path })).toEqual(associated);
    await client.request("DELETE /v2/kubernetes/clusters/{cluster_id}", { path });
    simulator.clock.advance(60_000);
    expect(await names(client)).toEqual(["pvc-1", "other", "front", "kept"]);
  });

  it("goes with the cluster", async () => {
    const { client, simulator } = await connect();
    const { path } = await used(client);
    await client.request(`DELETE ${ALL}/dangerous`, { path });
    simulator.clock.advance(60_000);
    expect(await names(client)).toEqual(["other"]);
    await expect(client.request(`GET ${ALL}`, { path })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("goes as far as it is named; what is not the cluster's is refused", async () => {
    const { client, simulator } = await connect();
    const { path, associated } = await used(client);
    const other = await client.volumes.find({ name: "other" });
    const foreign = client.request(`DELETE ${ALL}/selective`, { path, body: { volumes: [other.id] } });
    await expect(foreign).rejects.toBeInstanceOf(NotFoundError);
    const volumes = associated.volumes.map(({ id }) => id);
    await client.request(`DELETE ${ALL}/selective`, { path, body: { volumes } });
    simulator.clock.advance(60_000);
    expect(await names(client)).toEqual(["other", "front", "kept"]);
  });

  it("stays when the deletion fails, and the cluster can be deleted once more", async () => {
    const failing = { "kubernetes_cluster.delete": { after: 5_000, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    const { path } = await used(client);
    await client.request(`DELETE ${ALL}/dangerous`, { path });
    simulator.clock.advance(60_000);
    const { kubernetes_cluster } = await client.request("GET /v2/kubernetes/clusters/{cluster_id}", { path });
    expect(kubernetes_cluster.status).toEqual({ state: "error", message: "The cluster could not be deleted." });
    expect(await names(client)).toHaveLength(4);
    await client.request("DELETE /v2/kubernetes/clusters/{cluster_id}", { path });
  });
});
