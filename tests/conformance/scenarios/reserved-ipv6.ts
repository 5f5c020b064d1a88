import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

export const reservedIpv6: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const droplet_id = await newDroplet(api, { ipv6: true });
  const { reserved_ipv6 } = await call("POST /v2/reserved_ipv6", { body: { region_slug: "nyc3" } });
  const path = { reserved_ipv6: reserved_ipv6.ip };
  for (const body of [{ type: "assign", droplet_id }, { type: "unassign" }]) {
    await call("POST /v2/reserved_ipv6/{reserved_ipv6}/actions", { path, body });
    wait();
    await call("GET /v2/reserved_ipv6/{reserved_ipv6}", { path });
    await call("GET /v2/reserved_ipv6");
  }
  await call("DELETE /v2/reserved_ipv6/{reserved_ipv6}", { path });
  await refused(404, "GET /v2/reserved_ipv6/{reserved_ipv6}", { path });
};
