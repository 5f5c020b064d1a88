import { argument, command } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolve, resolveOne } from "../../identify/identify.js";
import { actOn, historyOf, startsOf, waitFor } from "../../verbs/actionable.js";
import { runAction, runActions } from "../../verbs/actions.js";
import { waitOptions } from "../../verbs/wait.js";
import { reservedIpTargets } from "./targets.js";

const { kind, words } = reservedIpTargets;

export const assign = command({
  arguments: {
    ip: argument("ip", "the address, such as 192.0.2.1 or 3221225985"),
    droplet: argument("droplet", "id or name, in the region of the address"),
  },
  options: waitOptions,
  async run(context, { ip, droplet: word, ...wait }) {
    const reserved = await resolveOne(context, kind, ip);
    const droplet = await resolveOne(context, dropletKind, word);
    return runAction(context, { label: kind.label(reserved), start: () => reserved.assign(droplet) }, wait);
  },
});

export const unassign = command({
  arguments: { words },
  options: waitOptions,
  async run(context, input) {
    const reserved = await resolve(context, kind, input);
    const starts = startsOf(kind, reserved, (ip) => ip.unassign());
    return runActions(context, starts, input);
  },
});

export const act = actOn(reservedIpTargets);
export const actions = historyOf(reservedIpTargets);
export const wait = waitFor(reservedIpTargets);
