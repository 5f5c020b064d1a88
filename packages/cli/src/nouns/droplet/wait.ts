import type { Droplet } from "@doapi/client";
import { command, flag, someArguments, text } from "../../command/declare.js";
import type { ExitCode } from "../../exit-codes.js";
import { dropletKind } from "../../identify/droplet.js";
import type { Context } from "../../session/context.js";
import { awaitCurrent } from "../../verbs/actionable.js";
import { multiple } from "../../verbs/show.js";
import { follow, limitOptions, type LimitInput } from "../../verbs/wait.js";
import { dropletColumns } from "../../views/droplet.js";
import { namedDroplets } from "./targets.js";

export const wait = command({
  arguments: { droplets: someArguments("droplet", "ids or names") },
  options: {
    status: text("-S, --status <status>", "wait until each has this status, such as active or off", {
      conflicts: ["locked", "unlocked"],
    }),
    locked: flag("--locked", "wait until each is locked", { conflicts: ["unlocked"] }),
    unlocked: flag("--unlocked", "wait until none is locked"),
    multiple,
    ...limitOptions,
  },
  notes: "Without a status or lock to wait for: waits for the actions in progress and prints those.",
  async run(context, { status, locked, unlocked, ...input }): Promise<ExitCode> {
    const droplets = await namedDroplets(context, input);
    if (status !== undefined) return awaitState(context, droplets, { limits: input, goal: { status } });
    if (locked || unlocked) return awaitState(context, droplets, { limits: input, goal: { locked } });
    return awaitCurrent(context, dropletKind, { items: droplets, limits: input });
  },
});

interface StateWait {
  readonly limits: LimitInput;
  readonly goal: { readonly status: string } | { readonly locked: boolean };
}

async function awaitState(
  context: Context,
  droplets: readonly Droplet[],
  { limits, goal }: StateWait,
): Promise<ExitCode> {
  const client = await context.client();
  const reached = (droplet: Droplet) =>
    "status" in goal ? droplet.status === goal.status : droplet.locked === goal.locked;
  return context.results.list(dropletColumns, (emit) =>
    follow<Droplet>(context, limits, {
      wait: (options) => client.droplets.wait(droplets, { ...goal, ...options }),
      line: (droplet) => ({
        key: droplet.id,
        label: dropletKind.label(droplet),
        status: "status" in goal ? droplet.status : droplet.locked ? "locked" : "unlocked",
        state: reached(droplet) ? "done" : "pending",
      }),
      emit,
    }),
  );
}
