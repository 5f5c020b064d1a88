import type { DropletCreate, DropletsCreateBody, Image, Region, Size } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import { HOSTNAME_RULE } from "../http/wording.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { finishAction, type ActionPayload, startAction } from "./actions.js";
import { backupPolicy } from "./droplet-backups.js";
import { type DropletRecord, Droplets, subjectOf } from "./droplet-record.js";
import { findImage } from "./image-record.js";
import { findSshKey } from "./ssh-keys.js";
import { applyTags } from "./tags.js";
import { allocate, checkAllocation, releaseVolumes } from "./volume-attachment.js";
import { takeAddress, vpcFor } from "./vpc-record.js";

/** As many Droplets as one request can make. */
const MAX_NAMES = 10;
const MAX_USER_DATA = 64 * 1024;

export interface Created {
  readonly droplet: DropletRecord;
  /** The id of the action that creates it. */
  readonly action: number;
}

/**
 * Makes a Droplet of each name, all alike; throws the 422 before anything is made. They are `new` until their event is
 * due.
 */
export function createDroplets(world: World, names: readonly string[], request: DropletCreate): Created[] {
  checkNames(world, names);
  const place = findPlace(world, request);
  checkRest(world, request);
  checkAllocation(world, { volumes: request.volumes ?? [], droplets: names.length, region: place.region.slug });
  return names.map((name) => createDroplet(world, { name, request, place }));
}

/** The names that a request is for: one, or several of `names`. */
export function namesOf(request: DropletsCreateBody): readonly string[] {
  return "names" in request ? request.names : [request.name];
}

export function checkHostname(name: string): void {
  if (name.length > 255 || !/^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/.test(name)) throw unprocessable(HOSTNAME_RULE);
}

function checkNames(world: World, names: readonly string[]): void {
  if (names.length === 0) throw unprocessable("Name can't be blank.");
  if (names.length > MAX_NAMES) throw unprocessable(`At most ${MAX_NAMES} Droplets can be created at once.`);
  for (const name of names) checkHostname(name);
  if (world.documents.find(Droplets).count() + names.length > world.dropletLimit) {
    throw unprocessable("creating this/these droplet(s) will exceed your droplet limit");
  }
}

interface Place {
  readonly size: Size;
  readonly image: Image;
  readonly region: Region;
}

function findPlace(world: World, { size: slug, image: identifier, region: wanted }: DropletCreate): Place {
  const { sizes, regions } = world.catalog;
  const size = sizes.get(slug);
  if (!size) throw unprocessable("You specified an invalid size for Droplet creation.");
  const image = findImage(world, identifier);
  if (image?.status !== "available") throw unprocessable("You specified an invalid image for Droplet creation.");
  if (wanted !== undefined && !regions.has(wanted)) {
    throw unprocessable("You specified an invalid region for Droplet creation.");
  }
  const candidates = wanted === undefined ? (image.regions ?? []) : [wanted];
  const slugOfRegion = candidates.find(
    (candidate) => regions.get(candidate)?.available && size.regions.includes(candidate),
  );
  const region = regions.get(slugOfRegion ?? "");
  if (!region) throw unprocessable("Size is not available in this region.");
  if (!image.regions?.includes(region.slug)) throw unprocessable("Image is not available in this region.");
  if ((image.min_disk_size ?? 0) > size.disk) {
    throw unprocessable(`This image needs a disk of ${image.min_disk_size} GB; the size has ${size.disk} GB.`);
  }
  return { size, image, region };
}

function checkRest(world: World, { ssh_keys = [], user_data = "" }: DropletCreate): void {
  const unknown = ssh_keys.filter((key) => !findSshKey(world, key));
  if (unknown.length > 0) {
    throw unprocessable(`${unknown.join(", ")} are invalid key identifiers for Droplet creation.`);
  }
  if (Buffer.byteLength(user_data) > MAX_USER_DATA) throw unprocessable("user_data can have 64 KiB at most.");
}

interface NewDroplet {
  readonly name: string;
  readonly request: DropletCreate;
  readonly place: Place;
}

function createDroplet(world: World, { name, request, place: { size, image, region } }: NewDroplet): Created {
  const id = world.nextNumber("droplet");
  const { id: vpc } = vpcFor(world, request.vpc_uuid, region.slug);
  const droplet: DropletRecord = {
    id,
    name,
    status: "new",
    created_at: timestamp(world.now),
    region: region.slug,
    size: size.slug,
    disk: size.disk,
    image,
    kernel: null,
    monitoring: request.monitoring ?? false,
    agent: request.with_droplet_agent ?? true,
    backups: request.backups || request.backup_policy ? backupPolicy(request.backup_policy) : null,
    tags: applyTags(world, request.tags ?? [], { type: "droplets", path: `/v2/droplets/${id}` }),
    vpc_uuid: vpc,
    network: {
      number: world.nextNumber("network"),
      ...(world.loopback ? { loopback: true } : {}),
      private: takeAddress(world, vpc),
      public: request.public_networking ?? true,
      ipv6: request.ipv6 ?? false,
      assigned: false,
    },
    destroying: false,
    gpu: size.gpu_info !== undefined,
  };
  world.documents.put(Droplets, id, droplet);
  allocate(world, request.volumes ?? [], id);
  // In this order: when both are due at once, an active Droplet has its addresses.
  world.schedule("droplet.network", { droplet: id });
  const { id: action = 0 } = startAction(world, subjectOf(droplet), { type: "create", lifecycle: "droplet.create" });
  return { droplet, action };
}

const networkAssigned: EventHandler = (world, { payload }) => {
  const { droplet: id }: { droplet: number } = payload;
  const droplet = world.documents.get(Droplets, id);
  if (!droplet) return;
  world.documents.put(Droplets, id, { ...droplet, network: { ...droplet.network, assigned: true } });
};

/** A creation that fails leaves no Droplet behind. */
const created: EventHandler = (world, { payload, errored }) => {
  const { action, resource }: ActionPayload = payload;
  const droplet = world.documents.get(Droplets, resource);
  if (droplet && errored) {
    world.documents.remove(Droplets, resource);
    releaseVolumes(world, resource);
  } else if (droplet) world.documents.put(Droplets, resource, { ...droplet, status: "active" });
  finishAction(world, action, errored || !droplet);
};

export const dropletCreationEvents = { "droplet.network": networkAssigned, "droplet.create": created };
