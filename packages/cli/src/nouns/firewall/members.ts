import type { Firewall } from "@doapi/client";
import { argument, type Command, command, someArguments } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { firewallKind } from "../../identify/firewall.js";
import { resolveOne } from "../../identify/identify.js";
import { changeDroplets } from "../../verbs/member-droplets.js";
import { readRules, ruleNotes, ruleOptions, type Rules } from "./rules.js";

const firewallArgument = argument("firewall", "id or name");

export const addDroplets = changeDroplets(firewallKind, (firewall, ids) => firewall.addDroplets(ids));
export const removeDroplets = changeDroplets(firewallKind, (firewall, ids) => firewall.removeDroplets(ids));

function withTags(change: (firewall: Firewall, tags: readonly string[]) => PromiseLike<void>): Command {
  return command({
    arguments: { firewall: firewallArgument, tags: someArguments("tag", "names") },
    async run(context, { firewall: word, tags }) {
      await change(await resolveOne(context, firewallKind, word), tags);
    },
  });
}

export const addTags = withTags((firewall, tags) => firewall.addTags(tags));
export const removeTags = withTags((firewall, tags) => firewall.removeTags(tags));

function withRules(change: (firewall: Firewall, rules: Rules) => PromiseLike<void>): Command {
  return command({
    arguments: { firewall: firewallArgument },
    options: ruleOptions,
    notes: ruleNotes,
    async run(context, { firewall: word, ...input }) {
      const rules = readRules(input);
      if (Object.keys(rules).length === 0) throw usage("give rules by --inbound or --outbound");
      await change(await resolveOne(context, firewallKind, word), rules);
    },
  });
}

// Of the two directions the API demands one, and either is there.
type Demanded = Parameters<Firewall["addRules"]>[0];

export const addRules = withRules((firewall, rules) => firewall.addRules(rules as Demanded));
export const removeRules = withRules((firewall, rules) => firewall.removeRules(rules as Demanded));
