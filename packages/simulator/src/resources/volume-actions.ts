import type { Action, VolumeActionsPostByIdBody } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { type ActionPayload, actionOf, actionsOf, finishAction, isBusy, startAction } from "./actions.js";
import { type DropletRecord, Droplets, subjectOf as subjectOfDroplet } from "./droplet-record.js";
import { requireIdle } from "./droplet-idleness.js";
import { applyTags } from "./tags.js";
import { VOLUMES_PER_DROPLET } from "./volume-attachment.js";
import { requireVolume, type VolumeRecord, Volumes, volumeNamed, volumesOf } from "./volume-record.js";

const subjectOf = ({ id, region }: Pick<VolumeRecord, "id" | "region">) => ({ type: "volume", id, region });

/** Begins an action; throws the 422 or 404 that the API refuses it with. */
function begin(world: World, volume: VolumeRecord, request: VolumeActionsPostByIdBody): Action {
  if (request.region !== undefined && request.region !== volume.region) {
    throw unprocessable("The volume is in another region.");
  }
  const droplet = request.type === "resize" ? undefined : dropletFor(world, volume, request);
  if (request.type === "resize" && request.size_gigabytes <= volume.size_gigabytes) {
    throw unprocessable(`A volume can only grow: this one has ${volume.size_gigabytes} GiB.`);
  }
  if (isBusy(world, subjectOf(volume))) throw unprocessable("Volume already has a pending event.");
  return startAction(world, subjectOf(volume), {
    type: `${request.type}_volume`,
    lifecycle: `volume.${request.type}`,
    request,
    holds: droplet ? [subjectOfDroplet(droplet)] : [],
    // The API does not tell what these actions are done to.
    shown: { type: "backend", id: null },
  });
}

/** The Droplet to attach to or to detach from; undefined for one that is gone and whose volumes are not free yet. */
function dropletFor(
  world: World,
  volume: VolumeRecord,
  { type, droplet_id: id }: Exclude<VolumeActionsPostByIdBody, { type: "resize" }>,
): DropletRecord | undefined {
  if (type === "attach" && volume.droplet_ids.length > 0) throw unprocessable("This volume is already attached");
  if (type === "detach" && !volume.droplet_ids.includes(id)) throw unprocessable("Attachment not found");
  const droplet = world.documents.get(Droplets, id);
  if (type === "attach") checkAttachable(world, volume, droplet);
  if (droplet) requireIdle(world, droplet);
  return droplet;
}

function checkAttachable(world: World, { region }: VolumeRecord, droplet: DropletRecord | undefined): void {
  if (!droplet || droplet.destroying) throw notFound();
  if (droplet.region !== region) throw unprocessable("The volume and the Droplet must be in the same region.");
  if (volumesOf(world, droplet.id).length >= VOLUMES_PER_DROPLET) {
    throw unprocessable(`A Droplet can have ${VOLUMES_PER_DROPLET} volumes at most.`);
  }
}

function changed(world: World, volume: VolumeRecord, request: VolumeActionsPostByIdBody): VolumeRecord {
  if (request.type === "resize") return { ...volume, size_gigabytes: request.size_gigabytes };
  if (request.type === "detach") return { ...volume, droplet_ids: [] };
  const tags = applyTags(world, request.tags ?? [], { type: "volumes", path: `/v2/volumes/${volume.id}` });
  return { ...volume, droplet_ids: [request.droplet_id], tags: [...new Set([...volume.tags, ...tags])] };
}

const finish: EventHandler = (world, { payload, errored }) => {
  const { action, resource, request }: ActionPayload<VolumeActionsPostByIdBody, string> = payload;
  const volume = world.documents.get(Volumes, resource);
  const isGone = request.type === "attach" && !world.documents.get(Droplets, request.droplet_id);
  const fails = errored || !volume || isGone;
  if (!fails) world.documents.put(Volumes, resource, changed(world, volume, request));
  finishAction(world, action, fails);
};

const postById: Handler<"POST /v2/volumes/{volume_id}/actions"> = ({ world, path, body }) => ({
  action: begin(world, requireVolume(world, path.volume_id), body),
});

const post: Handler<"POST /v2/volumes/actions"> = ({ world, body }) => {
  const { volume_name: name, region } = body;
  if (!name || !region) throw unprocessable("volume_name and region are required.");
  const volume = volumeNamed(world, name, region);
  if (!volume) throw notFound();
  return { action: begin(world, volume, body) };
};

const list: Handler<"GET /v2/volumes/{volume_id}/actions"> = ({ world, path, page }) => {
  const { items, ...rest } = page(actionsOf(world, subjectOf(requireVolume(world, path.volume_id))));
  return { actions: items, ...rest };
};

const get: Handler<"GET /v2/volumes/{volume_id}/actions/{action_id}"> = ({ world, path }) => ({
  action: actionOf(world, subjectOf(requireVolume(world, path.volume_id)), path.action_id),
});

export const volumeActionsOperations = {
  volumeActions_post: post,
  volumeActions_post_byId: postById,
  volumeActions_list: list,
  volumeActions_get: get,
};

export const volumeActionsEvents = {
  "volume.attach": finish,
  "volume.detach": finish,
  "volume.resize": finish,
};
