import type { AppsDeploymentProgress, AppsDeploymentProgressStep } from "@doapi/client/wire";
import { COURSE, type CoursePhase, type DeploymentRecord, reachedBy } from "./app-deployment-record.js";
import { type Component, componentsOf } from "./app-spec.js";

type Status = "PENDING" | "RUNNING" | "ERROR" | "SUCCESS";

/** Something to do, or a group of them. */
type Step = Omit<AppsDeploymentProgressStep, "status" | "steps"> & { status: Status; steps?: Step[] };

/** How far a deployment is, in all its steps. */
export function progressOf(deployment: DeploymentRecord): AppsDeploymentProgress {
  const steps = stepsOf(deployment);
  const leaves = steps.flatMap(leavesOf);
  const count = (status: Status) => leaves.filter((leaf) => leaf.status === status).length;
  return {
    pending_steps: count("PENDING"),
    running_steps: count("RUNNING"),
    success_steps: count("SUCCESS"),
    error_steps: count("ERROR"),
    total_steps: leaves.length,
    // The document does not say what a step within a step looks like.
    steps: steps as AppsDeploymentProgressStep[],
    summary_steps: steps.map(({ steps: _, ...step }) => step),
  };
}

function stepsOf(deployment: DeploymentRecord): Step[] {
  const { since, stopped_at } = deployment;
  const reached = COURSE.indexOf(reachedBy(deployment));
  /** Where the deployment is between `begin` and `end`, or was when it stopped. */
  const status = (begin: CoursePhase, end: CoursePhase): Status => {
    if (reached < COURSE.indexOf(begin)) return "PENDING";
    if (reached >= COURSE.indexOf(end)) return "SUCCESS";
    return stopped_at === null ? "RUNNING" : "ERROR";
  };
  const building = ({ name, kind }: Component): Step => ({
    name,
    status: status("BUILDING", "PENDING_DEPLOY"),
    component_name: name,
    message_base: `Building ${kind}`,
  });
  const deploying = ({ name: component_name, kind }: Component): Step => {
    const deploy: Step = { name: "deploy", status: status("DEPLOYING", "ACTIVE"), component_name };
    const wait: Step = { name: "wait", status: status("ACTIVE", "ACTIVE"), component_name };
    const steps = [
      { ...deploy, message_base: `Deploying ${kind}` },
      { ...wait, message_base: `Waiting for ${kind}` },
    ];
    return { ...group(component_name, steps), component_name };
  };
  const components = componentsOf(deployment.spec);
  const build = group("build", [
    { name: "initialize", status: status("BUILDING", "BUILDING") },
    group("components", components.map(building)),
  ]);
  const deploy = group("deploy", [
    { name: "initialize", status: status("DEPLOYING", "DEPLOYING") },
    group("components", components.map(deploying)),
    { name: "finalize", status: status("ACTIVE", "ACTIVE") },
  ]);
  return [
    { ...build, ...times(since.BUILDING, since.PENDING_DEPLOY ?? stopped_at) },
    { ...deploy, ...times(since.DEPLOYING, since.ACTIVE ?? stopped_at) },
  ];
}

function times(started_at: string | undefined, ended_at: string | null): Pick<Step, "started_at" | "ended_at"> {
  if (started_at === undefined) return {};
  return ended_at === null ? { started_at } : { started_at, ended_at };
}

function group(name: string, steps: Step[]): Step {
  const statuses = new Set(steps.map(({ status }) => status));
  if (statuses.has("ERROR")) return { name, status: "ERROR", steps };
  if (!statuses.has("PENDING") && !statuses.has("RUNNING")) return { name, status: "SUCCESS", steps };
  return { name, status: statuses.has("RUNNING") || statuses.has("SUCCESS") ? "RUNNING" : "PENDING", steps };
}

function leavesOf(step: Step): Step[] {
  return step.steps ? step.steps.flatMap(leavesOf) : [step];
}
