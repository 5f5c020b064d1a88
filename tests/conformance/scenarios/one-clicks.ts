import type { Scenario } from "../api.js";

export const oneClicks: Scenario = async ({ call }) => {
  await call("GET /v2/1-clicks");
  await call("GET /v2/1-clicks", { query: { type: "droplet" } });
  const pool = { size: "s-2vcpu-4gb", count: 1, name: "workers" };
  const cluster = { name: "one", region: "nyc3", version: "latest", node_pools: [pool] };
  const { kubernetes_cluster } = await call("POST /v2/kubernetes/clusters", { body: cluster });
  const body = { addon_slugs: ["monitoring"], cluster_uuid: kubernetes_cluster.id };
  await call("POST /v2/1-clicks/kubernetes", { body });
};
