import { randomUUID } from "node:crypto";
import type { AppSpec } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import type { LifecycleName } from "../lifecycles.js";
import { notFound, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  COURSE,
  type CoursePhase,
  type DeploymentRecord,
  Deployments,
  deploymentsOf,
  findDeployment,
  isUnderWay,
  requireDeployment,
} from "./app-deployment-record.js";
import { type AppRecord, requireApp, saveApp } from "./app-record.js";
import { componentsOf } from "./app-spec.js";
import { deploymentView } from "./app-view.js";

/** What ends each phase. */
const LIFECYCLE: Readonly<Record<Exclude<CoursePhase, "ACTIVE">, LifecycleName>> = {
  PENDING_BUILD: "app_deployment.queue",
  BUILDING: "app_deployment.build",
  PENDING_DEPLOY: "app_deployment.prepare",
  DEPLOYING: "app_deployment.deploy",
};

/** What a deployment is for. One that takes over what was built before begins with `PENDING_DEPLOY`. */
export interface Plan extends Pick<DeploymentRecord, "type" | "cause" | "cloned_from"> {
  /** Another spec than the app's. */
  readonly spec?: AppSpec;
  readonly from?: "PENDING_BUILD" | "PENDING_DEPLOY";
}

/** Begins a deployment in the place of the one under way. Gives the app with it. */
export function beginDeployment(world: World, app: AppRecord, { from = "PENDING_BUILD", ...plan }: Plan) {
  const now = timestamp(world.now);
  const underWay = app.current === null ? undefined : findDeployment(world, app.id, app.current);
  if (underWay) save(world, { ...underWay, phase: "SUPERSEDED", stopped_at: now });
  const passed = COURSE.slice(0, COURSE.indexOf(from) + 1);
  const deployment = save(world, {
    spec: app.spec,
    ...plan,
    id: randomUUID(),
    app: app.id,
    phase: from,
    since: Object.fromEntries(passed.map((phase) => [phase, now])),
    stopped_at: null,
    created_at: now,
    updated_at: now,
    cancelled_jobs: [],
  });
  world.schedule(LIFECYCLE[from], payloadOf(deployment));
  const deployed = { ...app, current: deployment.id, last_deployment_created_at: now, updated_at: now };
  return { app: saveApp(world, deployed), deployment };
}

const payloadOf = ({ app, id }: DeploymentRecord) => ({ app, deployment: id });

function save(world: World, deployment: DeploymentRecord): DeploymentRecord {
  const saved = { ...deployment, updated_at: timestamp(world.now) };
  world.documents.put(Deployments, saved.id, saved);
  return saved;
}

/** A rollback that is neither committed nor reverted keeps everything else from being deployed. */
export function checkUnpinned({ pin }: AppRecord): void {
  if (pin) throw unprocessable("The app is pinned to a deployment. Commit or revert the rollback first.");
}

/** Ends a deployment under way without it becoming active. */
export function stopDeployment(world: World, deployment: DeploymentRecord, phase: "CANCELED" | "ERROR") {
  saveApp(world, { ...requireApp(world, deployment.app), current: null });
  return save(world, { ...deployment, phase, stopped_at: timestamp(world.now) });
}

/** Brings a deployment to its next phase. One that has ended stays as it is. */
const passed: EventHandler = (world, { payload, errored }) => {
  const { deployment: id }: { deployment: string } = payload;
  const deployment = world.documents.get(Deployments, id);
  if (!deployment || !isUnderWay(deployment)) return;
  const waits = deployment.phase.startsWith("PENDING");
  // Waiting cannot fail: what fails is what was waited for.
  const next = errored && !waits ? deployment : advance(world, deployment);
  if (errored) stopDeployment(world, next, "ERROR");
  else if (next.phase === "ACTIVE") activate(world, next);
  else world.schedule(LIFECYCLE[next.phase as keyof typeof LIFECYCLE], payloadOf(next));
};

function advance(world: World, deployment: DeploymentRecord): DeploymentRecord {
  const phase = COURSE[COURSE.findIndex((each) => each === deployment.phase) + 1] ?? "ACTIVE";
  return save(world, { ...deployment, phase, since: { ...deployment.since, [phase]: timestamp(world.now) } });
}

function activate(world: World, deployment: DeploymentRecord): void {
  const app = requireApp(world, deployment.app);
  const former = app.active === null ? undefined : findDeployment(world, app.id, app.active);
  if (former) save(world, { ...former, phase: "SUPERSEDED" });
  saveApp(world, { ...app, active: deployment.id, current: null, updated_at: timestamp(world.now) });
}

const list: Handler<"GET /v2/apps/{app_id}/deployments"> = ({ world, path, query: { deployment_types }, page }) => {
  const all = deploymentsOf(world, requireApp(world, path.app_id).id);
  const wanted = deployment_types
    ? fromArray(all.slice(0, -1).filter(({ type }) => deployment_types.includes(type)))
    : all;
  const { items, ...rest } = page(mapped(wanted, deploymentView));
  return { deployments: items, ...rest };
};

const create: Handler<"POST /v2/apps/{app_id}/deployments"> = ({ world, path }) => {
  const app = requireApp(world, path.app_id);
  checkUnpinned(app);
  return { deployment: deploymentView(beginDeployment(world, app, { type: "MANUAL", cause: "manual" }).deployment) };
};

const get: Handler<"GET /v2/apps/{app_id}/deployments/{deployment_id}"> = ({ world, path }) => ({
  deployment: deploymentView(requireDeployment(world, requireApp(world, path.app_id).id, path.deployment_id)),
});

const cancel: Handler<"POST /v2/apps/{app_id}/deployments/{deployment_id}/cancel"> = ({ world, path }) => {
  const deployment = requireDeployment(world, requireApp(world, path.app_id).id, path.deployment_id);
  if (!isUnderWay(deployment)) throw unprocessable(`A deployment that is ${deployment.phase} cannot be cancelled.`);
  return { deployment: deploymentView(stopDeployment(world, deployment, "CANCELED")) };
};

/** Deploys once more what is active, without building it again. */
const restart: Handler<"POST /v2/apps/{app_id}/restart"> = ({ world, path, body: { components = [] } }) => {
  const app = requireApp(world, path.app_id);
  checkUnpinned(app);
  if (app.active === null) throw unprocessable("An app without an active deployment cannot be restarted.");
  const { id, spec } = requireDeployment(world, app.id, app.active);
  const names = componentsOf(spec).map(({ name }) => name);
  if (components.some((name) => !names.includes(name))) throw notFound();
  const plan: Plan = { type: "MANUAL", cause: "restart", cloned_from: id, spec, from: "PENDING_DEPLOY" };
  return { deployment: deploymentView(beginDeployment(world, app, plan).deployment) };
};

export const appDeploymentsOperations = {
  apps_list_deployments: list,
  apps_create_deployment: create,
  apps_get_deployment: get,
  apps_cancel_deployment: cancel,
  apps_restart: restart,
};

export const appDeploymentsEvents = {
  "app_deployment.queue": passed,
  "app_deployment.build": passed,
  "app_deployment.prepare": passed,
  "app_deployment.deploy": passed,
};
