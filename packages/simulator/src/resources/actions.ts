import type { Action } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import type { LifecycleName } from "../lifecycles.js";
import { notFound } from "../problem.js";
import type { Kind, Source } from "../state/documents.js";
import type { World } from "../world.js";

/** What an action is done to. */
export interface Subject {
  readonly type: string;
  readonly id: number | string;
  readonly region: string | null;
}

/** What says which one it is. */
type Identity = Pick<Subject, "type" | "id">;

interface ActionRecord {
  readonly id: number;
  readonly status: "in-progress" | "completed" | "errored";
  readonly type: string;
  readonly started_at: string;
  readonly completed_at: string | null;
  readonly resource_id: number | null;
  readonly resource_type: string;
  readonly region_slug: string | null;
  /** The label of what it is done to. */
  readonly subject: string;
  /** The labels of everything that nothing else can be done to meanwhile. */
  readonly holds: readonly string[];
}

const Actions: Kind<ActionRecord> = {
  name: "action",
  labels: ({ subject, holds, status }) =>
    status === "in-progress" ? [subject, ...holds.map(pendingLabel)] : [subject],
};

const subjectLabel = ({ type, id }: Identity) => `${type}:${id}`;
const pendingLabel = (subject: string) => `pending ${subject}`;

/** What the due event of an action is given: the action, what it is done to and the request that asked for it. */
export interface ActionPayload<Request = unknown, Id = number> {
  readonly action: number;
  readonly resource: Id;
  readonly request: Request;
}

export interface ActionPlan {
  readonly type: string;
  readonly lifecycle: LifecycleName;
  readonly request?: unknown;
  /** What else nothing can be done to until the action has ended. */
  readonly holds?: readonly Identity[];
  /** What answers call the subject, where it is not its type and number. */
  readonly shown?: { readonly type: string; readonly id: number | null };
}

/** Begins an action; the event of its lifecycle ends it with `finishAction`. */
export function startAction(world: World, subject: Subject, plan: ActionPlan): Action {
  const { type, lifecycle, request, holds = [] } = plan;
  const shown = plan.shown ?? { type: subject.type, id: Number(subject.id) };
  const record: ActionRecord = {
    id: world.nextNumber("action"),
    status: "in-progress",
    type,
    started_at: timestamp(world.now),
    completed_at: null,
    resource_id: shown.id,
    resource_type: shown.type,
    region_slug: subject.region,
    subject: subjectLabel(subject),
    holds: [subject, ...holds].map(subjectLabel),
  };
  world.documents.put(Actions, record.id, record);
  const payload: ActionPayload<unknown, number | string> = { action: record.id, resource: subject.id, request };
  world.schedule(lifecycle, payload);
  return actionView(world, record);
}

export function finishAction(world: World, id: number, errored: boolean): void {
  const record = world.documents.get(Actions, id);
  if (!record) return;
  const status = errored ? "errored" : "completed";
  world.documents.put(Actions, id, { ...record, status, completed_at: timestamp(world.now) });
}

/** Whether something is still being done to the subject: the API does one thing at a time. */
export function isBusy(world: World, subject: Identity): boolean {
  return world.documents.find(Actions, { labels: [pendingLabel(subjectLabel(subject))] }).count() > 0;
}

/** The actions of one subject, newest first. */
export function actionsOf(world: World, subject: Identity): Source<Action> {
  const found = world.documents.find(Actions, { labels: [subjectLabel(subject)], newestFirst: true });
  return mapped(found, (record) => actionView(world, record));
}

/** One action of the subject; throws the 404 for one of another. */
export function actionOf(world: World, subject: Identity, action: number): Action {
  const record = world.documents.get(Actions, action);
  if (record?.subject !== subjectLabel(subject)) throw notFound();
  return actionView(world, record);
}

function actionView(world: World, { subject: _, holds: __, ...action }: ActionRecord): Action {
  const region = world.catalog.regions.get(action.region_slug ?? "");
  return region ? { ...action, region } : action;
}

const actionsList: Handler<"GET /v2/actions"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(Actions, { newestFirst: true }));
  return { actions: items.map((record) => actionView(world, record)), ...rest };
};

const actionsGet: Handler<"GET /v2/actions/{action_id}"> = ({ world, path }) => {
  const record = world.documents.get(Actions, path.action_id);
  if (!record) throw notFound();
  return { action: actionView(world, record) };
};

export const actionsOperations = { actions_list: actionsList, actions_get: actionsGet };
