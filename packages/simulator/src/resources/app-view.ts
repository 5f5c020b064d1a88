import { createHash } from "node:crypto";
import type { App, AppDomainSpec, AppsDeployment, AppsDomain, AppSpec } from "@doapi/client/wire";
import { stableUuid } from "../stable-uuid.js";
import type { World } from "../world.js";
import { findAppRegion } from "./app-catalog.js";
import { type DeploymentRecord, findDeployment, reachedBy } from "./app-deployment-record.js";
import { progressOf } from "./app-progress.js";
import { type AppRecord, appUrn } from "./app-record.js";
import { type Component, componentsOf, domainName, tierOf } from "./app-spec.js";
import { projectOf } from "./project-membership.js";
import { ownerOf } from "./project-record.js";

/** A deployment as the API shows it. */
export function deploymentView(deployment: DeploymentRecord): AppsDeployment {
  const { id, spec, cause, cloned_from, phase, created_at, updated_at } = deployment;
  return {
    id,
    spec,
    ...sourcesOf(spec),
    phase,
    phase_last_updated_at: updated_at,
    created_at,
    updated_at,
    cause,
    ...(cloned_from !== undefined && { cloned_from }),
    progress: progressOf(deployment),
    tier_slug: tierOf(spec),
  };
}

/** What each component was made from, in the lists that the spec has them in. */
function sourcesOf(spec: AppSpec): Pick<AppsDeployment, Component["list"]> {
  const components = componentsOf(spec);
  const lists = [...new Set(components.map(({ list }) => list))].map((list) => [
    list,
    components
      .filter((component) => component.list === list)
      .map(({ name }) => ({ name, source_commit_hash: commitOf(spec.name, name) })),
  ]);
  return Object.fromEntries(lists);
}

/** A made-up commit: the same one as long as nothing is pushed, and nothing ever is. */
function commitOf(app: string, component: string): string {
  return createHash("sha1").update(`${app}\n${component}`).digest("hex");
}

/** An app as the API shows it; lists tell the project only when they are asked to. */
export function appView(world: World, app: AppRecord, { project = true } = {}): App {
  const { id, spec, default_ingress, current, pin } = app;
  const active = deployment(world, app, app.active);
  const underWay = deployment(world, app, current);
  const isPending = underWay !== undefined && reachedBy(underWay) === "PENDING_BUILD";
  const region = findAppRegion(spec.region);
  return {
    id,
    owner_uuid: ownerOf(world).owner_uuid,
    spec,
    default_ingress,
    created_at: app.created_at,
    updated_at: app.updated_at,
    last_deployment_created_at: app.last_deployment_created_at,
    ...shown("active_deployment", active),
    ...shown(isPending ? "pending_deployment" : "in_progress_deployment", underWay),
    ...shown("pinned_deployment", deployment(world, app, pin?.deployment ?? null)),
    ...(active && liveAt(active.spec, default_ingress)),
    ...(region && { region }),
    tier_slug: tierOf(spec),
    ...(spec.domains && { domains: spec.domains.map((domain) => domainView(app, domain, active)) }),
    ...(project && { project_id: projectOf(world, appUrn(id)) }),
  };
}

function deployment(world: World, app: AppRecord, id: string | null): DeploymentRecord | undefined {
  return id === null ? undefined : findDeployment(world, app.id, id);
}

function shown(field: keyof App, record: DeploymentRecord | undefined): Partial<App> {
  return record ? { [field]: deploymentView(record) } : {};
}

/** The address of an app that is served: its primary domain, else the one that every app has. */
function liveAt({ domains = [] }: AppSpec, ingress: string): Partial<App> {
  const { domain } = domains.find(({ type }) => type === "PRIMARY") ?? domains[0] ?? {};
  const live_url = domain === undefined ? ingress : `https://${domainName(domain)}`;
  return { live_url, live_url_base: live_url, live_domain: new URL(live_url).host };
}

/** A domain is served by the first deployment that knows it. */
function domainView(app: AppRecord, spec: AppDomainSpec, active: DeploymentRecord | undefined): AppsDomain {
  const name = domainName(spec.domain);
  const isServed = active?.spec.domains?.some(({ domain }) => domainName(domain) === name) ?? false;
  const step = { name: "default-ingress-ready", status: isServed ? "SUCCESS" : "PENDING" };
  return {
    id: stableUuid(app.id, "domain", name),
    spec,
    phase: isServed ? "ACTIVE" : "PENDING",
    progress: { steps: [step] },
  };
}
