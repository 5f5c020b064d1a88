import type { Api, Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

/** Three VPCs: the default one of its region, which cannot be deleted, and two that can be connected. */
export async function network({ call }: Api): Promise<[string, string]> {
  await call("POST /v2/vpcs", { body: { name: "first", region: "nyc3" } });
  const ids = [];
  for (const [name, region] of [
    ["web", "nyc3"],
    ["db", "ams3"],
  ]) {
    const { vpc } = await call("POST /v2/vpcs", { body: { name, region, description: "of the shop" } });
    ids.push(vpc.id ?? "");
  }
  return ids as [string, string];
}

export const vpcs: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const [vpc_id] = await network(api);
  const path = { vpc_id };
  await newDroplet(api, { vpc_uuid: vpc_id });
  await call("GET /v2/vpcs/{vpc_id}", { path });
  await call("GET /v2/vpcs");
  await call("GET /v2/vpcs/{vpc_id}/members", { path });
  await call("PUT /v2/vpcs/{vpc_id}", { path, body: { name: "web-1", description: "changed" } });
  await call("PATCH /v2/vpcs/{vpc_id}", { path, body: { name: "web-2" } });
  await refused(409, "DELETE /v2/vpcs/{vpc_id}", { path });
  const { droplets } = await call("GET /v2/droplets");
  await call("DELETE /v2/droplets/{droplet_id}", { path: { droplet_id: droplets?.[0]?.id } });
  wait();
  await call("DELETE /v2/vpcs/{vpc_id}", { path });
  await refused(404, "GET /v2/vpcs/{vpc_id}", { path });
};
