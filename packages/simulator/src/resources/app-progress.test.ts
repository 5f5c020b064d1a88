import { expect, it } from "vitest";
import { COURSE, type CoursePhase, type DeploymentRecord } from "./app-deployment-record.js";
import { progressOf } from "./app-progress.js";

const minute = (number: number) => `2026-03-01T12:0${number}:00Z`;

/** A deployment of one worker, a minute in each phase. */
function deployment(reached: CoursePhase, end: Partial<DeploymentRecord> = {}): DeploymentRecord {
  const passed = COURSE.slice(0, COURSE.indexOf(reached) + 1);
  return {
    id: "d",
    app: "a",
    type: "MANUAL",
    cause: "manual",
    spec: { name: "shop", workers: [{ name: "queue" }] },
    phase: reached,
    since: Object.fromEntries(passed.map((phase, index) => [phase, minute(index)])),
    stopped_at: null,
    created_at: minute(0),
    updated_at: minute(0),
    cancelled_jobs: [],
    ...end,
  };
}

function counts(record: DeploymentRecord): (number | undefined)[] {
  const { pending_steps, running_steps, success_steps, error_steps, total_steps } = progressOf(record);
  return [pending_steps, running_steps, success_steps, error_steps, total_steps];
}

it.each([
  ["PENDING_BUILD", [6, 0, 0, 0, 6], ["PENDING", "PENDING"]],
  ["BUILDING", [4, 1, 1, 0, 6], ["RUNNING", "PENDING"]],
  ["PENDING_DEPLOY", [4, 0, 2, 0, 6], ["SUCCESS", "PENDING"]],
  ["DEPLOYING", [2, 1, 3, 0, 6], ["SUCCESS", "RUNNING"]],
  ["ACTIVE", [0, 0, 6, 0, 6], ["SUCCESS", "SUCCESS"]],
] as const)("a deployment that is %s has so many steps pending, running, done and failed", (phase, wanted, parts) => {
  const record = deployment(phase);
  expect(counts(record)).toEqual(wanted);
  expect(progressOf(record).summary_steps?.map(({ status }) => status)).toEqual(parts);
});

it("one that ends early failed in what was under way", () => {
  const end = { phase: "ERROR", stopped_at: minute(9) } as const;
  expect(counts(deployment("BUILDING", end))).toEqual([4, 0, 1, 1, 6]);
  expect(counts(deployment("DEPLOYING", end))).toEqual([2, 0, 3, 1, 6]);
  const [build, deploy] = progressOf(deployment("DEPLOYING", end)).steps ?? [];
  expect(build).toMatchObject({ status: "SUCCESS", started_at: minute(1), ended_at: minute(2) });
  expect(deploy).toMatchObject({ status: "ERROR", started_at: minute(3), ended_at: minute(9) });
});

it("one that was replaced after it had been active has done everything", () => {
  expect(counts(deployment("ACTIVE", { phase: "SUPERSEDED" }))).toEqual([0, 0, 6, 0, 6]);
});

it("what goes on has no end yet, and what has not begun no time at all", () => {
  const [build, deploy] = progressOf(deployment("BUILDING")).steps ?? [];
  expect(build).toMatchObject({ started_at: minute(1) });
  expect(build).not.toHaveProperty("ended_at");
  expect(deploy).not.toHaveProperty("started_at");
});

it("each component is built, deployed and waited for under its name", () => {
  const [build, deploy] = progressOf(deployment("PENDING_BUILD")).steps ?? [];
  expect(build?.steps?.[1]).toEqual({
    name: "components",
    status: "PENDING",
    steps: [{ name: "queue", status: "PENDING", component_name: "queue", message_base: "Building worker" }],
  });
  expect(deploy?.steps?.[1]).toMatchObject({
    steps: [{ component_name: "queue", steps: [{ message_base: "Deploying worker" }, { name: "wait" }] }],
  });
});
