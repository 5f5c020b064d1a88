import { randomUUID } from "node:crypto";
import type { LogsinkSchema } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { validateField } from "../http/validation.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { type Member, memberKind, membersIn, putMember, removeMember, requireMember } from "./database-members.js";

/** Where a cluster sends its logs; the name is the id. */
interface LogSinkRecord extends Member {
  readonly sink_name: string;
  readonly sink_type: string;
  readonly config: LogsinkSchema["config"];
}

export const DatabaseLogSinks = memberKind<LogSinkRecord>("database_log_sink");

/** Throws the 422 for a configuration that is not one of its type. */
function checkConfig(type: string, config: LogSinkRecord["config"]): void {
  validateField({ config }, "config", `${type}_logsink`);
}

/** MongoDB is the only engine whose logs go to Datadog, and the only one that knows no syslog. */
function checkType({ engine }: DatabaseClusterRecord, type: string): void {
  if (type !== (engine === "mongodb" ? "rsyslog" : "datadog")) return;
  throw unprocessable(`The sink_type ${type} is not supported for ${engine} clusters.`);
}

function sinkView({ cluster: _, name: sink_id, ...sink }: LogSinkRecord): LogsinkSchema {
  return { sink_id, ...sink };
}

function requireSink(world: World, id: string, name: string): LogSinkRecord {
  return requireMember(world, DatabaseLogSinks, { cluster: requireCluster(world, id).id, name });
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/logsink"> = ({ world, path }) => {
  const { id } = requireCluster(world, path.database_cluster_uuid);
  return { sinks: membersIn(world, DatabaseLogSinks, id).map(sinkView) };
};

const create: Handler<"POST /v2/databases/{database_cluster_uuid}/logsink"> = ({ world, path, body }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  const { sink_name, sink_type, config } = body;
  checkType(cluster, sink_type);
  checkConfig(sink_type, config);
  if (sink_name.trim() === "") throw unprocessable("sink_name can't be blank.");
  if (membersIn(world, DatabaseLogSinks, cluster.id).some((sink) => sink.sink_name === sink_name)) {
    throw unprocessable(`The name ${sink_name} is already in use in this cluster.`);
  }
  const sink = { cluster: cluster.id, name: randomUUID(), sink_name, sink_type, config };
  return { sink: sinkView(putMember(world, DatabaseLogSinks, sink)) };
};

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/logsink/{logsink_id}"> = ({ world, path }) =>
  sinkView(requireSink(world, path.database_cluster_uuid, path.logsink_id));

const update: Handler<"PUT /v2/databases/{database_cluster_uuid}/logsink/{logsink_id}"> = ({ world, path, body }) => {
  const sink = requireSink(world, path.database_cluster_uuid, path.logsink_id);
  checkConfig(sink.sink_type, body.config);
  putMember(world, DatabaseLogSinks, { ...sink, config: body.config });
  return undefined;
};

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/logsink/{logsink_id}"> = ({ world, path }) => {
  removeMember(world, DatabaseLogSinks, requireSink(world, path.database_cluster_uuid, path.logsink_id));
  return undefined;
};

export const databaseLogSinksOperations = {
  databases_list_logsink: list,
  databases_create_logsink: create,
  databases_get_logsink: get,
  databases_update_logsink: update,
  databases_delete_logsink: remove,
};
