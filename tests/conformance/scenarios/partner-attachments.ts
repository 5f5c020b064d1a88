import type { Scenario } from "../api.js";
import { network } from "./vpcs.js";

const bgp = {
  local_router_ip: "169.254.1.1/29",
  peer_router_ip: "169.254.1.6/29",
  peer_router_asn: 64_600,
  auth_key: "k",
};

export const partnerAttachments: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const [vpc_id] = await network(api);
  const plain = { region: "nyc", connection_bandwidth_in_mbps: 1000, naas_provider: "megaport", vpc_ids: [vpc_id] };
  const { partner_attachment } = await call("POST /v2/partner_network_connect/attachments", {
    body: { ...plain, name: "office" },
  });
  const path = { pa_id: partner_attachment.id };
  await call("GET /v2/partner_network_connect/attachments/{pa_id}/service_key", { path });
  wait();
  const child = await call("POST /v2/partner_network_connect/attachments", {
    body: { ...plain, name: "office.2", parent_uuid: path.pa_id, bgp, redundancy_zone: "MEGAPORT_RED" },
  });
  await call("GET /v2/partner_network_connect/attachments/{pa_id}", { path });
  await call("GET /v2/partner_network_connect/attachments");
  for (const body of [{ name: "branch" }, { vpc_ids: [vpc_id] }, { bgp }]) {
    await call("PATCH /v2/partner_network_connect/attachments/{pa_id}", { path, body });
  }
  await call("POST /v2/partner_network_connect/attachments/{pa_id}/service_key", { path });
  await call("GET /v2/partner_network_connect/attachments/{pa_id}/service_key", { path });
  await call("GET /v2/partner_network_connect/attachments/{pa_id}/bgp_auth_key", { path });
  await call("GET /v2/partner_network_connect/attachments/{pa_id}/remote_routes", { path, query: { per_page: 2 } });
  await refused(409, "DELETE /v2/partner_network_connect/attachments/{pa_id}", { path });
  for (const pa_id of [child.partner_attachment.id, path.pa_id]) {
    await call("DELETE /v2/partner_network_connect/attachments/{pa_id}", { path: { pa_id } });
    wait();
  }
  await refused(404, "GET /v2/partner_network_connect/attachments/{pa_id}", { path });
};
