import type { ReservedIp } from "@doapi/client";
import { command } from "../../command/declare.js";
import { changeEach } from "../../verbs/change-each.js";
import { reservedIpTargets } from "./targets.js";

const { kind, words } = reservedIpTargets;

export const remove = command({
  arguments: { words },
  run: (context, input) =>
    changeEach(context, kind, { ...input, make: (reserved) => release(reserved, context.signal) }),
});

/** Of an address that leads to a droplet, the API may only take it off the droplet, and say that it has begun to (202). */
async function release(reserved: ReservedIp, signal: AbortSignal): Promise<void> {
  const { response } = await reserved.delete().withResponse();
  if (response.status !== 202) return;
  await reserved.waitForAction({ signal });
  await reserved.delete();
}
