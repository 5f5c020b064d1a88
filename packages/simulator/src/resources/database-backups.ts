import type { Backup } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, findClusterNamed, requireCluster } from "./database-cluster-record.js";
import { requireFeature, supports } from "./database-engines.js";

const DAY = 24 * 60 * 60 * 1000;
/** So many backups are kept, of which every seventh is a whole one. */
const KEPT = 7;
const SIZE_GIGABYTES = 0.03;

/** The backups of a cluster, oldest first: one when it begins and one on each day, at once and without documents. */
function backupsOf(world: World, { created_at, status }: DatabaseClusterRecord): Backup[] {
  if (status === "creating" || status === "forking") return [];
  const begin = Date.parse(created_at);
  const last = Math.floor((world.now - begin) / DAY);
  const days = Array.from({ length: Math.min(last + 1, KEPT) }, (_, index) => last - index).reverse();
  return days.map((day) => ({
    created_at: timestamp(begin + day * DAY),
    size_gigabytes: SIZE_GIGABYTES,
    incremental: day % KEPT !== 0,
  }));
}

interface Restored {
  readonly database_name: string;
  readonly backup_created_at?: string;
}

/**
 * The cluster that a new one is to be made from. Between its backups it can be restored as it was at any time; throws the
 * 422 for a time without a backup before it, and for a cluster that is not there or of another engine.
 */
export function sourceOf(world: World, wanted: Restored, engine: string): DatabaseClusterRecord {
  const source = findClusterNamed(world, wanted.database_name);
  if (!source) throw unprocessable(`backup_restore: there is no cluster ${wanted.database_name}.`);
  if (source.engine !== engine || !supports(source, "backups")) {
    throw unprocessable(`backup_restore: ${wanted.database_name} has no backups for ${engine}.`);
  }
  const [oldest] = backupsOf(world, source);
  const time = wanted.backup_created_at === undefined ? world.now : Date.parse(wanted.backup_created_at);
  if (!oldest || time < Date.parse(oldest.created_at) || time > world.now) {
    throw unprocessable(`backup_restore: ${wanted.database_name} has no backup of that time.`);
  }
  return source;
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/backups"> = ({ world, path }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  requireFeature(cluster, "backups");
  const begin = new Date(cluster.created_at);
  return {
    backups: backupsOf(world, cluster),
    scheduled_backup_time: {
      backup_hour: begin.getUTCHours(),
      backup_minute: begin.getUTCMinutes(),
      backup_interval_hours: 24,
    },
    backup_progress: "100",
  };
};

export const databaseBackupsOperations = { databases_list_backups: list };
