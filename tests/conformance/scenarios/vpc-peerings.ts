import type { Scenario } from "../api.js";
import { network } from "./vpcs.js";

export const vpcPeerings: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const vpc_ids = await network(api);
  const { vpc_peering } = await call("POST /v2/vpc_peerings", { body: { name: "web-db", vpc_ids } });
  const path = { vpc_peering_id: vpc_peering.id };
  wait();
  await call("GET /v2/vpc_peerings/{vpc_peering_id}", { path });
  await call("PATCH /v2/vpc_peerings/{vpc_peering_id}", { path, body: { name: "db-web" } });
  await call("GET /v2/vpc_peerings");
  await call("DELETE /v2/vpc_peerings/{vpc_peering_id}", { path });
  wait();
  await refused(404, "GET /v2/vpc_peerings/{vpc_peering_id}", { path });

  const [vpc_id, other] = vpc_ids;
  const body = { name: "web-db", vpc_id: other };
  const { peering } = await call("POST /v2/vpcs/{vpc_id}/peerings", { path: { vpc_id }, body });
  wait();
  await call("GET /v2/vpcs/{vpc_id}/peerings", { path: { vpc_id } });
  const both = { vpc_id, vpc_peering_id: peering.id };
  await call("PATCH /v2/vpcs/{vpc_id}/peerings/{vpc_peering_id}", { path: both, body: { name: "db-web" } });
};
