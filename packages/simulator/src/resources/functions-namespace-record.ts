import type { AccessKey, NamespaceInfo } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

/** A namespace as the API shows it. */
export type NamespaceRecord = Required<NamespaceInfo>;

export const Namespaces: Kind<NamespaceRecord> = {
  name: "functions_namespace",
  labels: ({ label }) => [namespaceLabel(label)],
};

export const namespaceLabel = (label: string) => `label:${label}`;

export interface TriggerRecord {
  readonly namespace: string;
  readonly name: string;
  readonly function: string;
  readonly is_enabled: boolean;
  readonly cron: string;
  readonly body: object | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export const Triggers: Kind<TriggerRecord> = {
  name: "functions_trigger",
  labels: ({ namespace }) => [inNamespace(namespace)],
};

export const triggerId = ({ namespace, name }: Pick<TriggerRecord, "namespace" | "name">) => `${namespace} ${name}`;

/** A key as the API shows it. Its secret is not kept. */
export interface FunctionsKeyRecord extends Required<AccessKey> {
  readonly namespace: string;
}

export const FunctionsKeys: Kind<FunctionsKeyRecord> = {
  name: "functions_access_key",
  labels: ({ namespace }) => [inNamespace(namespace)],
};

/** By which everything is found that belongs to a namespace. */
export const inNamespace = (namespace: string) => `in:${namespace}`;

/** The namespace of a name, which is its UUID after `fn-`, or of the UUID alone. */
export function requireNamespace(world: World, id: string): NamespaceRecord {
  const name = id.toLowerCase();
  const namespace = world.documents.get(Namespaces, name.startsWith("fn-") ? name : `fn-${name}`);
  if (!namespace) throw notFound("namespace not found");
  return namespace;
}
