import { randomUUID } from "node:crypto";
import type { VpcNatGatewayGet, VpcNatGatewayUpdate } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { publicAddress } from "./droplet-networks.js";
import {
  natGatewayLabels,
  type NatGatewayRecord,
  NatGateways,
  type NatGatewaySettings,
  type NatGatewayVpc,
  natGatewayView,
} from "./nat-gateway-record.js";
import { joinProject, projectOf } from "./project-membership.js";
import { takeAddress, vpcFor } from "./vpc-record.js";

/** Seconds, where the request names none. */
const TIMEOUT = 30;

const urnOf = (id: string) => `do:nat_gateway:${id}`;

function requireGateway(world: World, id: string): NatGatewayRecord {
  const gateway = world.documents.get(NatGateways, id.toLowerCase());
  if (!gateway) throw notFound(`nat gateway with id ${id} not found`);
  return gateway;
}

/** The API also tells the project, which its document does not name. */
function view(world: World, gateway: NatGatewayRecord): VpcNatGatewayGet & { project_id: string } {
  return { ...natGatewayView(gateway), project_id: projectOf(world, urnOf(gateway.id)) };
}

function settingsOf(world: World, { name, size, ...timeouts }: VpcNatGatewayUpdate, id?: string): NatGatewaySettings {
  if (name.trim() === "") throw unprocessable("name can't be blank.");
  if (!Number.isInteger(size) || size < 1) throw unprocessable("size must be a whole number from 1.");
  const [other] = world.documents.all(NatGateways, { labels: natGatewayLabels({ name }) });
  if (other && other.id !== id) throw unprocessable(`A NAT gateway named ${name} already exists in your account.`);
  return {
    name,
    size,
    udp_timeout_seconds: timeouts.udp_timeout_seconds ?? TIMEOUT,
    icmp_timeout_seconds: timeouts.icmp_timeout_seconds ?? TIMEOUT,
    tcp_timeout_seconds: timeouts.tcp_timeout_seconds ?? TIMEOUT,
  };
}

/** The VPCs of a request; one that the gateway serves already keeps its address. */
function vpcsOf(world: World, wanted: VpcNatGatewayUpdate["vpcs"], { region, vpcs }: Served): NatGatewayVpc[] {
  if (!wanted || wanted.length === 0) throw unprocessable("vpcs must name at least one VPC.");
  return wanted.map(({ vpc_uuid = "", default_gateway = false }) => {
    if (vpc_uuid === "") throw unprocessable("vpcs.vpc_uuid is required.");
    const { id } = vpcFor(world, vpc_uuid, region);
    const known = vpcs.find((vpc) => vpc.vpc_uuid === id);
    return { vpc_uuid: id, gateway_ip: known?.gateway_ip ?? takeAddress(world, id).ip_address, default_gateway };
  });
}

type Served = Pick<NatGatewayRecord, "region" | "vpcs">;

const list: Handler<"GET /v2/vpc_nat_gateways"> = ({ world, query: { state, region, type, name }, page }) => {
  const labels = natGatewayLabels({ state, region, type, name });
  const { items, ...rest } = page(world.documents.find(NatGateways, { labels }));
  return { vpc_nat_gateways: items.map((gateway) => view(world, gateway)), ...rest };
};

const create: Handler<"POST /v2/vpc_nat_gateways"> = ({ world, body }) => {
  const now = timestamp(world.now);
  const gateway: NatGatewayRecord = {
    id: randomUUID(),
    ...settingsOf(world, body),
    type: body.type,
    state: "NEW",
    region: body.region,
    vpcs: vpcsOf(world, body.vpcs, { region: body.region, vpcs: [] }),
    egress: publicAddress(world.nextNumber("network")).ip_address,
    created_at: now,
    updated_at: now,
  };
  world.documents.put(NatGateways, gateway.id, gateway);
  joinProject(world, urnOf(gateway.id), (body as { project_id?: string }).project_id);
  world.schedule("nat_gateway.create", { gateway: gateway.id });
  return { vpc_nat_gateway: view(world, gateway) };
};

const get: Handler<"GET /v2/vpc_nat_gateways/{id}"> = ({ world, path }) => ({
  vpc_nat_gateway: view(world, requireGateway(world, path.id)),
});

const update: Handler<"PUT /v2/vpc_nat_gateways/{id}"> = ({ world, path, body }) => {
  const gateway = requireGateway(world, path.id);
  if (gateway.state !== "ACTIVE") throw unprocessable(`The NAT gateway can't be updated while it is ${gateway.state}.`);
  const updated: NatGatewayRecord = {
    ...gateway,
    ...settingsOf(world, body, gateway.id),
    vpcs: body.vpcs ? vpcsOf(world, body.vpcs, gateway) : gateway.vpcs,
    updated_at: timestamp(world.now),
  };
  world.documents.put(NatGateways, gateway.id, updated);
  return { vpc_nat_gateway: view(world, updated) };
};

const remove: Handler<"DELETE /v2/vpc_nat_gateways/{id}"> = ({ world, path }) => {
  const gateway = requireGateway(world, path.id);
  if (gateway.state === "DELETING") return undefined;
  world.documents.put(NatGateways, gateway.id, { ...gateway, state: "DELETING" });
  world.schedule("nat_gateway.delete", { gateway: gateway.id });
  return undefined;
};

/** One that is being deleted stays so. */
const created: EventHandler = (world, { payload, errored }) => {
  const gateway = world.documents.get(NatGateways, (payload as { gateway: string }).gateway);
  if (gateway?.state !== "NEW") return;
  const updated_at = timestamp(world.now);
  world.documents.put(NatGateways, gateway.id, { ...gateway, state: errored ? "ERROR" : "ACTIVE", updated_at });
};

const deleted: EventHandler = (world, { payload, errored }) => {
  const gateway = world.documents.get(NatGateways, (payload as { gateway: string }).gateway);
  if (gateway && errored) world.documents.put(NatGateways, gateway.id, { ...gateway, state: "ERROR" });
  else if (gateway) world.documents.remove(NatGateways, gateway.id);
};

export const natGatewaysOperations = {
  vpcnatgateways_list: list,
  vpcnatgateways_create: create,
  vpcnatgateways_get: get,
  vpcnatgateways_update: update,
  vpcnatgateways_delete: remove,
};

export const natGatewaysEvents = { "nat_gateway.create": created, "nat_gateway.delete": deleted };
