import type { DatabaseClusterRead, DatabaseConnection } from "@doapi/client/wire";
import type { World } from "../world.js";
import { type DatabaseClusterRecord } from "./database-cluster-record.js";
import { type Access, connectionOf, hostOf } from "./database-connections.js";
import { familyOf, offerOf, supports, versionIn } from "./database-engines.js";
import { membersIn } from "./database-members.js";
import { DatabaseNames } from "./database-names.js";
import { DatabaseUsers, primaryUser, showsPasswords, userView } from "./database-user-record.js";
import { projectOf } from "./project-membership.js";
import { ownerOf } from "./project-record.js";

const METRICS_PORT = 9273;
const SCHEMA_REGISTRY_PORT = 25066;
const DASHBOARD_PORT = 443;

export const databaseUrn = (id: string) => `do:dbaas:${id}`;

/** The four ways to a cluster's nodes, or two where there is no node that stands by. */
export interface Connections {
  readonly connection: DatabaseConnection;
  readonly private_connection: DatabaseConnection;
  readonly standby_connection?: DatabaseConnection;
  readonly standby_private_connection?: DatabaseConnection;
}

/** How the nodes called `name` are reached. */
export function connectionsTo(
  world: World,
  cluster: Pick<DatabaseClusterRecord, "name" | "engine" | "num_nodes">,
  access: Omit<Access, "host">,
): Connections {
  const { owner_id } = ownerOf(world);
  const to = (prefix: string) =>
    connectionOf(familyOf(cluster), { ...access, host: hostOf(prefix + cluster.name, owner_id) });
  return {
    connection: to(""),
    private_connection: to("private-"),
    ...(cluster.num_nodes > 1 && {
      standby_connection: to("replica-"),
      standby_private_connection: to("private-replica-"),
    }),
  };
}

/** A cluster as the API shows it. */
export function clusterView(
  world: World,
  cluster: DatabaseClusterRecord,
  secrets = showsPasswords(cluster),
): DatabaseClusterRead {
  const { id, name, engine, version, num_nodes, size, region, status, created_at, do_settings } = cluster;
  const { semantic_version, end_of_life, end_of_availability } = versionIn(offerOf(world, engine), version);
  const { name: user, password } = primaryUser(world, cluster);
  const access = { user, ...(secrets && { password }) };
  const connections = connectionsTo(world, cluster, access);
  const { host = "" } = connections.connection;
  return {
    id,
    name,
    engine,
    version,
    semantic_version,
    num_nodes,
    size,
    region,
    status,
    created_at,
    ...connections,
    users: supports(cluster, "users") ? usersOf(world, cluster, secrets) : null,
    db_names: supports(cluster, "databases") ? namesOf(world, cluster) : null,
    private_network_uuid: cluster.vpc,
    tags: [...cluster.tags],
    rules: [...cluster.rules],
    do_settings,
    project_id: projectOf(world, databaseUrn(id)),
    maintenance_window: { ...cluster.maintenance_window, pending: false, description: [] },
    metrics_endpoints: [{ host, port: METRICS_PORT }],
    ...(cluster.storage_size_mib !== null && { storage_size_mib: cluster.storage_size_mib }),
    ...(end_of_life !== null && { version_end_of_life: end_of_life }),
    ...(end_of_availability !== null && { version_end_of_availability: end_of_availability }),
    ...(engine === "opensearch" && { ui_connection: pageOf({ ...access, host, port: DASHBOARD_PORT }) }),
    ...(engine === "kafka" && {
      schema_registry_connection: pageOf({ ...access, host, port: SCHEMA_REGISTRY_PORT }),
    }),
  };
}

function usersOf(world: World, cluster: DatabaseClusterRecord, secrets: boolean) {
  return membersIn(world, DatabaseUsers, cluster.id).map((user) => userView(cluster, user, secrets));
}

function namesOf(world: World, { id }: DatabaseClusterRecord): string[] {
  return membersIn(world, DatabaseNames, id).map(({ name }) => name);
}

/** What a cluster offers to browsers and over HTTPS, where there is no database to be chosen. */
function pageOf(access: Access): Omit<DatabaseConnection, "database"> {
  const { database: _, ...connection } = connectionOf("opensearch", access);
  return connection;
}
