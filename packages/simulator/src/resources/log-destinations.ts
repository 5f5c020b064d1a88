import { randomUUID } from "node:crypto";
import type { DestinationOmitCredentials, DestinationRequest } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

/** A destination as the API shows it. The credentials are not kept: no log is sent anywhere. */
type DestinationRecord = DestinationOmitCredentials & { readonly id: string };

const Destinations: Kind<DestinationRecord> = { name: "log_destination" };

/** In days. */
const RETENTION = 14;

function requireDestination(world: World, uuid: string): DestinationRecord {
  const destination = world.documents.get(Destinations, uuid.toLowerCase());
  if (!destination) throw notFound();
  return destination;
}

/** A cluster of DigitalOcean's own needs no credentials. */
function put(world: World, { name = "", type, config }: DestinationRequest, ids: Ids): DestinationRecord {
  const { endpoint, cluster_uuid, cluster_name, index_name, retention_days = RETENTION, credentials } = config;
  if (endpoint.trim() === "") throw unprocessable("config.endpoint can't be blank.");
  if (!cluster_uuid && !(credentials?.username && credentials.password)) {
    throw unprocessable("config.credentials are required without config.cluster_uuid.");
  }
  if (retention_days < 1) throw unprocessable("config.retention_days must be a whole number from 1.");
  const destination: DestinationRecord = {
    id: ids.destination,
    name,
    type,
    config: {
      id: ids.config,
      endpoint,
      ...(cluster_uuid !== undefined && { cluster_uuid }),
      ...(cluster_name !== undefined && { cluster_name }),
      ...(index_name !== undefined && { index_name }),
      retention_days,
    },
  };
  world.documents.put(Destinations, destination.id, destination);
  return destination;
}

interface Ids {
  readonly destination: string;
  readonly config: string;
}

const list: Handler<"GET /v2/monitoring/sinks/destinations"> = ({ world }) => ({
  destinations: [...world.documents.all(Destinations)],
});

const create: Handler<"POST /v2/monitoring/sinks/destinations"> = ({ world, body }) => ({
  destination: put(world, body, { destination: randomUUID(), config: randomUUID() }),
});

const get: Handler<"GET /v2/monitoring/sinks/destinations/{destination_uuid}"> = ({ world, path }) => ({
  destination: requireDestination(world, path.destination_uuid),
});

const update: Handler<"POST /v2/monitoring/sinks/destinations/{destination_uuid}"> = ({ world, path, body }) => {
  const { id, config } = requireDestination(world, path.destination_uuid);
  put(world, body, { destination: id, config: config?.id ?? randomUUID() });
  return undefined;
};

const remove: Handler<"DELETE /v2/monitoring/sinks/destinations/{destination_uuid}"> = ({ world, path }) => {
  world.documents.remove(Destinations, requireDestination(world, path.destination_uuid).id);
  return undefined;
};

export const logDestinationsOperations = {
  monitoring_list_destinations: list,
  monitoring_create_destination: create,
  monitoring_get_destination: get,
  monitoring_update_destination: update,
  monitoring_delete_destination: remove,
};
