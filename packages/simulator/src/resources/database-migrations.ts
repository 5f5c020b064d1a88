import { randomUUID } from "node:crypto";
import type { OnlineMigration } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { EventHandler } from "../world.js";
import { requireCluster, requireOnline } from "./database-cluster-record.js";
import { requireFeature } from "./database-engines.js";
import { findMember, type Member, memberKind, putMember, requireMember } from "./database-members.js";

/** The last migration of a cluster, which has no other. */
interface MigrationRecord extends Member {
  readonly id: string;
  readonly status: "running" | "done" | "error" | "canceled";
  readonly created_at: string;
}

export const DatabaseMigrations = memberKind<MigrationRecord>("database_migration");

const lastOf = (cluster: string): Member => ({ cluster, name: "last" });

const view = ({ id, status, created_at }: MigrationRecord): OnlineMigration => ({ id, status, created_at });

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/online-migration"> = ({ world, path }) => {
  const { id } = requireCluster(world, path.database_cluster_uuid);
  return view(requireMember(world, DatabaseMigrations, lastOf(id)));
};

const start: Handler<"PUT /v2/databases/{database_cluster_uuid}/online-migration"> = ({ world, path, body }) => {
  const cluster = requireOnline(world, path.database_cluster_uuid);
  requireFeature(cluster, "online_migration");
  if (!body.source.host) throw unprocessable("source.host is required.");
  if (findMember(world, DatabaseMigrations, lastOf(cluster.id))?.status === "running") {
    throw unprocessable("A migration is running already.");
  }
  const migration = putMember(world, DatabaseMigrations, {
    ...lastOf(cluster.id),
    id: randomUUID(),
    status: "running",
    created_at: timestamp(world.now),
  });
  world.schedule("database.online_migration", { database: cluster.id, migration: migration.id });
  return view(migration);
};

const stop: Handler<"DELETE /v2/databases/{database_cluster_uuid}/online-migration/{migration_id}"> = ({
  world,
  path,
}) => {
  const { id } = requireCluster(world, path.database_cluster_uuid);
  const migration = requireMember(world, DatabaseMigrations, lastOf(id));
  if (migration.id !== path.migration_id) throw notFound("not found");
  if (migration.status === "running") putMember(world, DatabaseMigrations, { ...migration, status: "canceled" });
  return undefined;
};

/** Nobody writes to a source that is made up, so that everything is over some day. */
const ended: EventHandler = (world, { payload, errored }) => {
  const { database, migration: id }: { database: string; migration: string } = payload;
  const migration = findMember(world, DatabaseMigrations, lastOf(database));
  if (migration?.id !== id || migration.status !== "running") return;
  putMember(world, DatabaseMigrations, { ...migration, status: errored ? "error" : "done" });
};

export const databaseMigrationsOperations = {
  databases_get_migrationStatus: get,
  databases_update_onlineMigration: start,
  databases_delete_onlineMigration: stop,
};

export const databaseMigrationsEvents = { "database.online_migration": ended };
