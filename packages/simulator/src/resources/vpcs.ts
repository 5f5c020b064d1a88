import type { VpcsPatchBody } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import { ApiProblem, conflict, unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type Asset, assets } from "./inventory.js";
import { type IpRange, isPrivate, overlaps, parseRange } from "./ip-range.js";
import { attachmentsTo } from "./partner-attachment-record.js";
import {
  addVpc,
  chooseRange,
  findDefaultVpc,
  rangeOf,
  requireVpc,
  type VpcRecord,
  Vpcs,
  vpcView,
} from "./vpc-record.js";
import { peeringsOf } from "./vpc-peerings.js";

/** The largest and the smallest network, in addresses. */
const LARGEST = 2 ** 16;
const SMALLEST = 2 ** 4;

const forbidden = (message: string) => new ApiProblem(403, "forbidden", { message });

function membersOf(world: World, vpc: string): Asset[] {
  return assets(world).filter(({ vpcs }) => vpcs.includes(vpc));
}

function checkName(world: World, name: string, id?: string): void {
  const taken = world.documents.all(Vpcs).some((vpc) => vpc.id !== id && vpc.name.toLowerCase() === name.toLowerCase());
  if (taken) throw unprocessable(`A VPC named ${name} already exists in your account.`);
}

function requireRange(world: World, text: string): IpRange {
  const range = parseRange(text);
  if (!range) throw unprocessable(`${text} is not a network in CIDR notation.`);
  if (!isPrivate(range)) throw unprocessable("ip_range must be within the private addresses of RFC 1918.");
  if (range.size > LARGEST || range.size < SMALLEST) throw unprocessable("ip_range must be between /16 and /28.");
  const other = world.documents.all(Vpcs).find((vpc) => overlaps(range, rangeOf(vpc)));
  if (!other) return range;
  throw unprocessable(
    `This range/size overlaps with another VPC network in your account: ${other.name} ${other.ip_range}.`,
  );
}

const list: Handler<"GET /v2/vpcs"> = ({ world, page }) => {
  const { items, ...rest } = page(mapped(world.documents.find(Vpcs), vpcView));
  return { vpcs: items, ...rest };
};

const create: Handler<"POST /v2/vpcs"> = ({ world, body: { name, description = "", region, ip_range } }) => {
  if (!world.catalog.regions.has(region)) throw unprocessable("You specified an invalid region.");
  checkName(world, name);
  const range = ip_range ? requireRange(world, ip_range) : chooseRange(world);
  return { vpc: vpcView(addVpc(world, { name, description, region }, range)) };
};

const get: Handler<"GET /v2/vpcs/{vpc_id}"> = ({ world, path }) => ({ vpc: vpcView(requireVpc(world, path.vpc_id)) });

/** A region has one default VPC: another that becomes it takes that from the one that was. */
function change(world: World, vpc: VpcRecord, wanted: VpcsPatchBody): VpcRecord {
  if (wanted.name !== undefined) checkName(world, wanted.name, vpc.id);
  if (vpc.default && wanted.default === false) throw forbidden("Can not unset default VPCs");
  const former = wanted.default && !vpc.default && findDefaultVpc(world, vpc.region);
  if (former) world.documents.put(Vpcs, former.id, { ...former, default: false });
  const changed: VpcRecord = { ...vpc, ...wanted };
  world.documents.put(Vpcs, vpc.id, changed);
  return changed;
}

const update: Handler<"PUT /v2/vpcs/{vpc_id}"> = ({ world, path, body }) => {
  const vpc = requireVpc(world, path.vpc_id);
  const { name, description = "" } = body;
  return { vpc: vpcView(change(world, vpc, { name, description, default: body.default ?? vpc.default })) };
};

const patch: Handler<"PATCH /v2/vpcs/{vpc_id}"> = ({ world, path, body }) => {
  const vpc = requireVpc(world, path.vpc_id);
  const { name = vpc.name, description = vpc.description } = body;
  return { vpc: vpcView(change(world, vpc, { name, description, default: body.default ?? vpc.default })) };
};

const remove: Handler<"DELETE /v2/vpcs/{vpc_id}"> = ({ world, path }) => {
  const vpc = requireVpc(world, path.vpc_id);
  if (vpc.default) throw forbidden("Can not delete default VPCs");
  if (membersOf(world, vpc.id).length > 0) throw conflict("Can not delete VPC with members");
  if (peeringsOf(world, vpc.id).count() > 0) throw conflict("Can not delete VPC with VPC peerings");
  if (attachmentsTo(world, vpc.id).count() > 0) throw conflict("Can not delete VPC with partner attachments");
  world.documents.remove(Vpcs, vpc.id);
  return undefined;
};

const listMembers: Handler<"GET /v2/vpcs/{vpc_id}/members"> = ({ world, path, query, page }) => {
  const prefix = query.resource_type === undefined ? "" : `do:${query.resource_type}:`;
  const members = membersOf(world, requireVpc(world, path.vpc_id).id).filter(({ urn }) => urn.startsWith(prefix));
  const { items, ...rest } = page(
    mapped(fromArray(members), ({ urn, name, created_at }) => ({ urn, name, created_at })),
  );
  return { members: items, ...rest };
};

export const vpcsOperations = {
  vpcs_list: list,
  vpcs_create: create,
  vpcs_get: get,
  vpcs_update: update,
  vpcs_patch: patch,
  vpcs_delete: remove,
  vpcs_list_members: listMembers,
};
