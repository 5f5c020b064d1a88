import type { PartnerAttachment, PartnerAttachmentServiceKey, PartnerAttachmentWritable } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind, Source } from "../state/documents.js";
import type { World } from "../world.js";

export interface PartnerAttachmentRecord {
  readonly id: string;
  readonly name: string;
  readonly state: "CREATING" | "CREATED" | "DELETING" | "ERROR";
  readonly created_at: string;
  readonly connection_bandwidth_in_mbps: number;
  readonly region: PartnerAttachmentWritable["region"];
  readonly naas_provider: string;
  readonly vpc_ids: readonly string[];
  readonly bgp: Bgp;
  /** The attachment that this one stands in for when it fails; null for one that stands alone. */
  readonly parent: string | null;
  readonly service_key: Readonly<Required<PartnerAttachmentServiceKey>>;
}

/** How routes are told between the two networks, as a request says it. */
export type Bgp = Readonly<NonNullable<PartnerAttachmentWritable["bgp"]>>;

export const PartnerAttachments: Kind<PartnerAttachmentRecord> = {
  name: "partner_attachment",
  labels: ({ name, vpc_ids, parent }) => [
    attachmentName(name),
    ...vpc_ids.map(vpcLabel),
    ...(parent === null ? [] : [childOf(parent)]),
  ],
};

export const attachmentName = (name: string) => `name:${name.toLowerCase()}`;
const vpcLabel = (vpc: string) => `vpc:${vpc}`;
const childOf = (id: string) => `parent:${id}`;

/** The attachments that lead into a VPC. */
export function attachmentsTo(world: World, vpc: string): Source<PartnerAttachmentRecord> {
  return world.documents.find(PartnerAttachments, { labels: [vpcLabel(vpc)] });
}

export function childrenOf(world: World, id: string): readonly PartnerAttachmentRecord[] {
  return world.documents.all(PartnerAttachments, { labels: [childOf(id)] });
}

export function requireAttachment(world: World, id: string): PartnerAttachmentRecord {
  const attachment = world.documents.get(PartnerAttachments, id.toLowerCase());
  if (!attachment) throw notFound();
  return attachment;
}

export function saveAttachment(world: World, attachment: PartnerAttachmentRecord): PartnerAttachmentRecord {
  world.documents.put(PartnerAttachments, attachment.id, attachment);
  return attachment;
}

/** The autonomous system at this end. */
const LOCAL_ASN = 64_532;

/** An attachment as the API shows it: its keys have addresses of their own. */
export function attachmentView(world: World, attachment: PartnerAttachmentRecord): PartnerAttachment {
  const { service_key: _, parent, bgp, vpc_ids, ...rest } = attachment;
  const { local_router_ip, peer_router_ip, peer_router_asn: peer_asn } = bgp;
  const children = childrenOf(world, attachment.id).map(({ id }) => id);
  return {
    ...rest,
    vpc_ids: [...vpc_ids],
    bgp: { local_asn: LOCAL_ASN, local_router_ip, peer_asn, peer_router_ip },
    ...(parent !== null && { parent_uuid: parent }),
    ...(children.length > 0 && { children }),
  };
}
