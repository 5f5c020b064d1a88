import { randomBytes } from "node:crypto";
import type { EventsLogs } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { type Member, memberKind, membersIn, putMember } from "./database-members.js";

/** Something that happened to a cluster; its name is its id. */
interface EventRecord extends Member {
  readonly cluster_name: string;
  readonly event_type: EventType;
  readonly create_time: string;
}

type EventType = NonNullable<EventsLogs["event_type"]>;

export const DatabaseEvents = memberKind<EventRecord>("database_event");

export function noteEvent(world: World, { id, name }: DatabaseClusterRecord, event_type: EventType): void {
  putMember(world, DatabaseEvents, {
    cluster: id,
    name: randomBytes(4).toString("hex"),
    cluster_name: name,
    event_type,
    create_time: timestamp(world.now),
  });
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/events"> = ({ world, path }) => {
  const { id } = requireCluster(world, path.database_cluster_uuid);
  return {
    events: membersIn(world, DatabaseEvents, id).map(({ cluster: _, name, ...event }) => ({ id: name, ...event })),
  };
};

export const databaseEventsOperations = { databases_list_events_logs: list };
