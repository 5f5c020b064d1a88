import type { Action, DropletActionsPostBody } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { type ActionPayload, actionOf, actionsOf, finishAction, startAction } from "./actions.js";
import { backupPolicy } from "./droplet-backups.js";
import { checkHostname } from "./droplet-creation.js";
import { KERNELS } from "./droplet-kernels.js";
import { type DropletRecord, Droplets, requireDroplet, subjectOf } from "./droplet-record.js";
import { idleDropletsWithTag, requireIdle } from "./droplet-idleness.js";
import { createImage, findImage, Images } from "./image-record.js";

type ActionType = DropletActionsPostBody["type"];
/** The body of one type; the simple ones have nothing but their type. */
type Request<T extends ActionType> = [Extract<DropletActionsPostBody, { type: T }>] extends [never]
  ? { type: T }
  : Extract<DropletActionsPostBody, { type: T }>;

interface Plan<R> {
  /** Throws to refuse; runs before the action is begun. */
  check?(world: World, droplet: DropletRecord, request: R): void;
  /** The Droplet once the action is completed. */
  apply(droplet: DropletRecord, request: R, world: World): DropletRecord;
}

const unchanged = (droplet: DropletRecord) => droplet;
const activated = (droplet: DropletRecord): DropletRecord => ({ ...droplet, status: "active" });
const stopped = (droplet: DropletRecord): DropletRecord => ({ ...droplet, status: "off" });

function requireOn(_world: World, { status }: DropletRecord): void {
  if (status === "off") throw unprocessable("Droplet is already powered off");
}

const plans: { [T in ActionType]: Plan<Request<T>> } = {
  power_on: {
    check(_, { status }) {
      if (status === "active") throw unprocessable("Droplet is already powered on");
    },
    apply: activated,
  },
  power_off: { check: requireOn, apply: stopped },
  shutdown: { check: requireOn, apply: stopped },
  reboot: { apply: activated },
  power_cycle: { apply: activated },
  password_reset: { apply: unchanged },
  enable_ipv6: { apply: (droplet) => ({ ...droplet, network: { ...droplet.network, ipv6: true } }) },
  enable_backups: {
    apply: (droplet, { backup_policy }) => ({ ...droplet, backups: backupPolicy(backup_policy, droplet.backups) }),
  },
  disable_backups: { apply: (droplet) => ({ ...droplet, backups: null }) },
  change_backup_policy: {
    check(_, { backups }) {
      if (!backups) throw unprocessable("Backups are not enabled for this Droplet.");
    },
    apply: (droplet, { backup_policy }) => ({ ...droplet, backups: backupPolicy(backup_policy, droplet.backups) }),
  },
  rename: {
    check: (_, __, { name }) => checkHostname(name),
    apply: (droplet, { name }) => ({ ...droplet, name }),
  },
  change_kernel: {
    check(_, __, { kernel }) {
      if (!KERNELS.some(({ id }) => id === kernel)) throw unprocessable("You specified an invalid kernel.");
    },
    apply: (droplet, { kernel }) => ({ ...droplet, kernel: KERNELS.find(({ id }) => id === kernel) ?? droplet.kernel }),
  },
  resize: {
    check: checkResize,
    apply(droplet, { size: slug, disk }, world) {
      const size = world.catalog.sizes.get(slug);
      return size ? { ...droplet, size: slug, disk: disk ? size.disk : droplet.disk } : droplet;
    },
  },
  rebuild: {
    check: checkRebuild,
    apply: (droplet, { image }, world) => withImage(world, droplet, image),
  },
  restore: {
    check(world, { id }, { image }) {
      if (world.documents.get(Images, image)?.droplet_id !== id) throw unprocessable("You specified an invalid image.");
    },
    apply: (droplet, { image }, world) => withImage(world, droplet, image),
  },
  snapshot: { apply: takeSnapshot },
};

function checkResize(world: World, droplet: DropletRecord, { size: slug }: { size: string }): void {
  const size = world.catalog.sizes.get(slug);
  if (!size) throw unprocessable("You specified an invalid size.");
  if (!size.regions.includes(droplet.region)) throw unprocessable("Size is not available in this region.");
  if (size.disk < droplet.disk) throw unprocessable("Size can not decrease size of Droplet's disk image");
}

function checkRebuild(world: World, droplet: DropletRecord, { image: identifier }: { image: string | number }): void {
  const image = findImage(world, identifier);
  if (image?.status !== "available") throw unprocessable("You specified an invalid image.");
  if (!image.regions?.includes(droplet.region)) throw unprocessable("Image is not available in this region.");
  if ((image.min_disk_size ?? 0) > droplet.disk) {
    throw unprocessable(`This image needs a disk of ${image.min_disk_size} GB; the Droplet has ${droplet.disk} GB.`);
  }
}

function withImage(world: World, droplet: DropletRecord, identifier: string | number): DropletRecord {
  return { ...droplet, status: "active", image: findImage(world, identifier) ?? droplet.image };
}

function takeSnapshot(droplet: DropletRecord, { name }: { name?: string }, world: World): DropletRecord {
  createImage(world, {
    type: "snapshot",
    name: name ?? `${droplet.name}-${Math.floor(world.now / 1000)}`,
    droplet_id: droplet.id,
    distribution: droplet.image.distribution ?? "Unknown",
    regions: [droplet.region],
    min_disk_size: droplet.disk,
    size_gigabytes: Math.round((droplet.image.size_gigabytes ?? 1) * 120) / 100,
  });
  return droplet;
}

/** The plan for a request that the validator has let through; its type picks the plan that fits it. */
function planFor(request: DropletActionsPostBody): Plan<DropletActionsPostBody> {
  return plans[request.type] as Plan<DropletActionsPostBody>;
}

function begin(world: World, droplet: DropletRecord, request: DropletActionsPostBody): Action {
  const { type } = request;
  planFor(request).check?.(world, droplet, request);
  return startAction(world, subjectOf(droplet), { type, lifecycle: `droplet.${type}`, request });
}

const finish: EventHandler = (world, { payload, errored }) => {
  const { action, resource, request }: ActionPayload<DropletActionsPostBody> = payload;
  const droplet = world.documents.get(Droplets, resource);
  if (droplet && !errored) {
    world.documents.put(Droplets, resource, planFor(request).apply(droplet, request, world));
  }
  finishAction(world, action, errored || !droplet);
};

const list: Handler<"GET /v2/droplets/{droplet_id}/actions"> = ({ world, path, page }) => {
  const { items, ...rest } = page(actionsOf(world, subjectOf(requireDroplet(world, path.droplet_id))));
  return { actions: items, ...rest };
};

const get: Handler<"GET /v2/droplets/{droplet_id}/actions/{action_id}"> = ({ world, path }) => ({
  action: actionOf(world, subjectOf(requireDroplet(world, path.droplet_id)), path.action_id),
});

const post: Handler<"POST /v2/droplets/{droplet_id}/actions"> = ({ world, path, body }) => {
  const droplet = requireDroplet(world, path.droplet_id);
  if (droplet.destroying) throw notFound();
  requireIdle(world, droplet);
  return { action: begin(world, droplet, body) };
};

const postByTag: Handler<"POST /v2/droplets/actions"> = ({ world, query, body }) => ({
  actions: idleDropletsWithTag(world, query.tag_name).map((droplet) => begin(world, droplet, body)),
});

export const dropletActionsOperations = {
  dropletActions_list: list,
  dropletActions_get: get,
  dropletActions_post: post,
  dropletActions_post_byTag: postByTag,
};

export const dropletActionsEvents = Object.fromEntries(
  Object.keys(plans).map((type) => [`droplet.${type}`, finish]),
) as Record<`droplet.${ActionType}`, EventHandler>;
