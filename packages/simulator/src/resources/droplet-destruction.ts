import type { AssociatedResource, AssociatedResourceStatus, DestroyedAssociatedResource } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { type ActionPayload, finishAction, startAction } from "./actions.js";
import { type DropletRecord, Droplets, requireDroplet, subjectOf } from "./droplet-record.js";
import { idleDropletsWithTag, requireIdle } from "./droplet-idleness.js";
import { deleteImage } from "./images.js";
import { type ImageRecord, Images, madeOf } from "./image-record.js";

/** What is destroyed with a Droplet: its id and the ids of its snapshots. */
interface Destruction {
  readonly snapshots: readonly number[];
}

/** How the destruction of a Droplet together with what belongs to it went; outlives the Droplet. */
const Destructions: Kind<AssociatedResourceStatus> = { name: "droplet_destruction" };

/** Monthly, for each GB. */
const SNAPSHOT_PRICE = 0.06;

/** Begins to destroy: the Droplet is still there until the event is due. */
function beginDestroying(world: World, droplet: DropletRecord, destruction?: Destruction): void {
  world.documents.put(Droplets, droplet.id, { ...droplet, destroying: true });
  const plan = { type: "destroy", lifecycle: "droplet.destroy", request: destruction } as const;
  startAction(world, subjectOf(droplet), plan);
}

/** A Droplet that can be destroyed now: one that is being destroyed already counts as gone. */
function requireDestroyable(world: World, id: number): DropletRecord {
  const droplet = requireDroplet(world, id);
  if (droplet.destroying) throw notFound();
  requireIdle(world, droplet);
  return droplet;
}

const destroyed: EventHandler = (world, { payload, errored }) => {
  const { action, resource, request }: ActionPayload<Destruction | undefined> = payload;
  const droplet = world.documents.get(Droplets, resource);
  if (!droplet) return;
  if (errored) world.documents.put(Droplets, resource, { ...droplet, destroying: false });
  else world.documents.remove(Droplets, resource);
  if (request) noteDestruction(world, droplet, { ...request, errored });
  finishAction(world, action, errored);
};

function noteDestruction(world: World, droplet: DropletRecord, { snapshots, errored }: Outcome): void {
  const fate = errored
    ? { error_message: "The Droplet could not be destroyed." }
    : { destroyed_at: timestamp(world.now) };
  const images = snapshots.flatMap((id) => world.documents.get(Images, id) ?? []);
  const destroyedSnapshots = images.map(({ id, name }) => ({ id: String(id), name, ...fate }));
  if (!errored) for (const { id } of images) deleteImage(world, id);
  world.documents.put(Destructions, droplet.id, {
    droplet: { id: String(droplet.id), name: droplet.name, ...fate },
    resources: resourcesWith<DestroyedAssociatedResource>(destroyedSnapshots),
    completed_at: timestamp(world.now),
    failures: errored ? 1 + images.length : 0,
  });
}

type Outcome = Destruction & { readonly errored: boolean };

/** Of what can belong to a Droplet only snapshots are simulated. */
function resourcesWith<T>(snapshots: T[]) {
  return { reserved_ips: [], floating_ips: [], snapshots, volumes: [], volume_snapshots: [] };
}

function snapshotsOf(world: World, droplet: number): readonly ImageRecord[] {
  return world.documents.all(Images, { labels: ["snapshot", madeOf(droplet)] });
}

const destroy: Handler<"DELETE /v2/droplets/{droplet_id}"> = ({ world, path }) => {
  beginDestroying(world, requireDestroyable(world, path.droplet_id));
  return undefined;
};

const destroyByTag: Handler<"DELETE /v2/droplets"> = ({ world, query }) => {
  for (const droplet of idleDropletsWithTag(world, query.tag_name)) beginDestroying(world, droplet);
  return undefined;
};

const listAssociated: Handler<"GET /v2/droplets/{droplet_id}/destroy_with_associated_resources"> = ({
  world,
  path,
}) => {
  const { id } = requireDroplet(world, path.droplet_id);
  const snapshots = snapshotsOf(world, id).map(({ id: image, name, size_gigabytes }) => ({
    id: String(image),
    name,
    cost: ((size_gigabytes ?? 0) * SNAPSHOT_PRICE).toFixed(2),
  }));
  return resourcesWith<AssociatedResource>(snapshots);
};

const destroySelected: Handler<"DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective"> = ({
  world,
  path,
  body,
}) => {
  const droplet = requireDestroyable(world, path.droplet_id);
  const { snapshots: ids = [], ...others } = body;
  const chosen = new Set(ids);
  const snapshots = snapshotsOf(world, droplet.id).filter(({ id }) => chosen.has(String(id)));
  // What is named and not the Droplet's is refused rather than left standing silently.
  if (snapshots.length < chosen.size || Object.values(others).flat().length > 0) throw notFound();
  beginNoted(world, droplet, { snapshots: snapshots.map(({ id }) => id) });
  return undefined;
};

const destroyAll: Handler<"DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous"> = ({
  world,
  path,
  headers,
}) => {
  if (headers["x-dangerous"] !== "true") throw unprocessable("The header X-Dangerous must be true.");
  const droplet = requireDestroyable(world, path.droplet_id);
  beginNoted(world, droplet, { snapshots: snapshotsOf(world, droplet.id).map(({ id }) => id) });
  return undefined;
};

function beginNoted(world: World, droplet: DropletRecord, destruction: Destruction): void {
  const chosen = destruction.snapshots.flatMap((id) => world.documents.get(Images, id) ?? []);
  const named = chosen.map(({ id, name }): DestroyedAssociatedResource => ({ id: String(id), name }));
  world.documents.put(Destructions, droplet.id, {
    droplet: { id: String(droplet.id), name: droplet.name },
    resources: resourcesWith(named),
    failures: 0,
  });
  beginDestroying(world, droplet, destruction);
}

const getStatus: Handler<"GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status"> = ({
  world,
  path,
}) => {
  const status = world.documents.get(Destructions, path.droplet_id);
  if (!status) throw notFound();
  return status;
};

const retry: Handler<"POST /v2/droplets/{droplet_id}/destroy_with_associated_resources/retry"> = ({ world, path }) => {
  const status = world.documents.get(Destructions, path.droplet_id);
  if (!status?.failures) throw notFound();
  const snapshots = (status.resources.snapshots ?? []).map(({ id }) => Number(id));
  beginNoted(world, requireDestroyable(world, path.droplet_id), { snapshots });
  return undefined;
};

export const dropletDestructionOperations = {
  droplets_destroy: destroy,
  droplets_destroy_byTag: destroyByTag,
  droplets_list_associatedResources: listAssociated,
  droplets_destroy_withAssociatedResourcesSelective: destroySelected,
  droplets_destroy_withAssociatedResourcesDangerous: destroyAll,
  droplets_get_DestroyAssociatedResourcesStatus: getStatus,
  droplets_destroy_retryWithAssociatedResources: retry,
};

export const dropletDestructionEvents = { "droplet.destroy": destroyed };
