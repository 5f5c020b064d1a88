import type { AppAlert, AppAlertSpec, AppSpec } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";
import { stableUuid } from "../stable-uuid.js";
import { OWNER } from "./account.js";
import { type AppRecord, requireApp, saveApp } from "./app-record.js";
import { componentsOf } from "./app-spec.js";

/** The API takes alerts for the app and for each of its components; its document knows those of functions only. */
interface Alerting {
  readonly alerts?: readonly AppAlertSpec[];
}

interface Declared {
  readonly spec: AppAlertSpec;
  readonly component_name?: string;
}

function declaredIn(spec: AppSpec & Alerting): Declared[] {
  const ofApp = (spec.alerts ?? []).map((alert) => ({ spec: alert }));
  const lists = [...new Set(componentsOf(spec).map(({ list }) => list))];
  const components: (Alerting & { name: string })[] = lists.flatMap((list) => spec[list] ?? []);
  const ofComponents = components.flatMap(({ name, alerts = [] }) =>
    alerts.map((alert) => ({ spec: alert, component_name: name })),
  );
  return [...ofApp, ...ofComponents];
}

/** An alert keeps its id and its destinations as long as the spec has it. */
function alertsOf(app: AppRecord): (AppAlert & { id: string })[] {
  const times = { started_at: app.created_at, ended_at: app.created_at };
  return declaredIn(app.spec).map((declared) => {
    const { component_name = "", spec } = declared;
    const id = stableUuid(app.id, "alert", component_name, spec.rule ?? "");
    return {
      id,
      ...declared,
      emails: [OWNER.email],
      slack_webhooks: [],
      ...app.destinations[id],
      phase: "ACTIVE",
      progress: { steps: [{ name: "alert-configure-insight-alert", status: "SUCCESS", ...times }] },
    };
  });
}

const list: Handler<"GET /v2/apps/{app_id}/alerts"> = ({ world, path }) => ({
  alerts: alertsOf(requireApp(world, path.app_id)),
});

const assign: Handler<"POST /v2/apps/{app_id}/alerts/{alert_id}/destinations"> = ({ world, path, body }) => {
  const app = requireApp(world, path.app_id);
  const id = path.alert_id.toLowerCase();
  const alert = alertsOf(app).find((each) => each.id === id);
  if (!alert) throw notFound();
  const { emails = [], slack_webhooks = [] } = body;
  saveApp(world, { ...app, destinations: { ...app.destinations, [id]: { emails, slack_webhooks } } });
  return { alert: { ...alert, emails, slack_webhooks } };
};

export const appAlertsOperations = { apps_list_alerts: list, apps_assign_alertDestinations: assign };
