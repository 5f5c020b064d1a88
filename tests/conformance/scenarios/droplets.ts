import type { Api, Scenario } from "../api.js";

export const plain = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" };

/** The number of a Droplet that is there and active. */
export async function newDroplet({ call, wait }: Api, wanted: object = {}): Promise<number> {
  const answer = await call("POST /v2/droplets", { body: { ...plain, name: "web-1", ...wanted } });
  if (!("droplet" in answer)) throw new Error("One name makes one Droplet.");
  wait();
  return answer.droplet.id;
}

export const droplets: Scenario = async (api) => {
  const { call, refused, wait } = api;
  await call("GET /v2/droplets");
  const more = { ipv6: true, monitoring: true, backups: true, tags: ["web"], with_droplet_agent: true };
  const droplet_id = await newDroplet(api, more);
  const path = { droplet_id };
  await call("GET /v2/droplets", { query: { per_page: 200 } });
  await call("POST /v2/droplets", { body: { ...plain, names: ["a", "b", "c"], tags: ["many"] } });
  for (const page of [1, 2, 4]) await call("GET /v2/droplets", { query: { per_page: 1, page } });
  wait();
  await call("GET /v2/droplets", { query: { tag_name: "web" } });
  await call("GET /v2/droplets/{droplet_id}", { path });
  await call("GET /v2/droplets/{droplet_id}/kernels", { path });
  await call("GET /v2/droplets/{droplet_id}/neighbors", { path });
  await call("GET /v2/reports/droplet_neighbors_ids");
  await call("POST /v2/firewalls", { body: { name: "open", droplet_ids: [droplet_id], inbound_rules: [ssh] } });
  await call("GET /v2/droplets/{droplet_id}/firewalls", { path });
  await refused(422, "POST /v2/droplets", { body: { ...plain, name: "not a host name" } });
  await call("DELETE /v2/droplets/{droplet_id}", { path });
  await call("DELETE /v2/droplets", { query: { tag_name: "many" } });
  wait();
  await refused(404, "GET /v2/droplets/{droplet_id}", { path });
};

const ssh = { protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } };

export const gpuDroplets: Scenario = async (api) => {
  const { sizes } = await api.call("GET /v2/sizes", { query: { per_page: 200 } });
  const size = sizes.find(({ gpu_info, regions, available }) => gpu_info && available && regions.length > 0);
  if (size === undefined) throw new Error("The catalogue has no GPU to be had.");
  const droplet_id = await newDroplet(api, { size: size.slug, region: size.regions[0], image: "gpu-h100x1-base" });
  await api.call("GET /v2/droplets", { query: { type: "gpus" } });
  await api.call("GET /v2/droplets/{droplet_id}", { path: { droplet_id } });
};
