import type { AppRollbackValidationCondition, AppSpec } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DeploymentRecord, deploymentsOf, isUnderWay, requireDeployment } from "./app-deployment-record.js";
import { beginDeployment } from "./app-deployments.js";
import { type AppRecord, requireApp, saveApp } from "./app-record.js";
import { deploymentView } from "./app-view.js";

/** So many deployments that were active can be rolled back to. */
const REVISIONS = 10;

type Condition = AppRollbackValidationCondition;

/** Why an app cannot be rolled back to a deployment; undefined when it can. */
function obstacle(world: World, app: AppRecord, target: DeploymentRecord): Condition | undefined {
  if (app.pin) return { code: "app_pinned", message: "The app is pinned to a deployment already." };
  if (isUnderWay(target)) return { code: "incompatible_phase", message: `The deployment is ${target.phase}.` };
  if (!target.since.ACTIVE) return { code: "incompatible_result", message: `The deployment is ${target.phase}.` };
  const revisions = deploymentsOf(world, app.id)
    .slice(0, -1)
    .filter(({ since }) => since.ACTIVE);
  if (revisions.findIndex(({ id }) => id === target.id) >= REVISIONS) {
    return {
      code: "exceeded_revision_limit",
      message: `Only the last ${REVISIONS} deployments can be rolled back to.`,
    };
  }
  if (target.spec.region !== app.spec.region) {
    return { code: "region_conflict", message: "The deployment was in another region." };
  }
  if (databasesOf(target.spec) === databasesOf(app.spec)) return undefined;
  return { code: "database_config_conflict", message: "The deployment had other databases." };
}

const databasesOf = ({ databases = [] }: AppSpec) => JSON.stringify(databases);

/** What makes a rollback take longer, or not quite what was there before. */
function warningsOf({ static_sites = [], services = [], workers = [], jobs = [] }: AppSpec): Condition[] {
  const images = [...services, ...workers, ...jobs].filter(({ image }) => image && image.digest === undefined);
  const conditions = [
    {
      code: "image_source_missing_digest",
      message: "Images without a digest can be others by now.",
      components: images.map(({ name }) => name),
    },
    {
      code: "static_site_requires_rebuild",
      message: "Static sites are built again.",
      components: static_sites.map(({ name }) => name),
    },
  ];
  return conditions.filter(({ components }) => components.length > 0);
}

function targetOf(world: World, app: AppRecord, id: string | undefined): DeploymentRecord {
  if (id === undefined) throw unprocessable("deployment_id is required.");
  return requireDeployment(world, app.id, id);
}

const validate: Handler<"POST /v2/apps/{app_id}/rollback/validate"> = ({ world, path, body }) => {
  const app = requireApp(world, path.app_id);
  const target = targetOf(world, app, body.deployment_id);
  const error = obstacle(world, app, target);
  return { valid: !error, ...(error && { error }), warnings: warningsOf(target.spec) };
};

const rollback: Handler<"POST /v2/apps/{app_id}/rollback"> = ({ world, path, body }) => {
  const app = requireApp(world, path.app_id);
  const target = targetOf(world, app, body.deployment_id);
  const error = obstacle(world, app, target);
  if (error) throw unprocessable(`The app cannot be rolled back: ${error.code}. ${error.message}`);
  const begun = beginDeployment(
    world,
    { ...app, spec: target.spec },
    {
      type: "MANUAL_ROLLBACK",
      cause: `rollback to deployment ${target.id}`,
      cloned_from: target.id,
      from: target.spec.static_sites ? "PENDING_BUILD" : "PENDING_DEPLOY",
    },
  );
  if (!body.skip_pin) saveApp(world, { ...begun.app, pin: { deployment: begun.deployment.id, spec: app.spec } });
  return { deployment: deploymentView(begun.deployment) };
};

function requirePinned(world: World, id: string): AppRecord & { pin: NonNullable<AppRecord["pin"]> } {
  const app = requireApp(world, id);
  const { pin } = app;
  if (!pin) throw unprocessable("The app is not pinned to a rollback.");
  return { ...app, pin };
}

const commit: Handler<"POST /v2/apps/{app_id}/rollback/commit"> = ({ world, path }) => {
  saveApp(world, { ...requirePinned(world, path.app_id), pin: null });
  return undefined;
};

/** Deploys the spec from before the rollback. */
const revert: Handler<"POST /v2/apps/{app_id}/rollback/revert"> = ({ world, path }) => {
  const { pin, ...app } = requirePinned(world, path.app_id);
  const plan = { type: "MANUAL", cause: "rollback reverted" } as const;
  return { deployment: deploymentView(beginDeployment(world, { ...app, spec: pin.spec, pin: null }, plan).deployment) };
};

export const appRollbacksOperations = {
  apps_validate_rollback: validate,
  apps_create_rollback: rollback,
  apps_commit_rollback: commit,
  apps_revert_rollback: revert,
};
