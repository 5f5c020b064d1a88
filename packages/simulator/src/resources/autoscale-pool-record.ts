import type { AutoscalePool, AutoscalePoolCreate } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { type DropletRecord, Droplets, memberOf } from "./droplet-record.js";

export interface AutoscalePoolRecord {
  readonly id: string;
  readonly name: string;
  readonly config: AutoscalePoolCreate["config"];
  readonly droplet_template: AutoscalePoolCreate["droplet_template"];
  readonly created_at: string;
  readonly updated_at: string;
  readonly status: "provisioning" | "active" | "deleting" | "error";
}

export const AutoscalePools: Kind<AutoscalePoolRecord> = {
  name: "autoscale_pool",
  labels: ({ name }) => [poolName(name)],
};

export const poolName = (name: string) => `name:${name}`;

export function requirePool(world: World, id: string): AutoscalePoolRecord {
  const pool = world.documents.get(AutoscalePools, id);
  if (!pool) throw notFound(`autoscale group with id ${id} not found`);
  return pool;
}

/** The Droplets that count: those that are being destroyed are on their way out. */
export function membersOf(world: World, pool: string): readonly DropletRecord[] {
  return world.documents.all(Droplets, { labels: [memberOf(pool)] }).filter(({ destroying }) => !destroying);
}

export function poolView(world: World, pool: AutoscalePoolRecord): AutoscalePool {
  const active = membersOf(world, pool.id).filter(({ status }) => status === "active");
  // Nothing runs in a Droplet, so that none is ever used to any part.
  return { ...pool, active_resources_count: active.length, current_utilization: { cpu: 0, memory: 0 } };
}
