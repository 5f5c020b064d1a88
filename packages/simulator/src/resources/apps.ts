import { randomInt, randomUUID } from "node:crypto";
import type { AppSpec } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import { conflict } from "../problem.js";
import type { World } from "../world.js";
import { Deployments, deploymentsOf } from "./app-deployment-record.js";
import { beginDeployment, checkUnpinned } from "./app-deployments.js";
import { type AppRecord, Apps, appDomain, appName, appUrn, requireApp } from "./app-record.js";
import { completeSpec, costOf, isStatic, runningOf, tierOf } from "./app-spec.js";
import { appView } from "./app-view.js";
import { joinProject } from "./project-membership.js";

/** So many static apps cost nothing. */
const FREE_STATIC_APPS = 3;
/** In US dollars a month, what an instance of the basic tier costs at least. */
const BASIC = 5;

/** Another app than `id` that has this label. */
function isTaken(world: World, label: string, id?: string): boolean {
  return world.documents.all(Apps, { labels: [label] }).some((app) => app.id !== id);
}

/** Throws the 409 for a name or domain that another app than `id` has. */
function checkUnique(world: World, { name, domains = [] }: AppSpec, id?: string): void {
  if (isTaken(world, appName(name), id)) throw conflict(`An app named ${name} already exists in your account.`);
  const taken = domains.find(({ domain }) => isTaken(world, appDomain(domain), id));
  if (taken) throw conflict(`The domain ${taken.domain} is used by another app.`);
}

/** `web-kx3fz`: the name and what sets it apart from the apps of other accounts. */
function ingressName(name: string): string {
  const letters = Array.from({ length: 5 }, () => randomInt(10, 36).toString(36));
  return `${name}-${letters.join("")}`;
}

const list: Handler<"GET /v2/apps"> = ({ world, query: { with_projects: project = false }, page }) => {
  const { items, ...rest } = page(mapped(world.documents.find(Apps), (app) => appView(world, app, { project })));
  return { apps: items, ...rest };
};

const create: Handler<"POST /v2/apps"> = ({ world, body }) => {
  const spec = completeSpec(body.spec);
  checkUnique(world, spec);
  const now = timestamp(world.now);
  const app: AppRecord = {
    id: randomUUID(),
    spec,
    default_ingress: `https://${ingressName(spec.name)}.ondigitalocean.app`,
    created_at: now,
    updated_at: now,
    last_deployment_created_at: now,
    active: null,
    current: null,
    pin: null,
    destinations: {},
  };
  joinProject(world, appUrn(app.id), body.project_id);
  return { app: appView(world, beginDeployment(world, app, { type: "MANUAL", cause: "initial deployment" }).app) };
};

const get: Handler<"GET /v2/apps/{id}"> = ({ world, path }) => ({ app: appView(world, requireApp(world, path.id)) });

const update: Handler<"PUT /v2/apps/{id}"> = ({ world, path, body }) => {
  const app = requireApp(world, path.id);
  checkUnpinned(app);
  const spec = completeSpec(body.spec);
  checkUnique(world, spec, app.id);
  const plan = { type: "MANUAL", cause: "app spec updated" } as const;
  return { app: appView(world, beginDeployment(world, { ...app, spec }, plan).app) };
};

const remove: Handler<"DELETE /v2/apps/{id}"> = ({ world, path }) => {
  const { id } = requireApp(world, path.id);
  for (const deployment of deploymentsOf(world, id).slice(0, -1)) world.documents.remove(Deployments, deployment.id);
  world.documents.remove(Apps, id);
  return { id };
};

/** Says what an app with this spec would be and cost. */
const propose: Handler<"POST /v2/apps/propose"> = ({ world, body }) => {
  const spec = completeSpec(body.spec);
  const app = body.app_id === undefined ? undefined : requireApp(world, body.app_id);
  const available = !isTaken(world, appName(spec.name), app?.id);
  const instances = runningOf(spec).reduce((sum, running) => sum + running.instances, 0);
  const proposal = {
    app_is_static: isStatic(spec),
    app_name_available: available,
    app_name_suggestion: available ? "" : freeName(world, spec.name),
    existing_static_apps: String(world.documents.all(Apps).filter((each) => isStatic(each.spec)).length),
    // The API also tells how many of them are free, which its document does only in an example.
    max_free_static_apps: String(FREE_STATIC_APPS),
    spec,
    app_cost: costOf(spec),
    app_tier_downgrade_cost: tierOf(spec) === "professional" ? instances * BASIC : 0,
  };
  return proposal;
};

function freeName(world: World, name: string): string {
  for (let number = 2; ; number++) {
    const suffix = `-${number}`;
    const candidate = name.slice(0, 32 - suffix.length) + suffix;
    if (!isTaken(world, appName(candidate))) return candidate;
  }
}

export const appsOperations = {
  apps_list: list,
  apps_create: create,
  apps_get: get,
  apps_update: update,
  apps_delete: remove,
  apps_validate_appSpec: propose,
};
