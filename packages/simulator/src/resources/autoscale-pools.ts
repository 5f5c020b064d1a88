import { randomUUID } from "node:crypto";
import type { AutoscalePoolCreate, Member } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import { notFound, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  type AutoscalePoolRecord,
  AutoscalePools,
  membersOf,
  poolName,
  poolView,
  requirePool,
} from "./autoscale-pool-record.js";
import { beginScaling, HistoryEvents, historyOf } from "./autoscale-scaling.js";
import { beginDestroying, requireDangerous } from "./droplet-destruction.js";
import { type DropletRecord, Droplets, memberOf } from "./droplet-record.js";

function checkPool({ name, config }: AutoscalePoolCreate): void {
  if (name.trim() === "") throw unprocessable("Name can't be blank.");
  if ("min_instances" in config && config.max_instances < config.min_instances) {
    throw unprocessable("max_instances must not be less than min_instances.");
  }
}

/** A pool that can still be changed: one that is being deleted counts as gone. */
function requireStanding(world: World, id: string): AutoscalePoolRecord {
  const pool = requirePool(world, id);
  if (pool.status === "deleting") throw notFound(`autoscale group with id ${id} not found`);
  return pool;
}

const list: Handler<"GET /v2/droplets/autoscale"> = ({ world, query: { name }, page }) => {
  const labels = name === undefined ? [] : [poolName(name)];
  const { items, ...rest } = page(world.documents.find(AutoscalePools, { labels }));
  return { autoscale_pools: items.map((pool) => poolView(world, pool)), ...rest };
};

const create: Handler<"POST /v2/droplets/autoscale"> = ({ world, body }) => {
  checkPool(body);
  const pool: AutoscalePoolRecord = {
    id: randomUUID(),
    name: body.name,
    config: body.config,
    droplet_template: body.droplet_template,
    created_at: timestamp(world.now),
    updated_at: timestamp(world.now),
    status: "provisioning",
  };
  world.documents.put(AutoscalePools, pool.id, pool);
  beginScaling(world, pool, "CONFIGURATION_CHANGE");
  return { autoscale_pool: poolView(world, pool) };
};

const get: Handler<"GET /v2/droplets/autoscale/{autoscale_pool_id}"> = ({ world, path }) => ({
  autoscale_pool: poolView(world, requirePool(world, path.autoscale_pool_id)),
});

/** A changed template is for the members to come; those that are there stay as they are. */
const update: Handler<"PUT /v2/droplets/autoscale/{autoscale_pool_id}"> = ({ world, path, body }) => {
  const pool = requireStanding(world, path.autoscale_pool_id);
  checkPool(body);
  if (body.name !== pool.name) throw unprocessable("The name of an autoscale pool cannot be changed.");
  const { config, droplet_template } = body;
  const updated = { ...pool, config, droplet_template, updated_at: timestamp(world.now) };
  world.documents.put(AutoscalePools, pool.id, updated);
  beginScaling(world, updated, "CONFIGURATION_CHANGE");
  return { autoscale_pool: poolView(world, updated) };
};

function beginDeleting(world: World, pool: AutoscalePoolRecord): void {
  world.documents.put(AutoscalePools, pool.id, { ...pool, status: "deleting" });
  world.schedule("autoscale_pool.delete", { pool: pool.id });
}

/** The pool goes, its Droplets stay. */
const destroy: Handler<"DELETE /v2/droplets/autoscale/{autoscale_pool_id}"> = ({ world, path }) => {
  beginDeleting(world, requireStanding(world, path.autoscale_pool_id));
  return undefined;
};

const destroyAll: Handler<"DELETE /v2/droplets/autoscale/{autoscale_pool_id}/dangerous"> = ({
  world,
  path,
  headers,
}) => {
  requireDangerous(headers);
  const pool = requireStanding(world, path.autoscale_pool_id);
  for (const droplet of membersOf(world, pool.id)) beginDestroying(world, droplet);
  beginDeleting(world, pool);
  return undefined;
};

const deleted: EventHandler = (world, { payload, errored }) => {
  const { pool: id }: { pool: string } = payload;
  const pool = world.documents.get(AutoscalePools, id);
  if (pool && errored) world.documents.put(AutoscalePools, id, { ...pool, status: "error" });
  else world.documents.remove(AutoscalePools, id);
};

function memberView({ id, created_at, status, destroying }: DropletRecord): Member {
  const phase = status === "new" ? "provisioning" : status;
  return {
    droplet_id: id,
    created_at,
    updated_at: created_at,
    health_status: "healthy",
    status: destroying ? "deleting" : phase,
    current_utilization: { cpu: 0, memory: 0 },
  };
}

const listMembers: Handler<"GET /v2/droplets/autoscale/{autoscale_pool_id}/members"> = ({ world, path, page }) => {
  const { id } = requirePool(world, path.autoscale_pool_id);
  const { items, ...rest } = page(mapped(world.documents.find(Droplets, { labels: [memberOf(id)] }), memberView));
  return { droplets: items, ...rest };
};

const listHistory: Handler<"GET /v2/droplets/autoscale/{autoscale_pool_id}/history"> = ({ world, path, page }) => {
  const { id } = requirePool(world, path.autoscale_pool_id);
  const found = world.documents.find(HistoryEvents, { labels: [historyOf(id)], newestFirst: true });
  const { items, ...rest } = page(mapped(found, ({ pool: _, ...event }) => event));
  return { history: items, ...rest };
};

export const autoscalePoolsOperations = {
  autoscalepools_list: list,
  autoscalepools_create: create,
  autoscalepools_get: get,
  autoscalepools_update: update,
  autoscalepools_delete: destroy,
  autoscalepools_delete_dangerous: destroyAll,
  autoscalepools_list_members: listMembers,
  autoscalepools_list_history: listHistory,
};

export const autoscalePoolsEvents = { "autoscale_pool.delete": deleted };
