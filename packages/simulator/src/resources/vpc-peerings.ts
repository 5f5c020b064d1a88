import { randomUUID } from "node:crypto";
import type { VpcPeering } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { conflict, notFound, unprocessable } from "../problem.js";
import type { Kind, Source } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { requireVpc, Vpcs } from "./vpc-record.js";

interface PeeringRecord {
  readonly id: string;
  readonly name: string;
  readonly vpc_ids: readonly [string, string];
  readonly regions: readonly string[];
  readonly created_at: string;
  readonly status: "PROVISIONING" | "ACTIVE" | "DELETING";
}

const Peerings: Kind<PeeringRecord> = {
  name: "vpc_peering",
  labels: ({ name, vpc_ids, regions }) => [nameLabel(name), ...vpc_ids.map(vpcLabel), ...regions.map(regionLabel)],
};

const nameLabel = (name: string) => `name:${name.toLowerCase()}`;
const vpcLabel = (vpc: string) => `vpc:${vpc}`;
const regionLabel = (region: string) => `region:${region}`;

/** The peerings that a VPC takes part in. */
export function peeringsOf(world: World, vpc: string): Source<PeeringRecord> {
  return world.documents.find(Peerings, { labels: [vpcLabel(vpc)] });
}

function requirePeering(world: World, id: string): PeeringRecord {
  const peering = world.documents.get(Peerings, id.toLowerCase());
  if (!peering) throw notFound();
  return peering;
}

function view({ regions: _, vpc_ids, ...peering }: PeeringRecord): VpcPeering {
  return { ...peering, vpc_ids: [...vpc_ids] };
}

function checkName(world: World, name: string, id?: string): void {
  const [other] = world.documents.all(Peerings, { labels: [nameLabel(name)] });
  if (other && other.id !== id) throw unprocessable(`A VPC peering named ${name} already exists in your account.`);
}

function addPeering(world: World, name: string, ids: readonly string[]): PeeringRecord {
  checkName(world, name);
  const vpcs = ids.map((id) => {
    const vpc = world.documents.get(Vpcs, id.toLowerCase());
    if (!vpc) throw unprocessable(`The VPC ${id} could not be found.`);
    return vpc;
  });
  const [one, other] = vpcs;
  if (!one || !other || one.id === other.id) throw unprocessable("A peering is between two different VPCs.");
  if (world.documents.find(Peerings, { labels: [vpcLabel(one.id), vpcLabel(other.id)] }).count() > 0) {
    throw conflict("A peering between these VPCs already exists.");
  }
  const peering: PeeringRecord = {
    id: randomUUID(),
    name,
    vpc_ids: [one.id, other.id],
    regions: [one.region, other.region],
    created_at: timestamp(world.now),
    status: "PROVISIONING",
  };
  world.documents.put(Peerings, peering.id, peering);
  world.schedule("vpc_peering.create", { peering: peering.id });
  return peering;
}

function rename(world: World, peering: PeeringRecord, name: string): PeeringRecord {
  checkName(world, name, peering.id);
  const renamed = { ...peering, name };
  world.documents.put(Peerings, peering.id, renamed);
  return renamed;
}

const list: Handler<"GET /v2/vpc_peerings"> = ({ world, query, page }) => {
  const labels = query.region === undefined ? [] : [regionLabel(query.region)];
  const { items, ...rest } = page(world.documents.find(Peerings, { labels }));
  return { vpc_peerings: items.map(view), ...rest };
};

const create: Handler<"POST /v2/vpc_peerings"> = ({ world, body }) => ({
  vpc_peering: view(addPeering(world, body.name, body.vpc_ids)),
});

const get: Handler<"GET /v2/vpc_peerings/{vpc_peering_id}"> = ({ world, path }) => ({
  vpc_peering: view(requirePeering(world, path.vpc_peering_id)),
});

const patch: Handler<"PATCH /v2/vpc_peerings/{vpc_peering_id}"> = ({ world, path, body }) => ({
  vpc_peering: view(rename(world, requirePeering(world, path.vpc_peering_id), body.name)),
});

const remove: Handler<"DELETE /v2/vpc_peerings/{vpc_peering_id}"> = ({ world, path }) => {
  const peering = requirePeering(world, path.vpc_peering_id);
  const deleting: PeeringRecord = { ...peering, status: "DELETING" };
  world.documents.put(Peerings, peering.id, deleting);
  if (peering.status !== "DELETING") world.schedule("vpc_peering.delete", { peering: peering.id });
  return { vpc_peering: view(deleting) };
};

const listOfVpc: Handler<"GET /v2/vpcs/{vpc_id}/peerings"> = ({ world, path, page }) => {
  const { items, ...rest } = page(peeringsOf(world, requireVpc(world, path.vpc_id).id));
  return { peerings: items.map(view), ...rest };
};

const createOfVpc: Handler<"POST /v2/vpcs/{vpc_id}/peerings"> = ({ world, path, body }) => ({
  peering: view(addPeering(world, body.name, [requireVpc(world, path.vpc_id).id, body.vpc_id])),
});

const patchOfVpc: Handler<"PATCH /v2/vpcs/{vpc_id}/peerings/{vpc_peering_id}"> = ({ world, path, body }) => {
  const peering = requirePeering(world, path.vpc_peering_id);
  if (!peering.vpc_ids.includes(requireVpc(world, path.vpc_id).id)) throw notFound();
  return { peering: view(rename(world, peering, body.name)) };
};

/** One that is being deleted stays so. */
const provisioned: EventHandler = (world, { payload }) => {
  const peering = world.documents.get(Peerings, (payload as { peering: string }).peering);
  if (peering?.status === "PROVISIONING") world.documents.put(Peerings, peering.id, { ...peering, status: "ACTIVE" });
};

const deleted: EventHandler = (world, { payload, errored }) => {
  const peering = world.documents.get(Peerings, (payload as { peering: string }).peering);
  if (peering && errored) world.documents.put(Peerings, peering.id, { ...peering, status: "ACTIVE" });
  else if (peering) world.documents.remove(Peerings, peering.id);
};

export const vpcPeeringsOperations = {
  vpcPeerings_list: list,
  vpcPeerings_create: create,
  vpcPeerings_get: get,
  vpcPeerings_patch: patch,
  vpcPeerings_delete: remove,
  vpcs_list_peerings: listOfVpc,
  vpcs_create_peerings: createOfVpc,
  vpcs_patch_peerings: patchOfVpc,
};

export const vpcPeeringsEvents = { "vpc_peering.create": provisioned, "vpc_peering.delete": deleted };
