import type { DatabaseUser, MysqlSettings, UserSettings } from "@doapi/client/wire";
import type { World } from "../world.js";
import type { DatabaseClusterRecord } from "./database-cluster-record.js";
import { protocolOf } from "./database-connections.js";
import { familyOf } from "./database-engines.js";
import { memberKind, type Member, requireMember } from "./database-members.js";
import { madeUpPassword, madeUpPem } from "./database-secrets.js";

export interface DatabaseUserRecord extends Member {
  readonly role: "primary" | "normal";
  readonly password: string;
  readonly mysql_settings?: MysqlSettings;
  readonly settings?: UserSettings;
}

export const DatabaseUsers = memberKind<DatabaseUserRecord>("database_user");

/** The user that a cluster has from its beginning, made anew. */
export function firstUser(cluster: DatabaseClusterRecord): DatabaseUserRecord {
  const { user: name } = protocolOf(familyOf(cluster));
  return { cluster: cluster.id, name, role: "primary", password: madeUpPassword() };
}

/** The user under whom a cluster's own connections are shown. */
export function primaryUser(world: World, cluster: DatabaseClusterRecord): DatabaseUserRecord {
  return requireMember(world, DatabaseUsers, { cluster: cluster.id, name: protocolOf(familyOf(cluster)).user });
}

/** MongoDB keeps no password that could be shown later. */
export function showsPasswords({ engine }: DatabaseClusterRecord): boolean {
  return engine !== "mongodb";
}

/** A user as the API shows it. */
export function userView(
  cluster: DatabaseClusterRecord,
  { cluster: _, password, ...user }: DatabaseUserRecord,
  secrets = showsPasswords(cluster),
): DatabaseUser {
  return {
    ...user,
    ...(secrets && { password }),
    ...(cluster.engine === "kafka" && {
      access_cert: madeUpPem("CERTIFICATE", user.name),
      access_key: madeUpPem("PRIVATE KEY", user.name),
    }),
  };
}
