import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";
import { newLoadBalancer } from "./load-balancers.js";

const ssh = { protocol: "tcp", ports: "22", sources: { addresses: ["192.0.2.0/24", "2001:db8::/32"] } };
const web = { protocol: "tcp", ports: "80", sources: { tags: ["front"] } };
const out = { protocol: "udp", ports: "all", destinations: { addresses: ["0.0.0.0/0"] } };
const ping = { protocol: "icmp", destinations: { addresses: ["0.0.0.0/0"] } };

export const firewalls: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const droplet_ids = [await newDroplet(api)];
  for (const name of ["front", "web"]) await call("POST /v2/tags", { body: { name } });
  const others = { tags: ["front"], droplet_ids, load_balancer_uids: [await newLoadBalancer(api)] };
  const among = [
    { protocol: "tcp", ports: "443", sources: others },
    { protocol: "tcp", ports: "443", destinations: others },
  ];
  const body = { name: "office", inbound_rules: [ssh, among[0]], outbound_rules: [out, ping, among[1]] };
  const { firewall } = await call("POST /v2/firewalls", { body: { ...body, droplet_ids } });
  const path = { firewall_id: firewall.id };
  await call("GET /v2/firewalls/{firewall_id}", { path });
  wait();
  await call("GET /v2/firewalls/{firewall_id}", { path });
  await call("POST /v2/firewalls/{firewall_id}/rules", { path, body: { inbound_rules: [web] } });
  await call("DELETE /v2/firewalls/{firewall_id}/rules", { path, body: { outbound_rules: [ping] } });
  await call("POST /v2/firewalls/{firewall_id}/tags", { path, body: { tags: ["web"] } });
  await call("GET /v2/firewalls");
  await call("DELETE /v2/firewalls/{firewall_id}/tags", { path, body: { tags: ["web"] } });
  await call("DELETE /v2/firewalls/{firewall_id}/droplets", { path, body: { droplet_ids } });
  await call("POST /v2/firewalls/{firewall_id}/droplets", { path, body: { droplet_ids } });
  await call("PUT /v2/firewalls/{firewall_id}", { path, body: { ...body, name: "home" } });
  await refused(422, "POST /v2/firewalls", {
    body: { ...body, inbound_rules: [{ ...ssh, sources: { addresses: ["nowhere"] } }] },
  });
  await call("DELETE /v2/firewalls/{firewall_id}", { path });
  await refused(404, "GET /v2/firewalls/{firewall_id}", { path });
};
