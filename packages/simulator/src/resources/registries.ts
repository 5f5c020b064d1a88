import type { DockerCredentials, Multiregistry, MultiregistryCreate, Registry } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { conflict } from "../problem.js";
import type { World } from "../world.js";
import { removeCollectionsOf } from "./registry-garbage-collections.js";
import {
  NO_GARBAGE,
  Registries,
  type RegistryRecord,
  registryView,
  Repositories,
  repositoriesOf,
  repositoryId,
  requireRegistry,
} from "./registry-record.js";
import { subscribe, subscriptionOf, unsubscribe } from "./registry-subscription.js";

const DEFAULT_REGION = "nyc3";

/** Throws the 409 for a name that is in use. */
export function checkRegistryName(world: World, name: string): void {
  if (world.documents.get(Registries, name)) throw conflict("The request could not be completed due to a conflict.");
}

/** Makes a registry, and the account's subscription with its first one; throws the 412 for one too many. */
export function createRegistry(world: World, { name, region, subscription_tier_slug }: MultiregistryCreate) {
  checkRegistryName(world, name);
  const now = timestamp(world.now);
  const place = { region: region ?? DEFAULT_REGION, created_at: now, stored_at: now };
  const registry: RegistryRecord = { name, ...place, garbage: NO_GARBAGE };
  world.documents.put(Registries, name, registry);
  subscribe(world, subscription_tier_slug);
  return registry;
}

/** Deletes a registry with everything in it, and the subscription with the last one. */
export function removeRegistry(world: World, { name }: RegistryRecord): void {
  for (const repository of repositoriesOf(world, name)) world.documents.remove(Repositories, repositoryId(repository));
  removeCollectionsOf(world, name);
  world.documents.remove(Registries, name);
  if (world.documents.find(Registries).count() === 0) unsubscribe(world);
}

export function viewWithSubscription(world: World, registry: RegistryRecord): Registry {
  return { ...registryView(world, registry), subscription: subscriptionOf(world) };
}

const view = (world: World, registry: RegistryRecord): { registry: Multiregistry } => ({
  registry: registryView(world, registry),
});

/** The file that Docker keeps its logins in. They are made up, and open nothing. */
export function dockerCredentials({ read_write = false }: { read_write?: boolean }): DockerCredentials {
  const login = `simulated-${read_write ? "read-write" : "read-only"}`;
  const auth = Buffer.from(`${login}:${login}`).toString("base64");
  return { auths: { "registry.digitalocean.com": { auth } } };
}

const list: Handler<"GET /v2/registries"> = ({ world }) => ({
  registries: world.documents.all(Registries).map((registry) => viewWithSubscription(world, registry)),
});

const create: Handler<"POST /v2/registries"> = ({ world, body }) => view(world, createRegistry(world, body));

const get: Handler<"GET /v2/registries/{registry_name}"> = ({ world, path }) =>
  view(world, requireRegistry(world, path.registry_name));

const remove: Handler<"DELETE /v2/registries/{registry_name}"> = ({ world, path }) => {
  removeRegistry(world, requireRegistry(world, path.registry_name));
  return undefined;
};

/** Whether it is for reading only is in the query, of which the document knows nothing here. */
const getDockerCredentials: Handler<"GET /v2/registries/{registry_name}/docker-credentials"> = ({ world, path }) => {
  requireRegistry(world, path.registry_name);
  return dockerCredentials({});
};

const validateName: Handler<"POST /v2/registries/validate-name"> = ({ world, body }) => {
  checkRegistryName(world, body.name);
  return undefined;
};

export const registriesOperations = {
  registries_list: list,
  registries_create: create,
  registries_get: get,
  registries_delete: remove,
  registries_get_dockerCredentials: getDockerCredentials,
  registries_validate_name: validateName,
};
