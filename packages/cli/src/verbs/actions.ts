import type { Action } from "@doapi/client";
import { ExitCode } from "../exit-codes.js";
import type { Context } from "../session/context.js";
import type { ProgressLine } from "../terminal/progress.js";
import { actionColumns } from "../views/action.js";
import { Tally } from "./tally.js";
import { follow, isWaiting, type LimitInput, type WaitInput } from "./wait.js";

/** One change that answers with actions: one droplet's, or a whole tag's. */
export interface Start {
  /** What it is done to, for messages. */
  readonly label: string;
  readonly start: () => PromiseLike<Action | readonly Action[]>;
}

/** Starts actions one after the other and prints them as one list: at once, or each when it is finished if the user waits. */
export function runActions(context: Context, starts: readonly Start[], wait: WaitInput): Promise<ExitCode> {
  return context.results.list(actionColumns, (emit) => startAll(context, { starts, wait, emit }));
}

/** As {@link runActions} for a single action, printed as an object. */
export function runAction(context: Context, start: Start, wait: WaitInput): Promise<ExitCode> {
  const emit = (action: Action) => context.results.object(actionColumns, action);
  return startAll(context, { starts: [start], wait, emit });
}

interface Starting {
  readonly starts: readonly Start[];
  readonly wait: WaitInput;
  readonly emit: (action: Action) => void;
}

async function startAll(context: Context, { starts, wait, emit }: Starting): Promise<ExitCode> {
  const tally = new Tally(context);
  const labels = new Map<number, string>();
  const started: Action[] = [];
  for (const { label, start } of starts) {
    if (tally.stopped) break;
    const result = (await tally.attempt(label, start)) ?? [];
    const actions: readonly Action[] = isList(result) ? result : [result];
    for (const action of actions) {
      labels.set(action.id, actions === result ? subject(action) : label);
      started.push(action);
    }
    if (!isWaiting(wait)) actions.forEach(emit);
  }
  if (!isWaiting(wait)) return tally.exitCode();
  if (tally.stopped) {
    started.forEach(emit);
    return tally.exitCode();
  }
  const waited = await awaitActions(context, started, { limits: wait, emit, labels });
  return waited === ExitCode.interrupted ? waited : tally.exitCode() || waited;
}

interface Awaiting {
  readonly limits: LimitInput;
  readonly emit: (action: Action) => void;
  /** By the action's id, what it is done to; the API's resource where missing. */
  readonly labels?: ReadonlyMap<number, string>;
}

/** Waits for actions, with progress; each errored one is also named in a message. */
export async function awaitActions(
  context: Context,
  actions: readonly Action[],
  awaiting: Awaiting,
): Promise<ExitCode> {
  const { limits, emit, labels } = awaiting;
  if (actions.length === 0) return ExitCode.done;
  const client = await context.client();
  const line = (action: Action) => progressOf(action, labels?.get(action.id));
  return follow(context, limits, {
    wait: (options) => client.actions.wait(actions, options),
    line,
    emit: (action) => {
      if (action.errored) context.messages.error(`action ${action.id} (${line(action).label}) errored`);
      emit(action);
    },
  });
}

/** How progress shows an action. */
export function progressOf(action: Action, label = subject(action)): ProgressLine {
  return {
    key: action.id,
    label: `${label} ${action.type}`,
    status: action.status,
    state: action.errored ? "failed" : action.completed ? "done" : "pending",
  };
}

function subject(action: Action): string {
  return `${action.resource_type} ${action.resource_id ?? "?"}`;
}

function isList(result: Action | readonly Action[]): result is readonly Action[] {
  return Array.isArray(result);
}
