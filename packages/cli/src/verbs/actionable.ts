import type { Action, ActionCall, List } from "@doapi/client";
import { argument, type Argument, type Command, command, flag, type Option, text } from "../command/declare.js";
import type { ExitCode } from "../exit-codes.js";
import { type Kind, resolve } from "../identify/identify.js";
import { readJsonObject } from "../input/input.js";
import type { Context } from "../session/context.js";
import { actionColumns } from "../views/action.js";
import { awaitActions, runActions, type Start } from "./actions.js";
import { limitOptions, type LimitInput, waitOptions } from "./wait.js";

/** A resource that actions happen to, and that keeps a list of them. */
interface Actionable {
  // A method, so that a resource that declares the types of its actions passes too: the API decides which there are.
  act(body: { readonly type: string }): ActionCall;
  actions(query: Record<string, never>, options: { signal: AbortSignal }): List<Action>;
  lastAction(options: { signal: AbortSignal }): Promise<Action | null>;
  currentAction(options: { signal: AbortSignal }): Promise<Action | null>;
}

/** How a noun names the resources that its commands work on. */
export interface Targets<T> {
  readonly kind: Kind<T>;
  /** The heading of a table's column for them, and what stands there. */
  readonly title: string;
  readonly name: (item: T) => string;
  readonly words: Argument<readonly string[]>;
  /** `-M`, where a word can mean several. */
  readonly options: { readonly multiple?: Option<boolean> };
}

export const paramsOption = text("-p, --params <json|@file>", "the action's parameters, a JSON object");

/** Starts an action of any type. */
export function actOn<T extends Actionable>({ kind, words, options }: Targets<T>): Command {
  return command({
    arguments: { type: argument("type", "the action's type in the API"), words },
    options: { params: paramsOption, ...options, ...waitOptions },
    async run(context, { type, params, ...input }) {
      const body = { ...(params === undefined ? {} : await readJsonObject(context.io, params, "--params")), type };
      const items = await resolve(context, kind, input);
      return runActions(
        context,
        startsOf(kind, items, (item) => item.act(body)),
        input,
      );
    },
  });
}

/** One action for each item. */
export function startsOf<T>(kind: Kind<T>, items: readonly T[], start: (item: T) => PromiseLike<Action>): Start[] {
  return items.map((item) => ({ label: kind.label(item), start: () => start(item) }));
}

/** Prints the actions of each resource: a list of lists, or of the one action that is asked for. */
export function historyOf<T extends Actionable>({ kind, title, name, words, options }: Targets<T>): Command {
  return command({
    arguments: { words },
    options: {
      last: flag("--last", "only the latest action of each, or null", { conflicts: ["inProgress"] }),
      inProgress: flag("--in-progress", "only the running action of each, or null"),
      ...options,
    },
    async run(context, { last, inProgress, ...input }) {
      const call = { signal: context.signal };
      const items = await resolve(context, kind, input);
      await context.results.groups(title, actionColumns, async (emit) => {
        for (const item of items) {
          if (last) emit(name(item), await item.lastAction(call));
          else if (inProgress) emit(name(item), await item.currentAction(call));
          else emit(name(item), await item.actions({}, call).all());
        }
      });
    },
  });
}

/** Waits for the actions in progress and prints each when it has ended. */
export function waitFor<T extends Actionable>({ kind, words, options }: Targets<T>): Command {
  return command({
    arguments: { words },
    options: { ...options, ...limitOptions },
    async run(context, input) {
      return awaitCurrent(context, kind, { items: await resolve(context, kind, input), limits: input });
    },
  });
}

export async function awaitCurrent<T extends Pick<Actionable, "currentAction">>(
  context: Context,
  kind: Kind<T>,
  { items, limits }: { readonly items: readonly T[]; readonly limits: LimitInput },
): Promise<ExitCode> {
  const actions: Action[] = [];
  const labels = new Map<number, string>();
  for (const item of items) {
    const action = await item.currentAction({ signal: context.signal });
    if (action === null) continue;
    actions.push(action);
    labels.set(action.id, kind.label(item));
  }
  return context.results.list(actionColumns, (emit) => awaitActions(context, actions, { limits, emit, labels }));
}
