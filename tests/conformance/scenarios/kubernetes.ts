import type { Api, Scenario } from "../api.js";

const workers = { name: "workers", size: "s-2vcpu-4gb", count: 2 };
const plain = { name: "prod", region: "nyc3", version: "1.34", node_pools: [workers] };

/** The id of a cluster that is running. */
async function newCluster({ call, wait }: Api, wanted: object = {}): Promise<string> {
  const { kubernetes_cluster } = await call("POST /v2/kubernetes/clusters", { body: { ...plain, ...wanted } });
  wait();
  return kubernetes_cluster.id ?? "";
}

export const kubernetesClusters: Scenario = async (api) => {
  const { call, refused, wait } = api;
  await call("GET /v2/kubernetes/options");
  await refused(422, "POST /v2/kubernetes/clusters", { body: { ...plain, version: "1.2.3-do.0" } });
  const body = { ...plain, tags: ["web"], maintenance_policy: { start_time: "12:00", day: "monday" } };
  const { kubernetes_cluster } = await call("POST /v2/kubernetes/clusters", { body });
  const path = { cluster_id: kubernetes_cluster.id };
  await call("GET /v2/kubernetes/clusters/{cluster_id}", { path });
  wait();
  await call("GET /v2/kubernetes/clusters/{cluster_id}", { path });
  await call("GET /v2/kubernetes/clusters/{cluster_id}/status_messages", { path });
  await call("GET /v2/kubernetes/clusters/{cluster_id}/kubeconfig", { path });
  await call("GET /v2/kubernetes/clusters/{cluster_id}/credentials", { path, query: { expiry_seconds: 60 } });
  await call("GET /v2/kubernetes/clusters/{cluster_id}/user", { path });

  const sso = { enabled: true, issuer_url: "https://sso.example.com", client_id: "doapi" };
  const control_plane_firewall = { enabled: true, allowed_addresses: ["192.0.2.0/24"] };
  const settings = { auto_upgrade: true, ha: true, sso, control_plane_firewall };
  await call("PUT /v2/kubernetes/clusters/{cluster_id}", { path, body: { name: "production", ...settings } });
  await call("GET /v2/kubernetes/clusters/{cluster_id}/kubeconfig", { path, query: { type: "sso" } });

  const cluster_uuids = [kubernetes_cluster.id];
  await call("POST /v2/kubernetes/registry", { body: { cluster_uuids } });
  await call("POST /v2/kubernetes/registries", { body: { cluster_uuids, registries: ["one", "two"] } });
  await call("DELETE /v2/kubernetes/registries", { body: { cluster_uuids, registries: ["two"] } });
  await call("GET /v2/kubernetes/clusters");
  await call("DELETE /v2/kubernetes/registry", { body: { cluster_uuids } });

  await call("POST /v2/kubernetes/clusters/{cluster_id}/clusterlint", { path, body: { include_groups: ["basic"] } });
  wait();
  await call("GET /v2/kubernetes/clusters/{cluster_id}/clusterlint", { path });

  await call("GET /v2/kubernetes/clusters/{cluster_id}/upgrades", { path });
  await call("POST /v2/kubernetes/clusters/{cluster_id}/upgrade", { path, body: { version: "1.35.7-do.0" } });
  await call("GET /v2/kubernetes/clusters/{cluster_id}", { path });
  wait();
  await call("DELETE /v2/kubernetes/clusters/{cluster_id}", { path });
  await call("GET /v2/kubernetes/clusters/{cluster_id}", { path });
  wait();
  await refused(404, "GET /v2/kubernetes/clusters/{cluster_id}", { path });
};

export const kubernetesNodePools: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const cluster_id = await newCluster(api);
  const body = {
    name: "scaling",
    size: "s-2vcpu-4gb",
    count: 1,
    tags: ["batch"],
    labels: { purpose: "batch" },
    taints: [{ key: "batch", value: "yes", effect: "NoSchedule" }],
    auto_scale: true,
    min_nodes: 1,
    max_nodes: 3,
  };
  const { node_pool } = await call("POST /v2/kubernetes/clusters/{cluster_id}/node_pools", {
    path: { cluster_id },
    body,
  });
  const path = { cluster_id, node_pool_id: node_pool.id };
  wait();
  await call("GET /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}", { path });
  const larger = await call("PUT /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}", {
    path,
    body: { name: "scaling", count: 3 },
  });
  const [one, two] = larger.node_pool.nodes ?? [];
  await call("DELETE /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}/nodes/{node_id}", {
    path: { ...path, node_id: one?.id },
    query: { replace: 1 },
  });
  await call("POST /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}/recycle", {
    path,
    body: { nodes: [two?.id] },
  });
  await call("GET /v2/kubernetes/clusters/{cluster_id}/node_pools", { path });
  wait();
  await call("DELETE /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}", { path });
  wait();
  await refused(404, "GET /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}", { path });
};

/** With what was made for them. */
export const kubernetesDeletion: Scenario = async (api) => {
  const { call } = api;
  for (const name of ["all", "some"]) {
    const cluster_id = await newCluster(api, { name });
    const path = { cluster_id };
    const tag = `k8s:${cluster_id}`;
    const disk = { name: `disk-${name}`, region: "nyc3", size_gigabytes: 10, tags: [tag] };
    const { volume } = await call("POST /v2/volumes", { body: disk });
    const kept = { name: `kept-${name}`, tags: [tag] };
    await call("POST /v2/volumes/{volume_id}/snapshots", { path: { volume_id: volume.id }, body: kept });
    const rule = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 30_080 };
    const front = { name: `front-${name}`, region: "nyc3", tag, forwarding_rules: [rule] };
    await call("POST /v2/load_balancers", { body: front });
    await call("GET /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources", { path });
    if (name === "all") {
      await call("DELETE /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources/dangerous", { path });
    } else {
      const body = { volumes: [volume.id] };
      await call("DELETE /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources/selective", {
        path,
        body,
      });
    }
    api.wait();
  }
};
