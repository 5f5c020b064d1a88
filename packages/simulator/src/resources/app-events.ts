import type { AppEvent } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import { notFound } from "../problem.js";
import { stableUuid } from "../stable-uuid.js";
import type { World } from "../world.js";
import { type DeploymentRecord, deploymentsOf } from "./app-deployment-record.js";
import { logsOf } from "./app-logs.js";
import { requireApp } from "./app-record.js";
import { deploymentView } from "./app-view.js";

const eventId = (deployment: DeploymentRecord) => stableUuid(deployment.id, "event");

/** Every deployment is an event. Nothing is scaled here, which would be the other kind. */
function eventView(deployment: DeploymentRecord): AppEvent {
  return {
    id: eventId(deployment),
    type: "DEPLOYMENT",
    created_at: deployment.created_at,
    deployment_id: deployment.id,
    deployment: deploymentView(deployment),
  };
}

function requireDeploymentOf(world: World, { app_id, event_id }: { app_id: string; event_id: string }) {
  const deployments = deploymentsOf(world, requireApp(world, app_id).id).slice(0, -1);
  const deployment = deployments.find((each) => eventId(each) === event_id.toLowerCase());
  if (!deployment) throw notFound();
  return deployment;
}

/** The API's lists of events have no total. */
const list: Handler<"GET /v2/apps/{app_id}/events"> = ({ world, path, query: { event_types }, page }) => {
  const all = deploymentsOf(world, requireApp(world, path.app_id).id);
  const { items, links } = page(
    mapped(event_types && !event_types.includes("DEPLOYMENT") ? fromArray([]) : all, eventView),
  );
  return { events: items, links };
};

const get: Handler<"GET /v2/apps/{app_id}/events/{event_id}"> = ({ world, path }) => ({
  event: eventView(requireDeploymentOf(world, path)),
});

const getLogs: Handler<"GET /v2/apps/{app_id}/events/{event_id}/logs"> = ({ world, path, query: { type } }) =>
  logsOf(requireDeploymentOf(world, path), { type });

export const appEventsOperations = {
  apps_list_events: list,
  apps_get_event: get,
  apps_get_event_logs: getLogs,
};
