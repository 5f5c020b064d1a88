import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

export const reservedIps: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const droplet_id = await newDroplet(api);
  const other = await call("POST /v2/reserved_ips", { body: { droplet_id } });
  await call("GET /v2/reserved_ips/{reserved_ip}", { path: { reserved_ip: other.reserved_ip.ip } });
  wait();
  const { reserved_ip } = await call("POST /v2/reserved_ips", { body: { region: "nyc3" } });
  const path = { reserved_ip: reserved_ip.ip };
  for (const body of [{ type: "assign", droplet_id }, { type: "unassign" }]) {
    const { action } = await call("POST /v2/reserved_ips/{reserved_ip}/actions", { path, body });
    await refused(422, "POST /v2/reserved_ips/{reserved_ip}/actions", { path, body });
    wait();
    const acted = { path: { ...path, action_id: action.id } };
    await call("GET /v2/reserved_ips/{reserved_ip}/actions/{action_id}", acted);
    await call("GET /v2/reserved_ips/{reserved_ip}", { path });
  }
  await call("GET /v2/reserved_ips/{reserved_ip}/actions", { path });
  await call("GET /v2/reserved_ips");
  await call("DELETE /v2/reserved_ips/{reserved_ip}", { path });
  await refused(404, "GET /v2/reserved_ips/{reserved_ip}", { path });
};

/** The same collection under the name that it had. */
export const floatingIps: Scenario = async (api) => {
  const { call, wait } = api;
  const droplet_id = await newDroplet(api);
  await call("POST /v2/floating_ips", { body: { droplet_id } });
  wait();
  const { floating_ip } = await call("POST /v2/floating_ips", { body: { region: "nyc3" } });
  const path = { floating_ip: floating_ip.ip };
  for (const body of [{ type: "assign", droplet_id }, { type: "unassign" }]) {
    const { action } = await call("POST /v2/floating_ips/{floating_ip}/actions", { path, body });
    wait();
    const acted = { path: { ...path, action_id: action.id } };
    await call("GET /v2/floating_ips/{floating_ip}/actions/{action_id}", acted);
    await call("GET /v2/floating_ips/{floating_ip}", { path });
  }
  await call("GET /v2/floating_ips/{floating_ip}/actions", { path });
  await call("GET /v2/floating_ips");
  await call("DELETE /v2/floating_ips/{floating_ip}", { path });
};
