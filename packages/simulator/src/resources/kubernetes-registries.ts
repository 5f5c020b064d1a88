import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { change, type ClusterRecord, requireStanding } from "./kubernetes-cluster-record.js";

/** The clusters that a request names: all are there, or the 404 is thrown. */
function clustersOf(world: World, { cluster_uuids: ids = [] }: { cluster_uuids?: string[] }): ClusterRecord[] {
  if (ids.length === 0) throw unprocessable("cluster_uuids must name at least one cluster.");
  return [...new Set(ids)].map((id) => requireStanding(world, id));
}

function namesOf({ registries = [] }: { registries?: string[] }): readonly string[] {
  if (registries.length === 0) throw unprocessable("registries must name at least one registry.");
  return registries;
}

/** Says that there is a registry; which one is not named. */
const addRegistry: Handler<"POST /v2/kubernetes/registry"> = ({ world, body }) => {
  for (const cluster of clustersOf(world, body)) change(world, cluster, { registries: cluster.registries ?? [] });
  return undefined;
};

const removeRegistry: Handler<"DELETE /v2/kubernetes/registry"> = ({ world, body }) => {
  for (const cluster of clustersOf(world, body)) change(world, cluster, { registries: null });
  return undefined;
};

const addRegistries: Handler<"POST /v2/kubernetes/registries"> = ({ world, body }) => {
  const names = namesOf(body);
  for (const cluster of clustersOf(world, body)) {
    change(world, cluster, { registries: [...new Set([...(cluster.registries ?? []), ...names])] });
  }
  return undefined;
};

const removeRegistries: Handler<"DELETE /v2/kubernetes/registries"> = ({ world, body }) => {
  const names = namesOf(body);
  for (const cluster of clustersOf(world, body)) {
    const rest = cluster.registries?.filter((name) => !names.includes(name)) ?? [];
    change(world, cluster, { registries: rest.length > 0 ? rest : null });
  }
  return undefined;
};

export const kubernetesRegistriesOperations = {
  kubernetes_add_registry: addRegistry,
  kubernetes_remove_registry: removeRegistry,
  kubernetes_add_registries: addRegistries,
  kubernetes_remove_registries: removeRegistries,
};
