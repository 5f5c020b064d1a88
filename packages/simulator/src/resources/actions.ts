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
  readonly type: "droplet" | "image";
  readonly id: number;
  readonly region: string | null;
}

interface ActionRecord {
  readonly id: number;
  readonly status: "in-progress" | "completed" | "errored";
  readonly type: string;
  readonly started_at: string;
  readonly completed_at: string | null;
  readonly resource_id: number;
  readonly resource_type: string;
  readonly region_slug: string | null;
}

const Actions: Kind<ActionRecord> = {
  name: "action",
  labels: ({ resource_type, resource_id, status }) => {
    const subject = subjectLabel(resource_type, resource_id);
    return status === "in-progress" ? [subject, pendingLabel(subject)] : [subject];
  },
};

const subjectLabel = (type: string, id: number) => `${type}:${id}`;
const pendingLabel = (subject: string) => `pending ${subject}`;

/** What the due event of an action is given: the action, what it is done to and the request that asked for it. */
export interface ActionPayload<Request = unknown> {
  readonly action: number;
  readonly resource: number;
  readonly request: Request;
}

export interface ActionPlan {
  readonly type: string;
  readonly lifecycle: LifecycleName;
  readonly request?: unknown;
}

/** Begins an action; the event of its lifecycle ends it with `finishAction`. */
export function startAction(world: World, subject: Subject, { type, lifecycle, request }: ActionPlan): Action {
  const record: ActionRecord = {
    id: world.nextNumber("action"),
    status: "in-progress",
    type,
    started_at: timestamp(world.now),
    completed_at: null,
    resource_id: subject.id,
    resource_type: subject.type,
    region_slug: subject.region,
  };
  world.documents.put(Actions, record.id, record);
  const payload: ActionPayload = { action: record.id, resource: subject.id, request };
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
export function isBusy(world: World, { type, id }: Pick<Subject, "type" | "id">): boolean {
  return world.documents.find(Actions, { labels: [pendingLabel(subjectLabel(type, id))] }).count() > 0;
}

/** The actions of one subject, newest first. */
export function actionsOf(world: World, { type, id }: Pick<Subject, "type" | "id">): Source<Action> {
  const found = world.documents.find(Actions, { labels: [subjectLabel(type, id)], newestFirst: true });
  return mapped(found, (record) => actionView(world, record));
}

/** One action of the subject; throws the 404 for one of another. */
export function actionOf(world: World, { type, id }: Pick<Subject, "type" | "id">, action: number): Action {
  const record = world.documents.get(Actions, action);
  if (!record || record.resource_type !== type || record.resource_id !== id) throw notFound();
  return actionView(world, record);
}

function actionView(world: World, record: ActionRecord): Action {
  const region = world.catalog.regions.get(record.region_slug ?? "");
  return region ? { ...record, region } : record;
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
