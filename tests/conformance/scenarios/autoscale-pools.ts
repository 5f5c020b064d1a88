import type { Scenario } from "../api.js";
import { plain } from "./droplets.js";

const body = {
  name: "web",
  config: { target_number_instances: 2 },
  droplet_template: { ...plain, ssh_keys: [], tags: ["pool"] },
};
const utilization = { target_cpu_utilization: 0.5, target_memory_utilization: 0.5, cooldown_minutes: 10 };

export const autoscalePools: Scenario = async ({ call, refused, wait }) => {
  const { vpc } = await call("POST /v2/vpcs", { body: { name: "inside", region: plain.region } });
  const { project } = await call("GET /v2/projects/default");
  const network = { vpc_uuid: vpc.id, ipv6: true, public_networking: true };
  const more = { name: "member", project_id: project.id, with_droplet_agent: true, user_data: "#cloud-config" };
  const dynamic = {
    ...body,
    config: { min_instances: 1, max_instances: 3, ...utilization },
    droplet_template: { ...body.droplet_template, ...network, ...more },
  };

  const { autoscale_pool } = await call("POST /v2/droplets/autoscale", { body });
  const path = { autoscale_pool_id: autoscale_pool.id };
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}/members", { path });
  wait();
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}", { path });
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}/members", { path });
  await call("PUT /v2/droplets/autoscale/{autoscale_pool_id}", { path, body: dynamic });
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}/history", { path });
  wait();
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}/history", { path });
  await call("GET /v2/droplets/autoscale");
  await call("DELETE /v2/droplets/autoscale/{autoscale_pool_id}", { path });
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}", { path });
  wait();
  await refused(404, "GET /v2/droplets/autoscale/{autoscale_pool_id}", { path });

  const second = await call("POST /v2/droplets/autoscale", { body: dynamic });
  await call("DELETE /v2/droplets/autoscale/{autoscale_pool_id}/dangerous", {
    path: { autoscale_pool_id: second.autoscale_pool.id },
    headers: { "x-dangerous": "true" },
  });
};
