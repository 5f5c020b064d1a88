import type { AppComponentHealth, AppInstance } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";
import { stableUuid } from "../stable-uuid.js";
import type { World } from "../world.js";
import { type DeploymentRecord, requireDeployment } from "./app-deployment-record.js";
import { type AppRecord, requireApp } from "./app-record.js";
import { componentsOf, runningOf } from "./app-spec.js";

/** The deployment that serves an app; throws the 404 where none does. */
export function activeDeployment(world: World, app: AppRecord): DeploymentRecord {
  if (app.active === null) throw notFound("The app has no active deployment.");
  return requireDeployment(world, app.id, app.active);
}

/** What runs while a deployment is active. */
function instancesOf({ id, spec, phase }: DeploymentRecord): (AppInstance & { instance_name: string })[] {
  if (phase !== "ACTIVE") return [];
  return runningOf(spec).flatMap(({ name, list, instances }) =>
    Array.from({ length: instances }, (_, index) => {
      const suffix = [stableUuid(id, name).slice(0, 8), stableUuid(id, name, String(index)).slice(0, 5)].join("-");
      return {
        component_name: name,
        component_type: list === "services" ? "SERVICE" : "WORKER",
        instance_name: `${name}-${suffix}`,
        instance_alias: `${name}-${index}`,
      };
    }),
  );
}

const listInstances: Handler<"GET /v2/apps/{app_id}/instances"> = ({ world, path }) => {
  const app = requireApp(world, path.app_id);
  return { instances: app.active === null ? [] : instancesOf(activeDeployment(world, app)) };
};

/** Nothing that runs here uses anything. */
function healthOf({ active, spec }: AppRecord): AppComponentHealth[] {
  return runningOf(spec).map(({ name, instances }) => ({
    name,
    cpu_usage_percent: 0,
    memory_usage_percent: 0,
    replicas_desired: instances,
    replicas_ready: active === null ? 0 : instances,
    state: active === null ? "UNKNOWN" : "HEALTHY",
  }));
}

/** In an envelope as the document's schema has it, and also without one as in its example. */
const getHealth: Handler<"GET /v2/apps/{app_id}/health"> = ({ world, path }) => {
  const app = requireApp(world, path.app_id);
  const functions = componentsOf(app.spec).filter(({ list }) => list === "functions");
  const health = {
    components: healthOf(app),
    functions_components: functions.map(({ name }) => ({ name, functions_component_health_metrics: [] })),
  };
  return { app_health: health, ...health };
};

/** Where a console would be: the name leads nowhere, by RFC 6761. */
function exec({ id, spec, ...rest }: DeploymentRecord, component: string, instance: string | undefined) {
  if (!runningOf(spec).some(({ name }) => name === component)) throw notFound();
  const among = instancesOf({ id, spec, ...rest }).filter(({ component_name }) => component_name === component);
  const chosen = instance === undefined ? among[0] : among.find(({ instance_name }) => instance_name === instance);
  if (!chosen) throw notFound("The component has no such instance that runs.");
  return { url: `wss://exec.apps.invalid/${chosen.instance_name}?token=simulated-${stableUuid(id, "exec")}` };
}

const getExec: Handler<"GET /v2/apps/{app_id}/deployments/{deployment_id}/components/{component_name}/exec"> = ({
  world,
  path,
  query,
}) => {
  const deployment = requireDeployment(world, requireApp(world, path.app_id).id, path.deployment_id);
  return exec(deployment, path.component_name, query.instance_name);
};

const getExecActive: Handler<"GET /v2/apps/{app_id}/components/{component_name}/exec"> = ({ world, path, query }) =>
  exec(activeDeployment(world, requireApp(world, path.app_id)), path.component_name, query.instance_name);

export const appInstancesOperations = {
  apps_get_instances: listInstances,
  apps_get_health: getHealth,
  apps_get_exec: getExec,
  apps_get_exec_active_deployment: getExecActive,
};
