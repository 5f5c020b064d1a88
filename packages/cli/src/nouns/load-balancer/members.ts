import type { LoadBalancer } from "@doapi/client";
import { argument, type Command, command } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { resolveOne } from "../../identify/identify.js";
import { loadBalancerKind } from "../../identify/load-balancer.js";
import { changeDroplets } from "../../verbs/member-droplets.js";
import { readRules, ruleNotes, rulesOption } from "./rules.js";

const balancerArgument = argument("load-balancer", "id or name");

export const addDroplets = changeDroplets(loadBalancerKind, (balancer, ids) => balancer.addDroplets(ids));
export const removeDroplets = changeDroplets(loadBalancerKind, (balancer, ids) => balancer.removeDroplets(ids));

function withRules(
  change: (balancer: LoadBalancer, rules: ReturnType<typeof readRules>) => PromiseLike<void>,
): Command {
  return command({
    arguments: { balancer: balancerArgument },
    options: { rules: rulesOption },
    notes: ruleNotes,
    async run(context, { balancer: word, rules }) {
      if (rules.length === 0) throw usage("give rules by --rule");
      const read = readRules(rules);
      await change(await resolveOne(context, loadBalancerKind, word), read);
    },
  });
}

export const addRules = withRules((balancer, rules) => balancer.addForwardingRules(rules));
export const removeRules = withRules((balancer, rules) => balancer.removeForwardingRules(rules));

export const purgeCache = command({
  arguments: { balancer: balancerArgument },
  async run(context, { balancer: word }) {
    await (await resolveOne(context, loadBalancerKind, word)).purgeCache();
  },
});
