import type { AppSpec, AppsListDeploymentsQuery } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind, Source } from "../state/documents.js";
import type { World } from "../world.js";

/** The phases that a deployment passes, in their order. */
export const COURSE = ["PENDING_BUILD", "BUILDING", "PENDING_DEPLOY", "DEPLOYING", "ACTIVE"] as const;

export type CoursePhase = (typeof COURSE)[number];

export interface DeploymentRecord {
  readonly id: string;
  readonly app: string;
  readonly type: NonNullable<AppsListDeploymentsQuery["deployment_types"]>[number];
  readonly cause: string;
  readonly cloned_from?: string;
  readonly spec: AppSpec;
  readonly phase: CoursePhase | "SUPERSEDED" | "ERROR" | "CANCELED";
  /** When it came to each of the phases. */
  readonly since: Partial<Record<CoursePhase, string>>;
  /** When it ended without having become active. */
  readonly stopped_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  /** The jobs of it that were cancelled. */
  readonly cancelled_jobs: readonly string[];
}

export const Deployments: Kind<DeploymentRecord> = { name: "app_deployment", labels: ({ app }) => [ofApp(app)] };

const ofApp = (app: string) => `app:${app}`;

/** Newest first. */
export function deploymentsOf(world: World, app: string): Source<DeploymentRecord> {
  return world.documents.find(Deployments, { labels: [ofApp(app)], newestFirst: true });
}

export function findDeployment(world: World, app: string, id: string): DeploymentRecord | undefined {
  const deployment = world.documents.get(Deployments, id.toLowerCase());
  return deployment?.app === app ? deployment : undefined;
}

export function requireDeployment(world: World, app: string, id: string): DeploymentRecord {
  const deployment = findDeployment(world, app, id);
  if (!deployment) throw notFound();
  return deployment;
}

/** The last phase of the course that a deployment came to, whatever became of it. */
export function reachedBy({ since }: DeploymentRecord): CoursePhase {
  return COURSE.findLast((phase) => since[phase] !== undefined) ?? "PENDING_BUILD";
}

export function isUnderWay({ phase }: DeploymentRecord): boolean {
  return phase !== "ACTIVE" && COURSE.some((each) => each === phase);
}
