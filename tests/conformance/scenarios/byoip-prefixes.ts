import type { Scenario } from "../api.js";

export const byoipPrefixes: Scenario = async ({ call, refused, wait }) => {
  const body = { prefix: "203.0.113.0/24", region: "nyc3", signature: "made-up" };
  const { byoip_prefix } = await call("POST /v2/byoip_prefixes", { body });
  await refused(409, "POST /v2/byoip_prefixes", { body });
  const path = { byoip_prefix_uuid: byoip_prefix.uuid };
  wait();
  await call("PATCH /v2/byoip_prefixes/{byoip_prefix_uuid}", { path, body: { advertise: true } });
  await call("GET /v2/byoip_prefixes/{byoip_prefix_uuid}", { path });
  await call("GET /v2/byoip_prefixes/{byoip_prefix_uuid}/ips", { path });
  await call("GET /v2/byoip_prefixes");
  await call("DELETE /v2/byoip_prefixes/{byoip_prefix_uuid}", { path });
  wait();
  await refused(404, "GET /v2/byoip_prefixes/{byoip_prefix_uuid}", { path });
};
