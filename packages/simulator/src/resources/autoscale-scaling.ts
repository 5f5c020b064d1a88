import { randomUUID } from "node:crypto";
import type { History } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import { ApiProblem } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { type AutoscalePoolRecord, AutoscalePools, membersOf } from "./autoscale-pool-record.js";
import { createDroplets } from "./droplet-creation.js";
import { beginDestroying } from "./droplet-destruction.js";
import { Droplets } from "./droplet-record.js";

type HistoryRecord = History & { readonly pool: string };

export const HistoryEvents: Kind<HistoryRecord> = {
  name: "autoscale_pool_history",
  labels: ({ pool }) => [historyOf(pool)],
};

export const historyOf = (pool: string) => `pool:${pool}`;

/**
 * Begins to bring a pool to the size that its configuration asks for; throws the 422 that Droplets of its template are
 * refused with. Of a pool that scales by utilization the number stays in its bounds: nothing in it is ever busy.
 */
export function beginScaling(world: World, pool: AutoscalePoolRecord, reason: History["reason"]): void {
  const members = membersOf(world, pool.id);
  const desired = desiredSize(pool, members.length);
  for (let missing = desired - members.length; missing > 0; missing--) addMember(world, pool);
  for (const surplus of members.slice(desired)) beginDestroying(world, surplus);
  const event: HistoryRecord = {
    history_event_id: randomUUID(),
    current_instance_count: members.length,
    desired_instance_count: desired,
    reason,
    status: "in_progress",
    created_at: timestamp(world.now),
    updated_at: timestamp(world.now),
    pool: pool.id,
  };
  world.documents.put(HistoryEvents, event.history_event_id, event);
  world.schedule("autoscale_pool.scale", { event: event.history_event_id });
}

function desiredSize({ config }: AutoscalePoolRecord, present: number): number {
  if ("target_number_instances" in config) return config.target_number_instances;
  return Math.min(Math.max(present, config.min_instances), config.max_instances);
}

function addMember(world: World, { id, name, droplet_template }: AutoscalePoolRecord): void {
  const member = `${droplet_template.name ?? name}-${randomUUID().slice(0, 8)}`;
  for (const { droplet } of createDroplets(world, [member], droplet_template)) {
    world.documents.put(Droplets, droplet.id, { ...droplet, pool: id });
  }
}

/** The end of a scaling: all went well when every Droplet that was asked for is active. */
const scaled: EventHandler = (world, { payload, errored }) => {
  const { event: id }: { event: string } = payload;
  const event = world.documents.get(HistoryEvents, id);
  const pool = event && world.documents.get(AutoscalePools, event.pool);
  if (!pool || pool.status === "deleting") return;
  const active = membersOf(world, pool.id).filter(({ status }) => status === "active");
  // The configuration can have changed since.
  const expected = Math.min(event.desired_instance_count, desiredSize(pool, 0));
  const fails = errored || active.length < expected;
  const updated_at = timestamp(world.now);
  world.documents.put(HistoryEvents, id, { ...event, status: fails ? "error" : "success", updated_at });
  world.documents.put(AutoscalePools, pool.id, { ...pool, status: fails ? "error" : "active" });
};

/** Another Droplet takes the place of one that is gone. */
const replaced: EventHandler = (world, { payload }) => {
  const { pool: id }: { pool: string } = payload;
  const pool = world.documents.get(AutoscalePools, id);
  if (!pool || pool.status === "deleting" || membersOf(world, id).length >= desiredSize(pool, 0)) return;
  try {
    beginScaling(world, pool, "SCALE_UP");
  } catch (error) {
    // What the template names can be gone by now.
    if (!(error instanceof ApiProblem)) throw error;
    world.documents.put(AutoscalePools, id, { ...pool, status: "error" });
  }
};

export const autoscaleScalingEvents = { "autoscale_pool.scale": scaled, "autoscale_pool.replace": replaced };
