import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  type DatabaseClusterRecord,
  DatabaseClusters,
  type DatabaseStatus,
  putCluster,
  requireOnline,
} from "./database-cluster-record.js";
import { checkRegion, offerOf, storageOf, versionIn } from "./database-engines.js";
import { noteEvent } from "./database-events.js";
import { vpcFor } from "./vpc-record.js";

function begin(world: World, cluster: DatabaseClusterRecord, status: DatabaseStatus): void {
  putCluster(world, { ...cluster, status });
  noteEvent(world, cluster, "cluster_update");
}

const resize: Handler<"PUT /v2/databases/{database_cluster_uuid}/resize"> = ({ world, path, body }) => {
  const cluster = requireOnline(world, path.database_cluster_uuid);
  const storage_size_mib = storageOf(offerOf(world, cluster.engine), body);
  const had = cluster.storage_size_mib;
  // Without a wish the storage that was added before stays.
  const storage = storage_size_mib === null || had === null ? null : Math.max(storage_size_mib, had);
  if (storage !== storage_size_mib && body.storage_size_mib !== undefined) {
    throw unprocessable("invalid storage_size_mib: storage cannot be taken away.");
  }
  begin(world, cluster, "resizing");
  const { size, num_nodes } = body;
  world.schedule("database.resize", { database: cluster.id, plan: { size, num_nodes, storage_size_mib: storage } });
  return undefined;
};

const migrate: Handler<"PUT /v2/databases/{database_cluster_uuid}/migrate"> = ({ world, path, body: { region } }) => {
  const cluster = requireOnline(world, path.database_cluster_uuid);
  checkRegion(offerOf(world, cluster.engine), region);
  if (region === cluster.region) throw unprocessable(`invalid region: the cluster is in ${region} already.`);
  begin(world, cluster, "migrating");
  world.schedule("database.migrate", { database: cluster.id, region });
  return undefined;
};

/** The cluster stays online while it is upgraded. */
const upgrade: Handler<"PUT /v2/databases/{database_cluster_uuid}/upgrade"> = ({ world, path, body }) => {
  const cluster = requireOnline(world, path.database_cluster_uuid);
  if (body.version === undefined) throw unprocessable("version is required.");
  const { version } = versionIn(offerOf(world, cluster.engine), body.version);
  if (Number.parseFloat(version) <= Number.parseFloat(cluster.version)) {
    throw unprocessable(`invalid version: the cluster has ${cluster.version}.`);
  }
  noteEvent(world, cluster, "cluster_update");
  world.schedule("database.upgrade", { database: cluster.id, version });
  return undefined;
};

/** There is never an update that waits for its installation. */
const installUpdate: Handler<"PUT /v2/databases/{database_cluster_uuid}/install_update"> = ({ world, path }) => {
  noteEvent(world, requireOnline(world, path.database_cluster_uuid), "cluster_maintenance_perform");
  return undefined;
};

type Changes = Pick<DatabaseClusterRecord, "size" | "num_nodes" | "storage_size_mib" | "region" | "vpc">;

/** The end of a change: one that fails leaves the cluster as it was. */
function ending<T extends { database: string }>(changes: (world: World, payload: T) => Partial<Changes>): EventHandler {
  return (world, { payload, errored }) => {
    const { database }: T = payload;
    const cluster = world.documents.get(DatabaseClusters, database);
    if (cluster) putCluster(world, { ...cluster, ...(!errored && changes(world, payload)), status: "online" });
  };
}

type Resized = { database: string; plan: Pick<Changes, "size" | "num_nodes" | "storage_size_mib"> };
type Moved = { database: string; region: string };

const upgraded: EventHandler = (world, { payload, errored }) => {
  const { database, version }: { database: string; version: string } = payload;
  const cluster = world.documents.get(DatabaseClusters, database);
  if (cluster && !errored) putCluster(world, { ...cluster, version });
};

export const databaseChangesOperations = {
  databases_update_clusterSize: resize,
  databases_update_region: migrate,
  databases_update_major_version: upgrade,
  databases_install_update: installUpdate,
};

export const databaseChangesEvents = {
  "database.resize": ending<Resized>((_, { plan }) => plan),
  "database.migrate": ending<Moved>((world, { region }) => ({ region, vpc: vpcFor(world, undefined, region).id })),
  "database.upgrade": upgraded,
};
