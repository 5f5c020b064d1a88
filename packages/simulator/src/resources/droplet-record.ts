import type { Droplet, Image } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import type { Subject } from "./actions.js";
import { type BackupPolicy, nextBackupWindow } from "./droplet-backups.js";
import { type NetworkRecord, networksOf } from "./droplet-networks.js";
import { type ImageRecord, Images, madeOf } from "./image-record.js";
import { tagLabel } from "./tag-label.js";
import { volumesOf } from "./volume-record.js";
import { vpcAddressLabel } from "./vpc-label.js";

/** What is kept of a Droplet: slugs and choices. What they stand for is put in when it is shown. */
export interface DropletRecord {
  readonly id: number;
  readonly name: string;
  readonly status: "new" | "active" | "off";
  readonly created_at: string;
  readonly region: string;
  readonly size: string;
  /** GB; grows with the size only when a resize says so. */
  readonly disk: number;
  /** As it was when the Droplet was built: images can be deleted. */
  readonly image: Image;
  readonly kernel: { id: number; name: string; version: string } | null;
  readonly monitoring: boolean;
  readonly agent: boolean;
  readonly backups: BackupPolicy | null;
  readonly tags: readonly string[];
  readonly vpc_uuid: string;
  readonly network: NetworkRecord;
  /** It is being destroyed, and still there until that is done. */
  readonly destroying: boolean;
  readonly gpu: boolean;
  /** The autoscale pool that it is a member of. */
  readonly pool?: string | undefined;
  /** The Kubernetes node that runs on it. */
  readonly node?: string | undefined;
}

export const Droplets: Kind<DropletRecord> = {
  name: "droplet",
  labels: ({ name, gpu, tags, pool, vpc_uuid, network }) => [
    nameLabel(name),
    gpu ? "type:gpus" : "type:droplets",
    ...(pool === undefined ? [] : [memberOf(pool)]),
    vpcAddressLabel(vpc_uuid, network.private.ip_address),
    ...tags.map(tagLabel),
  ],
};

export const nameLabel = (name: string) => `name:${name}`;
/** By which the members of an autoscale pool are found. */
export const memberOf = (pool: string) => `pool:${pool}`;

export const subjectOf = ({ id, region }: DropletRecord): Subject => ({ type: "droplet", id, region });

export function requireDroplet(world: World, id: number): DropletRecord {
  const droplet = world.documents.get(Droplets, id);
  if (!droplet) throw notFound();
  return droplet;
}

/** A Droplet as the API shows it, with region, size and image written out. */
export function dropletView(world: World, droplet: DropletRecord): Droplet {
  const region = world.catalog.regions.get(droplet.region);
  const size = world.catalog.sizes.get(droplet.size);
  // The catalogue never loses what a Droplet was made of; a state file of another catalogue could.
  if (!region || !size) throw new Error(`Droplet ${droplet.id} has a region or size that is not in the catalogue.`);
  const { gpu_info, disk_info = [] } = size;
  const images = world.documents.all(Images, { labels: [madeOf(droplet.id)] });
  return {
    id: droplet.id,
    name: droplet.name,
    memory: size.memory,
    vcpus: size.vcpus,
    disk: droplet.disk,
    disk_info: disk_info.map((info) =>
      info.type === "local" ? { ...info, size: { ...info.size, amount: droplet.disk } } : info,
    ),
    locked: false,
    status: droplet.status,
    kernel: droplet.kernel,
    created_at: droplet.created_at,
    features: featuresOf(droplet),
    backup_ids: idsOf(images, "backup"),
    next_backup_window: droplet.backups && nextBackupWindow(droplet.backups, world.now),
    snapshot_ids: idsOf(images, "snapshot"),
    image: droplet.image,
    volume_ids: volumesOf(world, droplet.id).map(({ id }) => id),
    size,
    size_slug: size.slug,
    networks: networksOf(droplet.network, droplet.region),
    region,
    tags: [...droplet.tags],
    vpc_uuid: droplet.vpc_uuid,
    ...(gpu_info && { gpu_info }),
  };
}

function featuresOf({ backups, network, monitoring, agent }: DropletRecord): string[] {
  const features: [boolean, string][] = [
    [backups !== null, "backups"],
    [network.ipv6, "ipv6"],
    [monitoring, "monitoring"],
    [agent, "droplet_agent"],
    [true, "private_networking"],
  ];
  return features.flatMap(([has, name]) => (has ? [name] : []));
}

function idsOf(images: readonly ImageRecord[], type: "backup" | "snapshot"): number[] {
  return images.filter((image) => image.type === type).map(({ id }) => id);
}
