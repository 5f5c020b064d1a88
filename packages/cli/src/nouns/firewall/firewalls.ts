import type { Firewall, FirewallBody } from "@doapi/client";
import { argument, command, text, texts } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { dropletKind } from "../../identify/droplet.js";
import { firewallKind } from "../../identify/firewall.js";
import { resolve, resolveOne } from "../../identify/identify.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import type { Context } from "../../session/context.js";
import type { ProgressLine } from "../../terminal/progress.js";
import { printReady } from "../../verbs/ready.js";
import { readReplacement, replaceable } from "../../verbs/replace.js";
import { deleteOf, showOf, type Standard } from "../../verbs/standard.js";
import { waitOptions } from "../../verbs/wait.js";
import { firewallColumns } from "../../views/firewall.js";
import { readRules, ruleNotes, ruleOptions } from "./rules.js";

const standard: Standard<Firewall> = {
  kind: firewallKind,
  columns: firewallColumns,
  naming: "ids or names",
  list: (client, options) => client.firewalls.list({}, options),
};

export const show = showOf(standard);
export const remove = deleteOf(standard);

const memberOptions = {
  droplets: texts("-D, --droplet <droplet>", "id or name of a droplet behind it; may be repeated"),
  tags: texts("--tag <tag>", "all droplets with this tag are behind it; may be repeated"),
};

export const create = command({
  arguments: { name: argument("name", "letters, digits, . and -") },
  options: { ...ruleOptions, ...memberOptions, ...extraOptions, ...waitOptions },
  notes: ruleNotes,
  async run(context, { name, data, set, ...input }) {
    const complete = await readExtras(context.io, { data, set });
    const body = complete({ name, ...readRules(input), ...(await membersOf(context, input)) }) as FirewallBody;
    const client = await context.client();
    return printReady(context, client.firewalls.create(body), { columns: firewallColumns, line, wait: input });
  },
});

export const update = command({
  arguments: { firewall: argument("firewall", "id or name") },
  options: {
    name: text("--name <name>", "what it is to be called"),
    ...ruleOptions,
    ...memberOptions,
    ...extraOptions,
    ...waitOptions,
  },
  notes: `What is given takes the place of what it has: all inbound rules, all droplets, and so on; the rest stays. ${ruleNotes}`,
  async run(context, { firewall: word, name, data, set, ...input }) {
    const replacement = await readReplacement(context.io, { data, set });
    const rules = readRules(input);
    const firewall = await resolveOne(context, firewallKind, word);
    const options = { ...(name === undefined ? {} : { name }), ...rules, ...(await membersOf(context, input)) };
    if (Object.keys(replacement.changes(options)).length === 0)
      throw usage("say what to change, for example by --name");
    // What the firewall has, it was once told in this form.
    const body = replacement.body(
      replaceable("firewalls_update", firewall.toJSON()),
      options,
    ) as unknown as FirewallBody;
    return printReady(context, firewall.update(body), { columns: firewallColumns, line, wait: input });
  },
});

async function membersOf(
  context: Context,
  { droplets, tags }: { droplets: readonly string[]; tags: readonly string[] },
) {
  const found = droplets.length === 0 ? [] : await resolve(context, dropletKind, { words: droplets });
  return {
    ...(found.length === 0 ? {} : { droplet_ids: found.map(({ id }) => id) }),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
  };
}

function line(firewall: Firewall): ProgressLine {
  const state = { succeeded: "done", failed: "failed" } as const;
  return {
    key: firewall.id,
    label: firewallKind.label(firewall),
    status: firewall.status,
    state: state[firewall.status as keyof typeof state] ?? "pending",
  };
}
