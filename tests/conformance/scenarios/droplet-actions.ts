import type { Scenario } from "../api.js";
import { newDroplet, plain } from "./droplets.js";

const actions = [
  { type: "enable_ipv6" },
  { type: "enable_backups", backup_policy: { plan: "daily", hour: 4 } },
  { type: "change_backup_policy", backup_policy: { plan: "weekly", weekday: "SUN", hour: 8 } },
  { type: "disable_backups" },
  { type: "rename", name: "web-2" },
  { type: "reboot" },
  { type: "password_reset" },
  { type: "power_cycle" },
  { type: "shutdown" },
  { type: "power_on" },
  { type: "power_off" },
  { type: "snapshot", name: "before" },
  { type: "resize", size: "s-2vcpu-2gb", disk: true },
  { type: "rebuild", image: plain.image },
];

const route = "POST /v2/droplets/{droplet_id}/actions";

export const dropletActions: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const droplet_id = await newDroplet(api, { tags: ["web"] });
  const path = { droplet_id };
  for (const body of actions) {
    const { action } = await call(route, { path, body });
    const acted = { ...path, action_id: action.id };
    await call("GET /v2/droplets/{droplet_id}", { path });
    await call("GET /v2/droplets/{droplet_id}/actions/{action_id}", { path: acted });
    wait();
    await call("GET /v2/droplets/{droplet_id}/actions/{action_id}", { path: acted });
    await call("GET /v2/actions/{action_id}", { path: acted });
  }
  await call("GET /v2/droplets/{droplet_id}", { path });
  const { snapshots } = await call("GET /v2/droplets/{droplet_id}/snapshots", { path });
  const image = snapshots?.[0]?.id;
  await call(route, { path, body: { type: "restore", image } });
  await refused(422, route, { path, body: { type: "reboot" } });
  wait();
  const { kernels } = await call("GET /v2/droplets/{droplet_id}/kernels", { path });
  await call(route, { path, body: { type: "change_kernel", kernel: kernels?.[0]?.id } });
  wait();
  await call("GET /v2/droplets/{droplet_id}", { path });
  await call("POST /v2/droplets/actions", { query: { tag_name: "web" }, body: { type: "power_cycle" } });
  await call("GET /v2/droplets/{droplet_id}/actions", { path });
  await call("GET /v2/actions", { query: { per_page: 3, page: 2 } });
};
