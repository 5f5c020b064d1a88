import type { AssociatedResourceStatus, DestroyedAssociatedResource } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { conflict, notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { type ActionPayload, finishAction, startAction } from "./actions.js";
import { type AssociationName, eachAssociation } from "./droplet-associations.js";
import { type DropletRecord, Droplets, requireDroplet, subjectOf } from "./droplet-record.js";
import { idleDropletsWithTag, requireIdle } from "./droplet-idleness.js";
import { releaseVolumes } from "./volume-attachment.js";

/** How the destruction of a Droplet together with what belongs to it goes; outlives the Droplet. */
const Destructions: Kind<AssociatedResourceStatus> = { name: "droplet_destruction" };

/** What the due event is given: whether there is a record of a destruction together with other things to be finished. */
interface Request {
  readonly recorded: boolean;
}

/** Begins to destroy: the Droplet is still there until the event is due. */
export function beginDestroying(world: World, droplet: DropletRecord, request: Request = { recorded: false }): void {
  world.documents.put(Droplets, droplet.id, { ...droplet, destroying: true });
  startAction(world, subjectOf(droplet), { type: "destroy", lifecycle: "droplet.destroy", request });
}

/** A Droplet that can be destroyed now: one that is being destroyed already counts as gone. */
function requireDestroyable(world: World, id: number): DropletRecord {
  const droplet = requireDroplet(world, id);
  if (droplet.destroying) throw notFound();
  requireIdle(world, droplet);
  return droplet;
}

const destroyed: EventHandler = (world, { payload, errored }) => {
  const { action, resource, request }: ActionPayload<Request> = payload;
  const droplet = world.documents.get(Droplets, resource);
  if (!droplet) {
    finishAction(world, action, true);
    return;
  }
  if (request.recorded) finishRecord(world, droplet, errored);
  if (errored) world.documents.put(Droplets, resource, { ...droplet, destroying: false });
  else removeDroplet(world, droplet);
  finishAction(world, action, errored);
};

function removeDroplet(world: World, { id, pool, node }: DropletRecord): void {
  world.documents.remove(Droplets, id);
  releaseVolumes(world, id);
  if (pool !== undefined) world.schedule("autoscale_pool.replace", { pool });
  if (node !== undefined) world.schedule("kubernetes_node.replace", { node });
}

function finishRecord(world: World, { id, name }: DropletRecord, errored: boolean): void {
  const record = world.documents.get(Destructions, id);
  const fate = errored
    ? { error_message: "The Droplet could not be destroyed." }
    : { destroyed_at: timestamp(world.now) };
  const resources = eachAssociation((sort, { destroy: destroyOne }) => {
    const chosen = record?.resources[sort] ?? [];
    if (!errored) for (const one of chosen) destroyOne(world, one.id ?? "");
    return chosen.map((one) => ({ id: one.id ?? "", name: one.name ?? "", ...fate }));
  });
  world.documents.put(Destructions, id, {
    droplet: { id: String(id), name, ...fate },
    resources,
    completed_at: timestamp(world.now),
    failures: errored ? 1 + Object.values(resources).flat().length : 0,
  });
}

/** Alone among the answers without a body, those to plain deletions of Droplets name a type. */
const TYPE_OF_NOTHING = "application/json; charset=utf-8";

const destroy: Handler<"DELETE /v2/droplets/{droplet_id}"> = ({ world, path, setHeader }) => {
  beginDestroying(world, requireDestroyable(world, path.droplet_id));
  setHeader("content-type", TYPE_OF_NOTHING);
  return undefined;
};

const destroyByTag: Handler<"DELETE /v2/droplets"> = ({ world, query, setHeader }) => {
  for (const droplet of idleDropletsWithTag(world, query.tag_name)) beginDestroying(world, droplet);
  setHeader("content-type", TYPE_OF_NOTHING);
  return undefined;
};

const listAssociated: Handler<"GET /v2/droplets/{droplet_id}/destroy_with_associated_resources"> = ({
  world,
  path,
}) => {
  const { id: droplet } = requireDroplet(world, path.droplet_id);
  return eachAssociation((_, { of }) =>
    of(world, droplet).map(({ id, name, price }) => ({ id, name, cost: price.toFixed(2) })),
  );
};

const destroySelected: Handler<"DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective"> = ({
  world,
  path,
  body,
}) => {
  const droplet = requireDestroyable(world, path.droplet_id);
  const chosen = eachAssociation((sort, { of }) => {
    const wanted = new Set(body[sort]);
    const found = of(world, droplet.id).filter(({ id }) => wanted.has(id));
    // What is named and not the Droplet's is refused rather than left standing silently.
    if (found.length < wanted.size) throw notFound();
    return found;
  });
  beginRecorded(world, droplet, chosen);
  return undefined;
};

const destroyAll: Handler<"DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous"> = ({
  world,
  path,
  headers,
}) => {
  requireDangerous(headers);
  const droplet = requireDestroyable(world, path.droplet_id);
  beginRecorded(
    world,
    droplet,
    eachAssociation((_, { of }) => of(world, droplet.id)),
  );
  return undefined;
};

/** What destroys more than the path names asks for a header that says so. */
export function requireDangerous(headers: Readonly<Record<string, string | undefined>>): void {
  if (headers["x-dangerous"] !== "true") throw unprocessable("The header X-Dangerous must be true.");
}

type Chosen = Record<AssociationName, readonly DestroyedAssociatedResource[]>;

function beginRecorded(world: World, droplet: DropletRecord, chosen: Chosen): void {
  world.documents.put(Destructions, droplet.id, {
    droplet: { id: String(droplet.id), name: droplet.name },
    resources: eachAssociation((sort) => chosen[sort].map(({ id, name }) => ({ id: id ?? "", name: name ?? "" }))),
    failures: 0,
  });
  beginDestroying(world, droplet, { recorded: true });
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
  if (status && !status.completed_at) throw conflict("The Droplet is being destroyed already.");
  if (!status?.failures) throw notFound();
  const droplet = requireDestroyable(world, path.droplet_id);
  beginRecorded(
    world,
    droplet,
    eachAssociation((sort) => status.resources[sort] ?? []),
  );
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
