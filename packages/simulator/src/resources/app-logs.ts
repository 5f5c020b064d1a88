import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";
import { type DeploymentRecord, isUnderWay, requireDeployment } from "./app-deployment-record.js";
import { requireApp } from "./app-record.js";
import { componentsOf } from "./app-spec.js";
import { activeDeployment } from "./app-instances.js";

/** Of what in a deployment: a component, a run of a job, or all of it. */
interface Subject {
  readonly type: string;
  readonly component?: string;
  readonly invocation?: string;
}

/**
 * Where logs would be: the names lead nowhere, by RFC 6761. Each address has the field of the document's schema and that
 * of its example.
 */
export function logsOf(deployment: DeploymentRecord, { type, component, invocation }: Subject) {
  if (component !== undefined && componentsOf(deployment.spec).every(({ name }) => name !== component)) {
    throw notFound();
  }
  const parts = [deployment.app, deployment.id, component, invocation, `${type.toLowerCase()}.log`];
  const path = parts.filter((part) => part !== undefined).join("/");
  const archive = [`https://logs.apps.invalid/archive/${path}`];
  const url = `https://logs.apps.invalid/${path}`;
  const isLive = isUnderWay(deployment) || deployment.phase === "ACTIVE";
  return { live_url: isLive ? url : "", url, historic_urls: archive, historic_logs: archive };
}

const ofComponent: Handler<"GET /v2/apps/{app_id}/deployments/{deployment_id}/components/{component_name}/logs"> = ({
  world,
  path,
  query: { type },
}) => {
  const deployment = requireDeployment(world, requireApp(world, path.app_id).id, path.deployment_id);
  return logsOf(deployment, { type, component: path.component_name });
};

const ofDeployment: Handler<"GET /v2/apps/{app_id}/deployments/{deployment_id}/logs"> = ({ world, path, query }) =>
  logsOf(requireDeployment(world, requireApp(world, path.app_id).id, path.deployment_id), { type: query.type });

const ofActiveComponent: Handler<"GET /v2/apps/{app_id}/components/{component_name}/logs"> = ({
  world,
  path,
  query: { type },
}) => logsOf(activeDeployment(world, requireApp(world, path.app_id)), { type, component: path.component_name });

const ofActive: Handler<"GET /v2/apps/{app_id}/logs"> = ({ world, path, query: { type } }) =>
  logsOf(activeDeployment(world, requireApp(world, path.app_id)), { type });

export const appLogsOperations = {
  apps_get_logs: ofComponent,
  apps_get_logs_aggregate: ofDeployment,
  apps_get_logs_active_deployment: ofActiveComponent,
  apps_get_logs_active_deployment_aggregate: ofActive,
};
