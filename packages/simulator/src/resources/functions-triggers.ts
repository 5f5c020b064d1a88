import type { CreateTrigger, ScheduledDetails, TriggerInfo } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { badRequest, conflict, notFound } from "../problem.js";
import type { World } from "../world.js";
import { nextTime, parseCron } from "./cron.js";
import {
  inNamespace,
  requireNamespace,
  triggerId,
  type TriggerRecord,
  Triggers,
} from "./functions-namespace-record.js";

function requireTrigger(world: World, path: { namespace_id: string; trigger_name: string }): TriggerRecord {
  const { namespace } = requireNamespace(world, path.namespace_id);
  const trigger = world.documents.get(Triggers, triggerId({ namespace, name: path.trigger_name }));
  if (!trigger) throw notFound("trigger not found");
  return trigger;
}

/** No function runs: a trigger tells when one would have to be next, and has run none. */
function triggerView(world: World, { cron, body, ...trigger }: TriggerRecord): TriggerInfo {
  const schedule = trigger.is_enabled ? parseCron(cron) : undefined;
  const next = schedule && nextTime(schedule, world.now);
  return {
    ...trigger,
    type: "SCHEDULED",
    scheduled_details: { cron, body },
    scheduled_runs: { last_run_at: null, next_run_at: next === undefined ? null : timestamp(next) },
  };
}

const invalid = (reasons: readonly string[]) =>
  badRequest(`validating create trigger: validation error: ${reasons.join(", ")}`);

function checkNames({ name, function: called, type, scheduled_details }: CreateTrigger): void {
  const missing = [
    ...(name.trim() === "" ? ["missing trigger name"] : []),
    ...(called.trim() === "" ? ["missing function name"] : []),
    ...(scheduled_details.cron.trim() === "" ? ["missing source details"] : []),
  ];
  if (missing.length > 0) throw invalid(missing);
  if (type !== "SCHEDULED") throw invalid(["type must be SCHEDULED"]);
}

function detailsOf({ cron, body = null }: ScheduledDetails): Pick<TriggerRecord, "cron" | "body"> {
  if (!parseCron(cron)) throw invalid(["invalid cron expression"]);
  return { cron, body };
}

function put(world: World, trigger: TriggerRecord): { trigger: TriggerInfo } {
  world.documents.put(Triggers, triggerId(trigger), trigger);
  return { trigger: triggerView(world, trigger) };
}

const list: Handler<"GET /v2/functions/namespaces/{namespace_id}/triggers"> = ({ world, path }) => {
  const labels = [inNamespace(requireNamespace(world, path.namespace_id).namespace)];
  return { triggers: world.documents.all(Triggers, { labels }).map((trigger) => triggerView(world, trigger)) };
};

const create: Handler<"POST /v2/functions/namespaces/{namespace_id}/triggers"> = ({ world, path, body }) => {
  const { namespace } = requireNamespace(world, path.namespace_id);
  checkNames(body);
  const { name, function: called, is_enabled, scheduled_details } = body;
  if (world.documents.get(Triggers, triggerId({ namespace, name }))) {
    throw conflict(`A trigger named ${name} already exists in the namespace.`);
  }
  const now = timestamp(world.now);
  const times = { created_at: now, updated_at: now };
  return put(world, { namespace, name, function: called, is_enabled, ...detailsOf(scheduled_details), ...times });
};

const get: Handler<"GET /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}"> = ({ world, path }) => ({
  trigger: triggerView(world, requireTrigger(world, path)),
});

const update: Handler<"PUT /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}"> = (context) => {
  const { world, path, body } = context;
  const trigger = requireTrigger(world, path);
  return put(world, {
    ...trigger,
    is_enabled: body.is_enabled ?? trigger.is_enabled,
    ...(body.scheduled_details && detailsOf(body.scheduled_details)),
    updated_at: timestamp(world.now),
  });
};

const remove: Handler<"DELETE /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}"> = (context) => {
  const trigger = requireTrigger(context.world, context.path);
  context.world.documents.remove(Triggers, triggerId(trigger));
  return undefined;
};

export const functionsTriggersOperations = {
  functions_list_triggers: list,
  functions_create_trigger: create,
  functions_get_trigger: get,
  functions_update_trigger: update,
  functions_delete_trigger: remove,
};
