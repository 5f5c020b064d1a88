import { randomBytes, randomUUID } from "node:crypto";
import type { AccessKey } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { badRequest, conflict, notFound } from "../problem.js";
import type { World } from "../world.js";
import { type FunctionsKeyRecord, FunctionsKeys, inNamespace, requireNamespace } from "./functions-namespace-record.js";

const HOUR = 3_600_000;

function keysOf(world: World, namespace: string): readonly FunctionsKeyRecord[] {
  return world.documents.all(FunctionsKeys, { labels: [inNamespace(namespace)] });
}

function requireKey(world: World, path: { namespace_id: string; key_id: string }): FunctionsKeyRecord {
  const { namespace } = requireNamespace(world, path.namespace_id);
  const key = world.documents.get(FunctionsKeys, path.key_id);
  if (key?.namespace !== namespace) throw notFound();
  return key;
}

const view = ({ namespace: _, ...key }: FunctionsKeyRecord): AccessKey => key;

function checkName(world: World, name: string, { namespace, id }: { namespace: string; id?: string }): void {
  if (name.trim() === "") throw badRequest("Invalid request payload: missing name field");
  if (keysOf(world, namespace).some((other) => other.name === name && other.id !== id)) {
    throw conflict("The request could not be completed due to a conflict.");
  }
}

/** When a key ends that is to last `12h` or `7d`; null when it has no end. */
function endOf(world: World, duration: string | undefined): string | null {
  if (duration === undefined) return null;
  const [, count = "", unit] = /^([1-9]\d{0,5})([hd])$/.exec(duration) ?? [];
  if (unit === undefined)
    throw badRequest("Invalid request payload: expires_in must be hours or days, as in 12h or 7d");
  return timestamp(world.now + Number(count) * HOUR * (unit === "d" ? 24 : 1));
}

const list: Handler<"GET /v2/functions/namespaces/{namespace_id}/keys"> = ({ world, path }) => {
  const keys = keysOf(world, requireNamespace(world, path.namespace_id).namespace);
  return { access_keys: keys.map(view), count: keys.length };
};

const create: Handler<"POST /v2/functions/namespaces/{namespace_id}/keys"> = ({ world, path, body }) => {
  const { namespace } = requireNamespace(world, path.namespace_id);
  checkName(world, body.name, { namespace });
  const now = timestamp(world.now);
  const key: FunctionsKeyRecord = {
    id: `dof_v1-${randomUUID().slice(9)}`,
    namespace,
    name: body.name,
    expires_at: endOf(world, body.expires_in),
    created_at: now,
    updated_at: now,
  };
  world.documents.put(FunctionsKeys, key.id, key);
  return { access_key: { ...view(key), secret: `simulated-secret-${randomBytes(13).toString("hex")}` } };
};

const update: Handler<"PUT /v2/functions/namespaces/{namespace_id}/keys/{key_id}"> = ({ world, path, body }) => {
  const key = requireKey(world, path);
  checkName(world, body.name, key);
  const renamed = { ...key, name: body.name, updated_at: timestamp(world.now) };
  world.documents.put(FunctionsKeys, key.id, renamed);
  return { access_key: view(renamed) };
};

const remove: Handler<"DELETE /v2/functions/namespaces/{namespace_id}/keys/{key_id}"> = ({ world, path }) => {
  world.documents.remove(FunctionsKeys, requireKey(world, path).id);
  return {};
};

export const functionsAccessKeysOperations = {
  functionsAccessKey_list: list,
  functionsAccessKey_create: create,
  functionsAccessKey_update: update,
  functionsAccessKey_delete: remove,
};
