import type { Scenario } from "../api.js";
import { newDroplet, plain } from "./droplets.js";

const rule = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 };
const image = { name: "base", url: "https://nowhere.invalid/base.qcow2", region: "nyc3", distribution: "Debian" };

/** What everything looks like that has come to nothing. */
export const failures: Scenario = async (api) => {
  const { call, wait, simulator } = api;
  const droplet_id = await newDroplet(api);
  const { volume } = await call("POST /v2/volumes", { body: { name: "data", size_gigabytes: 10, region: "nyc3" } });
  const { vpcs } = await call("GET /v2/vpcs");
  const other = await call("POST /v2/vpcs", { body: { name: "db", region: "ams3" } });
  const vpc_ids = [vpcs[0]?.id, other.vpc.id];
  const pool = { name: "pool", config: { target_number_instances: 1 }, droplet_template: { ...plain, ssh_keys: [] } };
  const gateway = { name: "out", type: "PUBLIC", region: "nyc3", size: 1, vpcs: [{ vpc_uuid: vpc_ids[0] }] };
  const app = { name: "shop", workers: [{ name: "queue", git: { repo_clone_url: "https://nowhere.invalid/queue" } }] };
  const line = { connection_bandwidth_in_mbps: 1000, naas_provider: "megaport" };
  const attachment = { name: "office", region: "nyc", vpc_ids: [vpc_ids[0]], ...line };

  simulator.faults.add({ effect: { type: "errored" } });
  await call("POST /v2/droplets", { body: { ...plain, name: "web-2" } });
  await call("POST /v2/droplets/{droplet_id}/actions", { path: { droplet_id }, body: { type: "reboot" } });
  wait();
  const attach = { type: "attach", droplet_id, region: "nyc3" };
  await call("POST /v2/volumes/{volume_id}/actions", { path: { volume_id: volume.id }, body: attach });
  await call("POST /v2/reserved_ips", { body: { region: "nyc3" } });
  await call("POST /v2/images", { body: image });
  await call("POST /v2/certificates", { body: { name: "web", type: "lets_encrypt", dns_names: ["example.com"] } });
  await call("POST /v2/load_balancers", { body: { name: "front", region: "nyc3", forwarding_rules: [rule] } });
  const ping = { protocol: "icmp", destinations: { addresses: ["0.0.0.0/0"] } };
  await call("POST /v2/firewalls", { body: { name: "open", droplet_ids: [droplet_id], outbound_rules: [ping] } });
  await call("POST /v2/vpc_nat_gateways", { body: gateway });
  await call("POST /v2/vpc_peerings", { body: { name: "web-db", vpc_ids } });
  await call("POST /v2/droplets/autoscale", { body: pool });
  await call("POST /v2/apps", { body: { spec: app } });
  await call("POST /v2/partner_network_connect/attachments", { body: attachment });
  const share = { name: "data", size_gib: 50, region: "nyc3", vpc_ids: vpc_ids.slice(0, 1) };
  await call("POST /v2/nfs", { body: share });
  const prefix = { prefix: "203.0.113.0/24", region: "nyc3", signature: "made-up" };
  await call("POST /v2/byoip_prefixes", { body: prefix });
  wait();

  await call("GET /v2/actions");
  await call("GET /v2/droplets");
  await call("GET /v2/volumes");
  await call("GET /v2/reserved_ips");
  await call("GET /v2/images", { query: { private: true } });
  await call("GET /v2/certificates");
  await call("GET /v2/load_balancers");
  await call("GET /v2/firewalls");
  await call("GET /v2/vpc_nat_gateways");
  await call("GET /v2/vpc_peerings");
  await call("GET /v2/apps");
  await call("GET /v2/partner_network_connect/attachments");
  await call("GET /v2/nfs");
  await call("GET /v2/byoip_prefixes");
  const { autoscale_pools } = await call("GET /v2/droplets/autoscale");
  const path = { autoscale_pool_id: autoscale_pools[0]?.id };
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}/history", { path });
  await call("GET /v2/droplets/autoscale/{autoscale_pool_id}/members", { path });
};
