import type { AppJobInvocation, AppJobSpec } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray } from "../http/pagination.js";
import { notFound, unprocessable } from "../problem.js";
import { stableUuid } from "../stable-uuid.js";
import type { World } from "../world.js";
import { OWNER } from "./account.js";
import { type DeploymentRecord, deploymentsOf } from "./app-deployment-record.js";
import { stopDeployment } from "./app-deployments.js";
import { logsOf } from "./app-logs.js";
import { requireApp } from "./app-record.js";

/** One run of a job: its deployment has it run before, after, or when it fails. */
interface Invocation {
  readonly deployment: DeploymentRecord;
  readonly view: AppJobInvocation & { id: string; job_name: string };
}

function invocationsOf(world: World, app: string): Invocation[] {
  const deployments = deploymentsOf(world, app).slice(0, -1);
  return deployments.flatMap((deployment) =>
    (deployment.spec.jobs ?? []).flatMap((job) => {
      const course = courseOf(deployment, job);
      if (!course) return [];
      const { begin, ...rest } = course;
      const id = stableUuid(deployment.id, "job", job.name);
      const identity = { id, job_name: job.name, deployment_id: deployment.id };
      const times = { created_at: begin, started_at: begin };
      return [{ deployment, view: { ...identity, ...rest, ...times, trigger: triggerOf(world) } }];
    }),
  );
}

/** A job before the deployment runs as long as that is being deployed; the others are done as soon as they begin. */
function courseOf(deployment: DeploymentRecord, { name, kind }: AppJobSpec): Course | undefined {
  const { since, phase, stopped_at } = deployment;
  const done = (begin: string) => ({ begin, phase: "SUCCEEDED" as const, completed_at: begin });
  if (kind === "POST_DEPLOY") return since.ACTIVE === undefined ? undefined : done(since.ACTIVE);
  const begin = since.DEPLOYING;
  if (begin === undefined) return undefined;
  const cancelled = deployment.cancelled_jobs.includes(name);
  if (kind === "FAILED_DEPLOY") return phase === "ERROR" && stopped_at !== null ? done(stopped_at) : undefined;
  if (since.ACTIVE !== undefined) return { begin, phase: "SUCCEEDED", completed_at: since.ACTIVE };
  if (stopped_at === null) return { begin, phase: "RUNNING" };
  return { begin, phase: phase === "ERROR" && !cancelled ? "FAILED" : "CANCELED", completed_at: stopped_at };
}

interface Course {
  readonly begin: string;
  readonly phase: "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELED";
  readonly completed_at?: string;
}

function triggerOf(world: World): NonNullable<AppJobInvocation["trigger"]> {
  const user = { uuid: stableUuid(world.account, "account"), email: OWNER.email, full_name: OWNER.name };
  return { type: "MANUAL", manual: { user } };
}

function requireInvocation(world: World, app: string, { id, job }: { id: string; job?: string | undefined }) {
  const invocation = invocationsOf(world, requireApp(world, app).id).find(
    ({ view }) => view.id === id.toLowerCase() && (job === undefined || view.job_name === job),
  );
  if (!invocation) throw notFound();
  return invocation;
}

/** The API's lists of job invocations have no total. */
const list: Handler<"GET /v2/apps/{app_id}/job-invocations"> = ({ world, path, query, page }) => {
  const { job_names, deployment_id } = query;
  const wanted = invocationsOf(world, requireApp(world, path.app_id).id)
    .map(({ view }) => view)
    .filter(({ job_name }) => job_names === undefined || job_names.includes(job_name))
    .filter((view) => deployment_id === undefined || view.deployment_id === deployment_id);
  const { items, links } = page(fromArray(wanted));
  return { job_invocations: items, links };
};

const get: Handler<"GET /v2/apps/{app_id}/job-invocations/{job_invocation_id}"> = ({ world, path, query }) => ({
  job_invocation: requireInvocation(world, path.app_id, { id: path.job_invocation_id, job: query.job_name }).view,
});

/** A deployment does not go on without the job that is to run before it. */
const cancel: Handler<"POST /v2/apps/{app_id}/job-invocations/{job_invocation_id}/cancel"> = ({
  world,
  path,
  query,
}) => {
  const wanted = { id: path.job_invocation_id, job: query.job_name };
  const { deployment, view } = requireInvocation(world, path.app_id, wanted);
  if (view.phase !== "RUNNING") throw unprocessable(`A job that is ${view.phase} cannot be cancelled.`);
  const cancelled_jobs = [...deployment.cancelled_jobs, view.job_name];
  stopDeployment(world, { ...deployment, cancelled_jobs }, "ERROR");
  return { job_invocation: requireInvocation(world, path.app_id, wanted).view };
};

const getLogs: Handler<"GET /v2/apps/{app_id}/jobs/{job_name}/invocations/{job_invocation_id}/logs"> = ({
  world,
  path,
  query: { type },
}) => {
  const { job_name, job_invocation_id } = path;
  const { deployment } = requireInvocation(world, path.app_id, { id: job_invocation_id, job: job_name });
  return logsOf(deployment, { type, component: job_name, invocation: job_invocation_id });
};

export const appJobInvocationsOperations = {
  apps_list_job_invocations: list,
  apps_get_job_invocation: get,
  apps_cancel_job_invocation: cancel,
  apps_get_job_invocation_logs: getLogs,
};
