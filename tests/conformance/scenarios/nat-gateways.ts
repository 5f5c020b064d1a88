import type { Scenario } from "../api.js";
import { network } from "./vpcs.js";

export const natGateways: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const [vpc_uuid] = await network(api);
  const served = [{ vpc_uuid, default_gateway: true }];
  const body = { name: "out", type: "PUBLIC", region: "nyc3", size: 1, vpcs: served };
  const { vpc_nat_gateway } = await call("POST /v2/vpc_nat_gateways", { body });
  const path = { id: vpc_nat_gateway.id };
  await call("GET /v2/vpc_nat_gateways/{id}", { path });
  wait();
  await call("GET /v2/vpc_nat_gateways/{id}", { path });
  await call("PUT /v2/vpc_nat_gateways/{id}", { path, body: { name: "way-out", size: 2 } });
  await call("GET /v2/vpc_nat_gateways");
  await call("GET /v2/vpcs/{vpc_id}/members", { path: { vpc_id: vpc_uuid } });
  await call("DELETE /v2/vpc_nat_gateways/{id}", { path });
  wait();
  await refused(404, "GET /v2/vpc_nat_gateways/{id}", { path });
};
