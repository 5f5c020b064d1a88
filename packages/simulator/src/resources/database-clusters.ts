import { randomUUID } from "node:crypto";
import type { DatabasesCreateClusterBody } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { sourceOf } from "./database-backups.js";
import {
  checkClusterName,
  type DatabaseClusterRecord,
  DatabaseClusters,
  DatabaseReplicas,
  putCluster,
  requireCluster,
} from "./database-cluster-record.js";
import { clusterView, databaseUrn } from "./database-cluster-view.js";
import { configOf } from "./database-config.js";
import { protocolOf } from "./database-connections.js";
import { checkRegion, familyOf, offerOf, storageOf, supports, versionIn } from "./database-engines.js";
import { DatabaseEvents, noteEvent } from "./database-events.js";
import { rulesOf } from "./database-firewall.js";
import { DatabaseIndexes, firstIndex } from "./database-indexes.js";
import { DatabaseLogSinks } from "./database-log-sinks.js";
import { copyMembers, memberKey, membersIn, putMember } from "./database-members.js";
import { DatabaseMigrations } from "./database-migrations.js";
import { DatabaseNames } from "./database-names.js";
import { ConnectionPools } from "./database-pools.js";
import { DatabaseRegistries, DatabaseSubjects } from "./database-schemas.js";
import { checkAutoscale } from "./database-settings.js";
import { DatabaseTopics } from "./database-topics.js";
import { DatabaseUsers, firstUser } from "./database-user-record.js";
import { joinProject } from "./project-membership.js";
import { tagLabel } from "./tag-label.js";
import { applyTags } from "./tags.js";
import { vpcFor } from "./vpc-record.js";

/** All that is in a cluster and goes with it. */
const CONTENTS: readonly Kind<never>[] = [
  DatabaseUsers,
  DatabaseNames,
  DatabaseReplicas,
  DatabaseEvents,
  DatabaseMigrations,
  ConnectionPools,
  DatabaseTopics,
  DatabaseSubjects,
  DatabaseRegistries,
  DatabaseIndexes,
  DatabaseLogSinks,
];

const list: Handler<"GET /v2/databases"> = ({ world, query }) => {
  const labels = query?.tag_name === undefined ? [] : [tagLabel(query.tag_name)];
  const clusters = world.documents.all(DatabaseClusters, { labels });
  return { databases: clusters.map((cluster) => clusterView(world, cluster)) };
};

function newCluster(world: World, body: DatabasesCreateClusterBody): DatabaseClusterRecord {
  const offer = offerOf(world, body.engine);
  checkClusterName(world, body.name);
  checkRegion(offer, body.region);
  checkAutoscale(body.autoscale);
  const id = randomUUID();
  const { name, engine, num_nodes, size, region } = body;
  return {
    id,
    name,
    engine,
    version: versionIn(offer, body.version).version,
    num_nodes,
    size,
    region,
    vpc: vpcFor(world, body.private_network_uuid, region).id,
    status: body.backup_restore ? "forking" : "creating",
    created_at: timestamp(world.now),
    tags: applyTags(world, body.tags ?? [], { type: "databases", path: `/v2/databases/${id}` }),
    storage_size_mib: storageOf(offer, body),
    maintenance_window: { day: "saturday", hour: "02:00:00" },
    rules: rulesOf(world, id, body.rules ?? []),
    config: configOf(engine),
    autoscale: body.autoscale ?? { storage: { enabled: false } },
    do_settings: { service_cnames: body.do_settings?.service_cnames ?? [] },
  };
}

const create: Handler<"POST /v2/databases"> = ({ world, body }) => {
  const source = body.backup_restore && sourceOf(world, body.backup_restore, body.engine);
  const cluster = newCluster(world, body);
  putCluster(world, cluster);
  if (source) fillFrom(world, cluster, source);
  else fill(world, cluster);
  joinProject(world, databaseUrn(cluster.id), body.project_id);
  noteEvent(world, cluster, "cluster_create");
  world.schedule(source ? "database.fork" : "database.create", { database: cluster.id });
  return { database: clusterView(world, cluster, true) };
};

/** Gives a new cluster what it begins with. */
function fill(world: World, cluster: DatabaseClusterRecord): void {
  putMember(world, DatabaseUsers, firstUser(cluster));
  const { database: name } = protocolOf(familyOf(cluster));
  if (supports(cluster, "databases")) putMember(world, DatabaseNames, { cluster: cluster.id, name });
  if (supports(cluster, "indexes")) putMember(world, DatabaseIndexes, firstIndex(cluster));
}

/** Gives a new cluster what is in another one; its first user gets a password of its own. */
export function fillFrom(world: World, cluster: DatabaseClusterRecord, { id: from }: DatabaseClusterRecord): void {
  const copied = { from, to: cluster.id };
  copyMembers(world, DatabaseUsers, copied);
  copyMembers(world, DatabaseNames, copied);
  putMember(world, DatabaseUsers, firstUser(cluster));
}

const get: Handler<"GET /v2/databases/{database_cluster_uuid}"> = ({ world, path }) => ({
  database: clusterView(world, requireCluster(world, path.database_cluster_uuid)),
});

const destroy: Handler<"DELETE /v2/databases/{database_cluster_uuid}"> = ({ world, path }) => {
  removeCluster(world, requireCluster(world, path.database_cluster_uuid).id);
  return undefined;
};

function removeCluster(world: World, id: string): void {
  for (const kind of CONTENTS) {
    for (const member of membersIn(world, kind, id)) world.documents.remove(kind, memberKey(member));
  }
  world.documents.remove(DatabaseClusters, id);
}

/** The API knows no state of failure: what could not be made is gone. */
const created: EventHandler = (world, { payload, errored }) => {
  const { database: id }: { database: string } = payload;
  const cluster = world.documents.get(DatabaseClusters, id);
  if (cluster && errored) removeCluster(world, id);
  else if (cluster) putCluster(world, { ...cluster, status: "online" });
};

export const databaseClustersOperations = {
  databases_list_clusters: list,
  databases_create_cluster: create,
  databases_get_cluster: get,
  databases_destroy_cluster: destroy,
};

export const databaseClustersEvents = { "database.create": created, "database.fork": created };
