import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { CheckUpdatable, RegionState, State } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { removeAlertsOf } from "./uptime-alerts.js";
import { type CheckRecord, Checks, checkView, requireCheck } from "./uptime-check-record.js";

function checkSettings({ name, type, target, regions }: Required<CheckUpdatable>): void {
  if (name.trim() === "") throw unprocessable("name can't be blank.");
  if (target.trim() === "") throw unprocessable("target can't be blank.");
  if (type !== "ping" && !(/^https?:/i.test(target) && URL.canParse(target))) {
    throw unprocessable("target must be a URL that begins with http:// or https://.");
  }
  if (regions.length === 0) throw unprocessable("regions must name at least one region.");
}

/** Carries the check out from the start. One that is disabled finds nothing out. */
function begin(world: World, id: string, settings: Required<CheckUpdatable>): CheckRecord {
  const check: CheckRecord = { id, settings, status: "CHECKING", status_changed_at: timestamp(world.now) };
  world.documents.put(Checks, id, check);
  if (settings.enabled) world.schedule("uptime_check.check", { check: id });
  return check;
}

const list: Handler<"GET /v2/uptime/checks"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(Checks));
  return { checks: items.map(checkView), ...rest };
};

const create: Handler<"POST /v2/uptime/checks"> = ({ world, body: { name, type, target, regions, enabled } }) => {
  const settings = { name, type, target, regions: [...new Set(regions)], enabled };
  checkSettings(settings);
  return { check: checkView(begin(world, randomUUID(), settings)) };
};

const get: Handler<"GET /v2/uptime/checks/{check_id}"> = ({ world, path }) => ({
  check: checkView(requireCheck(world, path.check_id)),
});

/** Changes what is named. What the check has found stays while only its name is another. */
const update: Handler<"PUT /v2/uptime/checks/{check_id}"> = ({ world, path, body }) => {
  const check = requireCheck(world, path.check_id);
  const { id, settings } = check;
  const changed = {
    name: body.name ?? settings.name,
    type: body.type ?? settings.type,
    target: body.target ?? settings.target,
    regions: [...new Set(body.regions ?? settings.regions)],
    enabled: body.enabled ?? settings.enabled,
  };
  checkSettings(changed);
  if (!isDeepStrictEqual({ ...settings, name: changed.name }, changed)) begin(world, id, changed);
  else world.documents.put(Checks, id, { ...check, settings: changed });
  return { check: checkView(requireCheck(world, id)) };
};

const remove: Handler<"DELETE /v2/uptime/checks/{check_id}"> = ({ world, path }) => {
  const { id } = requireCheck(world, path.check_id);
  removeAlertsOf(world, id);
  world.documents.remove(Checks, id);
  return undefined;
};

const getState: Handler<"GET /v2/uptime/checks/{check_id}/state"> = ({ world, path }) => ({
  state: stateOf(requireCheck(world, path.check_id)),
});

/** There was no outage before: what is up has been so from the beginning. */
function stateOf({ status, status_changed_at, settings }: CheckRecord): State {
  const state: RegionState = { status, status_changed_at, thirty_day_uptime_percentage: status === "UP" ? 100 : 0 };
  return { regions: Object.fromEntries(settings.regions.map((region) => [region, state])) };
}

const checked: EventHandler = (world, { payload, errored }) => {
  const check = world.documents.get(Checks, (payload as { check: string }).check);
  if (check?.status !== "CHECKING" || !check.settings.enabled) return;
  const status_changed_at = timestamp(world.now);
  world.documents.put(Checks, check.id, { ...check, status: errored ? "DOWN" : "UP", status_changed_at });
};

export const uptimeChecksOperations = {
  uptime_list_checks: list,
  uptime_create_check: create,
  uptime_get_check: get,
  uptime_update_check: update,
  uptime_delete_check: remove,
  uptime_get_checkState: getState,
};

export const uptimeChecksEvents = { "uptime_check.check": checked };
