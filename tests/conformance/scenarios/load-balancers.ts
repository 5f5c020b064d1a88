import type { Api, Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

const http = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 8080 };
const udp = { entry_protocol: "udp", entry_port: 53, target_protocol: "udp", target_port: 53 };

/** The id of a load balancer that is there and active. */
export async function newLoadBalancer({ call, wait }: Api, wanted: object = {}): Promise<string> {
  const body = { name: "front", region: "nyc3", forwarding_rules: [http], ...wanted };
  const { load_balancer } = await call("POST /v2/load_balancers", { body });
  wait();
  return load_balancer.id ?? "";
}

export const loadBalancers: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const droplet_ids = [await newDroplet(api)];
  const body = { name: "front", region: "nyc3", forwarding_rules: [http], droplet_ids };
  const { load_balancer } = await call("POST /v2/load_balancers", { body });
  const path = { lb_id: load_balancer.id };
  await refused(403, "PUT /v2/load_balancers/{lb_id}", { path, body });
  wait();
  await call("GET /v2/load_balancers/{lb_id}", { path });
  const sticky_sessions = { type: "cookies", cookie_name: "DO-LB", cookie_ttl_seconds: 300 };
  const firewall = { allow: ["cidr:192.0.2.0/24"], deny: ["ip:192.0.2.1"] };
  await call("PUT /v2/load_balancers/{lb_id}", { path, body: { ...body, sticky_sessions, firewall } });
  wait();
  await call("DELETE /v2/load_balancers/{lb_id}/droplets", { path, body: { droplet_ids } });
  wait();
  await call("POST /v2/load_balancers/{lb_id}/droplets", { path, body: { droplet_ids } });
  wait();
  await call("POST /v2/load_balancers/{lb_id}/forwarding_rules", { path, body: { forwarding_rules: [udp] } });
  wait();
  await newLoadBalancer(api, { name: "both", network_stack: "DUALSTACK" });
  await newLoadBalancer(api, { name: "inner", network: "INTERNAL", type: "REGIONAL_NETWORK", forwarding_rules: [udp] });
  await call("GET /v2/load_balancers");
  await call("DELETE /v2/load_balancers/{lb_id}/forwarding_rules", { path, body: { forwarding_rules: [udp] } });
  wait();
  await call("DELETE /v2/load_balancers/{lb_id}", { path });
  await refused(404, "GET /v2/load_balancers/{lb_id}", { path });
};

/** One in front of all regions, which has a cache. */
export const globalLoadBalancer: Scenario = async (api) => {
  const { call, wait } = api;
  const own = { name: "own", type: "lets_encrypt", dns_names: ["www.example.com"] };
  const { certificate } = await call("POST /v2/certificates", { body: own });
  wait();
  const lb_id = await newLoadBalancer(api, {
    type: "GLOBAL",
    region: undefined,
    forwarding_rules: undefined,
    name: "world",
    domains: [{ name: "www.example.com", is_managed: false, certificate_id: certificate.id }],
    target_load_balancer_ids: [await newLoadBalancer(api)],
    glb_settings: {
      target_protocol: "http",
      target_port: 80,
      cdn: { is_enabled: true },
      region_priorities: { nyc3: 1 },
      failover_threshold: 50,
    },
  });
  await call("GET /v2/load_balancers/{lb_id}", { path: { lb_id } });
  await call("DELETE /v2/load_balancers/{lb_id}/cache", { path: { lb_id } });
};
