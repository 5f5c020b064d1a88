import type { Handler } from "../handler.js";
import { ApiProblem, conflict, notFound } from "../problem.js";
import type { World } from "../world.js";
import {
  checkRegistryName,
  createRegistry,
  dockerCredentials,
  removeRegistry,
  viewWithSubscription,
} from "./registries.js";
import { Registries, type RegistryRecord } from "./registry-record.js";

/** The account's registry, from the time when it could have one only; throws the 412 where there are several. */
function theRegistry(world: World): RegistryRecord {
  const [registry, ...others] = world.documents.all(Registries);
  if (!registry) throw notFound();
  if (others.length > 0) {
    const message =
      "This API is not supported if you have created multiple registries. Please use ‘/v2/registries/{registry_name}’ instead.";
    throw new ApiProblem(412, "precondition_failed", { message });
  }
  return registry;
}

const get: Handler<"GET /v2/registry"> = ({ world }) => ({ registry: viewWithSubscription(world, theRegistry(world)) });

const create: Handler<"POST /v2/registry"> = ({ world, body }) => {
  if (world.documents.find(Registries).count() > 0) {
    throw conflict("The request could not be completed due to a conflict.");
  }
  return { registry: viewWithSubscription(world, createRegistry(world, body)) };
};

const remove: Handler<"DELETE /v2/registry"> = ({ world }) => {
  removeRegistry(world, theRegistry(world));
  return undefined;
};

const getDockerCredentials: Handler<"GET /v2/registry/docker-credentials"> = ({ world, query }) => {
  if (world.documents.find(Registries).count() === 0) throw notFound();
  return dockerCredentials(query);
};

const validateName: Handler<"POST /v2/registry/validate-name"> = ({ world, body }) => {
  checkRegistryName(world, body.name);
  return undefined;
};

export const registryOperations = {
  registry_get: get,
  registry_create: create,
  registry_delete: remove,
  registry_get_dockerCredentials: getDockerCredentials,
  registry_validate_name: validateName,
};
