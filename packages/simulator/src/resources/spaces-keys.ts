import { randomBytes } from "node:crypto";
import type { Grant, Key, KeyInput } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { fromArray } from "../http/pagination.js";
import { badRequest, notFound, unprocessable } from "../problem.js";
import type { Kind, Source } from "../state/documents.js";
import type { World } from "../world.js";

/** A key as the API shows it. Its secret is not kept. */
type KeyRecord = Required<Key>;

const SpacesKeys: Kind<KeyRecord> = {
  name: "spaces_key",
  labels: ({ name, grants }) => [
    ...labelsOf({ name }),
    ...grants.flatMap(({ bucket, permission }) => labelsOf({ bucket, permission })),
  ],
};

/** By which keys are listed. */
function labelsOf(filter: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(filter).flatMap(([field, value]) => (value === undefined ? [] : [`${field}:${value}`]));
}

/** What a grant can allow; an empty one allows nothing. */
const PERMISSIONS = ["read", "readwrite", "fullaccess", ""];

function requireKey(world: World, access_key: string): KeyRecord {
  const key = world.documents.get(SpacesKeys, access_key);
  if (!key) throw notFound();
  return key;
}

const hasFullAccess = (grants: readonly Grant[]) => grants.some(({ permission }) => permission === "fullaccess");

function nameOf({ name = "" }: KeyInput): string {
  if (name.trim() === "") throw unprocessable("name can't be blank.");
  return name;
}

function grantsOf({ grants = [] }: KeyInput): Grant[] {
  for (const { bucket, permission } of grants) {
    if (!PERMISSIONS.includes(permission))
      throw unprocessable("permission must be one of read, readwrite, fullaccess.");
    if (bucket === "" && permission !== "fullaccess") throw unprocessable("bucket is required with this permission.");
  }
  if (hasFullAccess(grants) && grants.some(({ permission }) => permission !== "fullaccess")) {
    throw badRequest("cannot mix fullaccess permission with scoped permissions.");
  }
  return grants.map(({ bucket, permission }) => ({ bucket, permission }));
}

/** A key for everything stays one; one for some buckets can be for others. */
function change(world: World, access_key: string, body: KeyInput): { key: KeyRecord } {
  const key = requireKey(world, access_key);
  const grants = body.grants === undefined ? key.grants : grantsOf(body);
  if (hasFullAccess(grants) !== hasFullAccess(key.grants)) {
    throw badRequest("cannot change a fullaccess key to a scoped key or a scoped key to a fullaccess key.");
  }
  const changed = { ...key, name: body.name === undefined ? key.name : nameOf(body), grants };
  world.documents.put(SpacesKeys, access_key, changed);
  return { key: changed };
}

const list: Handler<"GET /v2/spaces/keys"> = ({ world, page, query }) => {
  const { sort = "created_at", sort_direction: direction = "desc", name, bucket, permission } = query;
  if (direction !== "asc" && direction !== "desc") throw unprocessable("sort_direction must be one of asc, desc.");
  const descending = direction === "desc";
  const found = world.documents.find(SpacesKeys, {
    labels: labelsOf({ name, bucket, permission }),
    newestFirst: sort === "created_at" && descending,
  });
  const { items, ...rest } = page(sort === "created_at" ? found : sortedBy(sort, found, descending));
  return { keys: items, ...rest };
};

function sortedBy(field: string, keys: Source<KeyRecord>, descending: boolean): Source<KeyRecord> {
  if (field !== "name" && field !== "access_key") {
    throw unprocessable("sort must be one of created_at, name, access_key.");
  }
  const sorted = keys.slice(0, -1).sort((one, other) => (one[field] < other[field] ? -1 : 1));
  return fromArray(descending ? sorted.reverse() : sorted);
}

const create: Handler<"POST /v2/spaces/keys"> = ({ world, body }) => {
  const key: KeyRecord = {
    name: nameOf(body),
    grants: grantsOf(body),
    access_key: `DOSIMULATED${randomBytes(5).toString("hex").toUpperCase()}`,
    created_at: timestamp(world.now),
  };
  world.documents.put(SpacesKeys, key.access_key, key);
  return { key: { ...key, secret_key: `simulated-secret-${randomBytes(13).toString("hex")}` } };
};

const get: Handler<"GET /v2/spaces/keys/{access_key}"> = ({ world, path }) => ({
  key: requireKey(world, path.access_key),
});

const update: Handler<"PUT /v2/spaces/keys/{access_key}"> = ({ world, path, body }) =>
  change(world, path.access_key, { ...body, name: nameOf(body) });

const patch: Handler<"PATCH /v2/spaces/keys/{access_key}"> = ({ world, path, body }) =>
  change(world, path.access_key, body);

const remove: Handler<"DELETE /v2/spaces/keys/{access_key}"> = ({ world, path }) => {
  world.documents.remove(SpacesKeys, requireKey(world, path.access_key).access_key);
  return undefined;
};

export const spacesKeysOperations = {
  spacesKey_list: list,
  spacesKey_create: create,
  spacesKey_get: get,
  spacesKey_update: update,
  spacesKey_patch: patch,
  spacesKey_delete: remove,
};
