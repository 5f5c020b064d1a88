import type { Action, NewReservedIp } from "@doapi/client";
import { command, text } from "../../command/declare.js";
import { ExitCode } from "../../exit-codes.js";
import { usage } from "../../failure.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { reservedIpKind } from "../../identify/reserved-ip.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import type { Context } from "../../session/context.js";
import { progressOf } from "../../verbs/actions.js";
import { explainEnd, isWaiting, limitsOf, showProgress, waitOptions } from "../../verbs/wait.js";
import { reservedIpColumns } from "../../views/reserved-ip.js";

export const create = command({
  options: {
    droplet: text("-D, --droplet <droplet>", "id or name of the droplet that it is to lead to", {
      conflicts: ["region"],
    }),
    region: text("-R, --region <region>", "slug of the region to reserve it in"),
    ...extraOptions,
    ...waitOptions,
  },
  async run(context, { droplet, region, data, set, ...wait }): Promise<ExitCode> {
    const complete = await readExtras(context.io, { data, set });
    const body = complete(await placeOf(context, droplet, region));
    const client = await context.client();
    const call = client.reservedIps.create(body);
    const created = await call;
    if (!isWaiting(wait)) {
      context.results.object(reservedIpColumns, created);
      return ExitCode.done;
    }
    const label = reservedIpKind.label(created);
    const onPoll = showProgress<Action>(context, (action) => progressOf(action, label));
    try {
      context.results.object(reservedIpColumns, await call.ready({ ...limitsOf(context, wait), onPoll }));
      return ExitCode.done;
    } catch (error) {
      // The address is reserved all the same; once the action has ended, no longer locked.
      const { ActionError } = await import("@doapi/client");
      const latest = error instanceof ActionError ? await created.fetch().catch(() => created) : created;
      context.results.object(reservedIpColumns, latest);
      return await explainEnd(context, error);
    } finally {
      context.messages.progress.finish();
    }
  },
});

async function placeOf(
  context: Context,
  droplet: string | undefined,
  region: string | undefined,
): Promise<NewReservedIp> {
  if (droplet !== undefined) return { droplet_id: (await resolveOne(context, dropletKind, droplet)).id };
  if (region === undefined) throw usage("say where: give --droplet or --region");
  return { region };
}
