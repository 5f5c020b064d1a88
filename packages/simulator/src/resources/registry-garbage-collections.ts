import { randomUUID } from "node:crypto";
import type { GarbageCollection, RegistryRunGc } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler, TwinHandler } from "../handler.js";
import { conflict, notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { inRegistry, NO_GARBAGE, Registries, repositoriesOf, requireRegistry } from "./registry-record.js";
import { dropManifests } from "./registry-repositories.js";

/** `collects` is what it was asked to collect. */
interface CollectionRecord extends Required<GarbageCollection> {
  readonly collects: NonNullable<RegistryRunGc["type"]>;
}

const Collections: Kind<CollectionRecord> = {
  name: "registry_garbage_collection",
  labels: ({ registry_name, status }) =>
    isOver(status) ? [inRegistry(registry_name)] : [inRegistry(registry_name), activeIn(registry_name)],
};

/** By which the one is found that a registry is busy with. */
const activeIn = (registry: string) => `active in:${registry}`;

/** The way from the request to the end, unless it is cancelled or comes to nothing. */
const STAGES = [
  "requested",
  "waiting for write JWTs to expire",
  "scanning manifests",
  "deleting unreferenced blobs",
  "succeeded",
] as const;

const isOver = (status: string) => ["succeeded", "failed", "cancelled"].includes(status);

const view = ({ collects: _, ...collection }: CollectionRecord): GarbageCollection => collection;

function findActive(world: World, registry: string): CollectionRecord | undefined {
  return world.documents.all(Collections, { labels: [activeIn(requireRegistry(world, registry).name)] })[0];
}

function move(world: World, collection: CollectionRecord, change: Partial<CollectionRecord>): CollectionRecord {
  const moved = { ...collection, ...change, updated_at: timestamp(world.now) };
  world.documents.put(Collections, moved.uuid, moved);
  return moved;
}

/** Forgets the collections of a registry that is deleted. */
export function removeCollectionsOf(world: World, registry: string): void {
  const collections = world.documents.all(Collections, { labels: [inRegistry(registry)] });
  for (const { uuid } of collections) world.documents.remove(Collections, uuid);
}

/** Without a body, as on `/v2/registries`, it leaves manifests without a tag alone. */
const run: Handler<"POST /v2/registry/{registry_name}/garbage-collection"> = ({ world, path, body }) => {
  const { registry_name } = path;
  if (findActive(world, registry_name)) throw conflict("The request could not be completed due to a conflict.");
  const now = timestamp(world.now);
  const collection: CollectionRecord = {
    uuid: randomUUID(),
    registry_name,
    status: "requested",
    created_at: now,
    updated_at: now,
    blobs_deleted: 0,
    freed_bytes: 0,
    collects: body.type ?? "unreferenced blobs only",
  };
  world.documents.put(Collections, collection.uuid, collection);
  world.schedule("registry.collect_garbage", { collection: collection.uuid });
  return { garbage_collection: view(collection) };
};

const runOfRegistries: Handler<"POST /v2/registries/{registry_name}/garbage-collection"> = (context) =>
  run({ ...context, body: {} });

const get: TwinHandler<"GET /v2/registries/{registry_name}/garbage-collection"> = ({ world, path }) => {
  const active = findActive(world, path.registry_name);
  if (!active) throw notFound();
  return { garbage_collection: view(active) };
};

const list: TwinHandler<"GET /v2/registries/{registry_name}/garbage-collections"> = ({ world, path, page }) => {
  const labels = [inRegistry(requireRegistry(world, path.registry_name).name)];
  const { items, ...rest } = page(world.documents.find(Collections, { labels, newestFirst: true }));
  return { garbage_collections: items.map(view), ...rest };
};

const update: TwinHandler<"PUT /v2/registries/{registry_name}/garbage-collection/{garbage_collection_uuid}"> = (
  context,
) => {
  const { world, path, body } = context;
  requireRegistry(world, path.registry_name);
  const collection = world.documents.get(Collections, path.garbage_collection_uuid.toLowerCase());
  if (collection?.registry_name !== path.registry_name) throw notFound();
  if (!body.cancel) return { garbage_collection: view(collection) };
  if (isOver(collection.status)) throw unprocessable(`The garbage collection has ${collection.status} already.`);
  return { garbage_collection: view(move(world, collection, { status: "cancelling" })) };
};

const next: EventHandler = (world, { payload, errored }) => {
  const collection = world.documents.get(Collections, (payload as { collection: string }).collection);
  if (!collection) return;
  const stage = STAGES[STAGES.findIndex((known) => known === collection.status) + 1] ?? "failed";
  if (collection.status === "cancelling") move(world, collection, { status: "cancelled" });
  else if (errored) move(world, collection, { status: "failed" });
  else if (stage === "succeeded") move(world, collection, { status: stage, ...collect(world, collection) });
  else {
    move(world, collection, { status: stage });
    world.schedule("registry.collect_garbage", { collection: collection.uuid });
  }
};

/** Frees what nothing is made of any more, and tells how much that was. */
function collect(world: World, { registry_name, collects }: CollectionRecord): Partial<CollectionRecord> {
  if (collects !== "unreferenced blobs only") {
    for (const repository of repositoriesOf(world, registry_name)) {
      dropManifests(world, repository, ({ tags }) => tags.length === 0);
    }
  }
  if (collects === "untagged manifests only") return {};
  const registry = requireRegistry(world, registry_name);
  const { blobs, bytes } = registry.garbage;
  world.documents.put(Registries, registry_name, { ...registry, garbage: NO_GARBAGE, stored_at: timestamp(world.now) });
  return { blobs_deleted: blobs, freed_bytes: bytes };
}

export const registryGarbageCollectionsOperations = {
  registries_get_garbageCollection: get,
  registries_run_garbageCollection: runOfRegistries,
  registries_list_garbageCollections: list,
  registries_update_garbageCollection: update,
  registry_get_garbageCollection: get,
  registry_run_garbageCollection: run,
  registry_list_garbageCollections: list,
  registry_update_garbageCollection: update,
};

export const registryGarbageCollectionsEvents = { "registry.collect_garbage": next };
