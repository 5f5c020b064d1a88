import type { Action, DigitalOcean, Droplet, Image, ReservedIp } from "@doapi/client";
import { anyArguments, command, flag, type Noun } from "../command/declare.js";
import type { ExitCode } from "../exit-codes.js";
import { usage } from "../failure.js";
import { actionKind } from "../identify/action.js";
import { resolve } from "../identify/identify.js";
import type { Columns } from "../output/columns.js";
import type { Context } from "../session/context.js";
import { awaitActions } from "../verbs/actions.js";
import { showItems, showList } from "../verbs/show.js";
import { limitOptions } from "../verbs/wait.js";
import { actionColumns } from "../views/action.js";

const selection = {
  inProgress: flag("--in-progress", "only of the actions that are running", { conflicts: ["last"] }),
  last: flag("--last", "only of the latest action"),
};

const show = command({
  arguments: { actions: anyArguments("action", "ids; all actions when none is named") },
  options: selection,
  async run(context, { actions, inProgress, last }) {
    refuseIds(actions, inProgress || last);
    const { results, signal } = context;
    if (last) results.object(actionColumns, await latest(context));
    else if (inProgress) await showList(context, actionColumns, (client) => running(client, signal));
    else {
      const all = (client: DigitalOcean) => client.actions.list({}, { signal });
      await showItems(context, { kind: actionKind, columns: actionColumns }, { words: actions, all });
    }
  },
});

const wait = command({
  arguments: { actions: anyArguments("action", "ids; all running actions when none is named") },
  options: limitOptions,
  async run(context, { actions, ...limits }): Promise<ExitCode> {
    const chosen = await choose(context, actions);
    return context.results.list(actionColumns, (emit) => awaitActions(context, chosen, { limits, emit }));
  },
});

const resource = command({
  arguments: { actions: anyArguments("action", "ids") },
  options: selection,
  async run(context, { actions, inProgress, last }) {
    refuseIds(actions, inProgress || last);
    if (last) {
      const action = await latest(context);
      context.results.object(resourceColumns, action === null ? null : await resourceOf(context, action));
      return;
    }
    if (actions.length === 0 && !inProgress) throw usage("name actions, or give --in-progress or --last");
    const chosen = await choose(context, actions);
    await context.results.groups("Action", resourceColumns, async (emit) => {
      for (const action of chosen) emit(String(action.id), await resourceOf(context, action));
    });
  },
});

/** The types of resource that an action can lead to. */
const reachable = new Set(["droplet", "image", "reserved_ip", "floating_ip"]);

const resourceColumns: Columns<Droplet | Image | ReservedIp> = [
  { title: "ID", value: (item) => ("ip" in item ? item.ip : item.id) },
  { title: "Name", value: (item) => ("ip" in item ? null : item.name) },
  { title: "Status", value: (item) => ("ip" in item ? null : item.status) },
];

function refuseIds(actions: readonly string[], filtered: boolean): void {
  if (actions.length > 0 && filtered) throw usage("name actions, or choose them by --in-progress or --last, not both");
}

/** The named actions, or those that are running. */
async function choose(context: Context, words: readonly string[]): Promise<Action[]> {
  if (words.length > 0) return resolve(context, actionKind, { words });
  const actions: Action[] = [];
  for await (const action of running(await context.client(), context.signal)) actions.push(action);
  return actions;
}

/** A running action can be older than many that are done, so that the whole history has to be read. */
async function* running(client: DigitalOcean, signal: AbortSignal): AsyncGenerator<Action> {
  for await (const action of client.actions.list({}, { signal })) if (action.inProgress) yield action;
}

async function latest(context: Context): Promise<Action | null> {
  const client = await context.client();
  const page = await client.actions.list({ per_page: 1 }, { signal: context.signal }).firstPage();
  return page.items[0] ?? null;
}

async function resourceOf(context: Context, action: Action): Promise<Droplet | Image | ReservedIp | null> {
  if (reachable.has(action.resource_type)) return action.resource();
  context.messages.warn(`action ${action.id} is about a ${action.resource_type}, which cannot be shown here`);
  return null;
}

export const action: Noun = {
  verbs: {
    show: { summary: "show actions", load: async () => show },
    wait: { summary: "wait for actions to end", load: async () => wait },
    resource: { summary: "show what actions were done to", load: async () => resource },
  },
};
