import type { AppMetricsBandwidthUsage } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import type { World } from "../world.js";
import { requireApp } from "./app-record.js";

const DAY = 24 * 60 * 60 * 1000;

/** What apps sent on a day: nothing, as nobody comes to see them. The last full day unless another is asked for. */
function usage(world: World, apps: readonly string[], date: string | undefined): AppMetricsBandwidthUsage {
  const time = date === undefined ? world.now - DAY : Date.parse(date);
  return {
    app_bandwidth_usage: apps.map((id) => ({ app_id: requireApp(world, id).id, bandwidth_bytes: "0" })),
    date: timestamp(Math.floor(time / DAY) * DAY),
  };
}

const get: Handler<"GET /v2/apps/{app_id}/metrics/bandwidth_daily"> = ({ world, path, query }) =>
  usage(world, [path.app_id], query.date);

const list: Handler<"POST /v2/apps/metrics/bandwidth_daily"> = ({ world, body: { app_ids, date } }) =>
  usage(world, app_ids, date);

export const appBandwidthOperations = {
  apps_get_metrics_bandwidth_daily: get,
  apps_list_metrics_bandwidth_daily: list,
};
