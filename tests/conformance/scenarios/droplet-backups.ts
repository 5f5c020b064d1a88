import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

export const dropletBackups: Scenario = async (api) => {
  const weekly = { plan: "weekly", weekday: "MON", hour: 8 };
  const droplet_id = await newDroplet(api, { backups: true, backup_policy: weekly });
  const without = await newDroplet(api);
  await api.call("GET /v2/droplets/{droplet_id}/backups", { path: { droplet_id } });
  await api.call("GET /v2/droplets/{droplet_id}/backups/policy", { path: { droplet_id } });
  await api.call("GET /v2/droplets/{droplet_id}/backups/policy", { path: { droplet_id: without } });
  await api.call("GET /v2/droplets/backups/policies");
};
