import { randomUUID } from "node:crypto";
import type { AlertPolicy, AlertPolicyRequest } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

/** Nothing is measured: policies are kept, and no alert ever comes of one. */
const AlertPolicies: Kind<AlertPolicy> = { name: "alert_policy" };

function requirePolicy(world: World, uuid: string): AlertPolicy {
  const policy = world.documents.get(AlertPolicies, uuid.toLowerCase());
  if (!policy) throw notFound();
  return policy;
}

function put(world: World, uuid: string, wanted: AlertPolicyRequest): { policy: AlertPolicy } {
  const { type, description, compare, value, window, entities, tags, alerts, enabled } = wanted;
  const policy = { uuid, type, description, compare, value, window, entities, tags, alerts, enabled };
  world.documents.put(AlertPolicies, uuid, policy);
  return { policy };
}

const list: Handler<"GET /v2/monitoring/alerts"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(AlertPolicies));
  return { policies: items, ...rest };
};

const create: Handler<"POST /v2/monitoring/alerts"> = ({ world, body }) => put(world, randomUUID(), body);

const get: Handler<"GET /v2/monitoring/alerts/{alert_uuid}"> = ({ world, path }) => ({
  policy: requirePolicy(world, path.alert_uuid),
});

const update: Handler<"PUT /v2/monitoring/alerts/{alert_uuid}"> = ({ world, path, body }) =>
  put(world, requirePolicy(world, path.alert_uuid).uuid, body);

const remove: Handler<"DELETE /v2/monitoring/alerts/{alert_uuid}"> = ({ world, path }) => {
  world.documents.remove(AlertPolicies, requirePolicy(world, path.alert_uuid).uuid);
  return undefined;
};

export const alertPoliciesOperations = {
  monitoring_list_alertPolicy: list,
  monitoring_create_alertPolicy: create,
  monitoring_get_alertPolicy: get,
  monitoring_update_alertPolicy: update,
  monitoring_delete_alertPolicy: remove,
};
