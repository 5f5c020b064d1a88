import { randomBytes, randomUUID } from "node:crypto";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { badRequest, unprocessable } from "../problem.js";
import {
  FunctionsKeys,
  inNamespace,
  namespaceLabel,
  type NamespaceRecord,
  Namespaces,
  requireNamespace,
  triggerId,
  Triggers,
} from "./functions-namespace-record.js";

const list: Handler<"GET /v2/functions/namespaces"> = ({ world }) => ({
  namespaces: [...world.documents.all(Namespaces)],
});

const create: Handler<"POST /v2/functions/namespaces"> = ({ world, body: { label, region } }) => {
  if (label.trim() === "") throw badRequest("Invalid request payload: missing label field");
  if (!world.catalog.regions.has(region)) throw unprocessable(`The region ${region} could not be found.`);
  if (world.documents.find(Namespaces, { labels: [namespaceLabel(label)] }).count() > 0) {
    throw unprocessable(`A namespace labelled ${label} already exists in your account.`);
  }
  const uuid = randomUUID();
  const now = timestamp(world.now);
  const namespace: NamespaceRecord = {
    api_host: `https://faas-${region}.invalid`,
    namespace: `fn-${uuid}`,
    created_at: now,
    updated_at: now,
    label,
    region,
    uuid,
    key: `simulated${randomBytes(27).toString("hex")}`,
  };
  world.documents.put(Namespaces, namespace.namespace, namespace);
  return { namespace };
};

const get: Handler<"GET /v2/functions/namespaces/{namespace_id}"> = ({ world, path }) => ({
  namespace: requireNamespace(world, path.namespace_id),
});

const remove: Handler<"DELETE /v2/functions/namespaces/{namespace_id}"> = ({ world, path }) => {
  const { namespace } = requireNamespace(world, path.namespace_id);
  const labels = [inNamespace(namespace)];
  for (const trigger of world.documents.all(Triggers, { labels })) world.documents.remove(Triggers, triggerId(trigger));
  for (const { id } of world.documents.all(FunctionsKeys, { labels })) world.documents.remove(FunctionsKeys, id);
  world.documents.remove(Namespaces, namespace);
  return undefined;
};

export const functionsNamespacesOperations = {
  functions_list_namespaces: list,
  functions_create_namespace: create,
  functions_get_namespace: get,
  functions_delete_namespace: remove,
};
