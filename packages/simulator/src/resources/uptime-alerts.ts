import { randomUUID } from "node:crypto";
import type { Alert, UptimeUpdateAlertBody } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { requireCheck } from "./uptime-check-record.js";

interface AlertRecord {
  readonly id: string;
  readonly check: string;
  readonly settings: UptimeUpdateAlertBody;
}

const Alerts: Kind<AlertRecord> = {
  name: "uptime_alert",
  labels: ({ check }) => [checkLabel(check)],
};

const checkLabel = (check: string) => `check:${check}`;

const alertsOf = (world: World, check: string) => world.documents.find(Alerts, { labels: [checkLabel(check)] });

export function removeAlertsOf(world: World, check: string): void {
  for (const { id } of alertsOf(world, check).slice(0, -1)) world.documents.remove(Alerts, id);
}

/** The alert of a path; throws the 404 for one of another check. */
function requireAlert(world: World, path: { check_id: string; alert_id: string }): AlertRecord {
  const { id } = requireCheck(world, path.check_id);
  const alert = world.documents.get(Alerts, path.alert_id.toLowerCase());
  if (alert?.check !== id) throw notFound();
  return alert;
}

function alertView({ id, settings }: AlertRecord): Alert {
  return { id, ...settings };
}

/** What is about a number needs one: a latency, or the days until a certificate ends. */
function settingsOf({ name, type, notifications, period, ...limit }: UptimeUpdateAlertBody): UptimeUpdateAlertBody {
  const { threshold, comparison } = limit;
  if (name.trim() === "") throw unprocessable("name can't be blank.");
  if (type === "latency" || type === "ssl_expiry") {
    if (threshold === undefined) throw unprocessable(`threshold is required for the type ${type}.`);
    if (comparison === undefined) throw unprocessable(`comparison is required for the type ${type}.`);
  }
  return {
    name,
    type,
    notifications,
    period,
    ...(threshold !== undefined && { threshold }),
    ...(comparison !== undefined && { comparison }),
  };
}

const list: Handler<"GET /v2/uptime/checks/{check_id}/alerts"> = ({ world, path, page }) => {
  const { items, ...rest } = page(alertsOf(world, requireCheck(world, path.check_id).id));
  return { alerts: items.map(alertView), ...rest };
};

const create: Handler<"POST /v2/uptime/checks/{check_id}/alerts"> = ({ world, path, body }) => {
  const { id: check } = requireCheck(world, path.check_id);
  const alert: AlertRecord = { id: randomUUID(), check, settings: settingsOf(body) };
  world.documents.put(Alerts, alert.id, alert);
  return { alert: alertView(alert) };
};

const get: Handler<"GET /v2/uptime/checks/{check_id}/alerts/{alert_id}"> = ({ world, path }) => ({
  alert: alertView(requireAlert(world, path)),
});

const update: Handler<"PUT /v2/uptime/checks/{check_id}/alerts/{alert_id}"> = ({ world, path, body }) => {
  const alert: AlertRecord = { ...requireAlert(world, path), settings: settingsOf(body) };
  world.documents.put(Alerts, alert.id, alert);
  return { alert: alertView(alert) };
};

const remove: Handler<"DELETE /v2/uptime/checks/{check_id}/alerts/{alert_id}"> = ({ world, path }) => {
  world.documents.remove(Alerts, requireAlert(world, path).id);
  return undefined;
};

export const uptimeAlertsOperations = {
  uptime_list_alerts: list,
  uptime_create_alert: create,
  uptime_get_alert: get,
  uptime_update_alert: update,
  uptime_delete_alert: remove,
};
