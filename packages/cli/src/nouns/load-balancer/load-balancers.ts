import type { LoadBalancer, LoadBalancerBody } from "@doapi/client";
import { argument, command, type Input, number, text, texts } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolve, resolveOne } from "../../identify/identify.js";
import { loadBalancerKind } from "../../identify/load-balancer.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import type { Context } from "../../session/context.js";
import type { ProgressLine } from "../../terminal/progress.js";
import { printReady } from "../../verbs/ready.js";
import { readReplacement, replaceable } from "../../verbs/replace.js";
import { deleteOf, showOf, type Standard } from "../../verbs/standard.js";
import { waitOptions } from "../../verbs/wait.js";
import { loadBalancerColumns } from "../../views/load-balancer.js";
import { readRules, ruleNotes, rulesOption } from "./rules.js";

const standard: Standard<LoadBalancer> = {
  kind: loadBalancerKind,
  columns: loadBalancerColumns,
  naming: "ids or names",
  list: (client, options) => client.loadBalancers.list({}, options),
};

export const show = showOf(standard);
export const remove = deleteOf(standard);

const settings = {
  rules: rulesOption,
  droplets: texts("-D, --droplet <droplet>", "id or name of a droplet that traffic goes to; may be repeated"),
  tag: text("--tag <tag>", "traffic goes to all droplets with this tag", { conflicts: ["droplets"] }),
  sizeUnit: number("--size-unit <number>", "how many units large", { least: 1, whole: true }),
};

export const create = command({
  arguments: { name: argument("name", "letters, digits, . and -") },
  options: {
    region: text("-R, --region <region>", "slug of the region; a global one has none"),
    vpc: text("--vpc <uuid>", "the private network to join"),
    ...settings,
    ...extraOptions,
    ...waitOptions,
  },
  notes: ruleNotes,
  async run(context, { name, region, vpc, data, set, ...input }) {
    const complete = await readExtras(context.io, { data, set });
    const body = complete({
      name,
      ...(region === undefined ? {} : { region }),
      ...(vpc === undefined ? {} : { vpc_uuid: vpc }),
      ...(await settingsOf(context, input)),
    }) as LoadBalancerBody;
    const client = await context.client();
    return printReady(context, client.loadBalancers.create(body), { columns: loadBalancerColumns, line, wait: input });
  },
});

export const update = command({
  arguments: { balancer: argument("load-balancer", "id or name") },
  options: { name: text("--name <name>", "what it is to be called"), ...settings, ...extraOptions },
  notes: `What is given takes the place of what it has: all rules, all droplets, and so on; the rest stays. ${ruleNotes}`,
  async run(context, { balancer: word, name, data, set, ...input }) {
    const replacement = await readReplacement(context.io, { data, set });
    const balancer = await resolveOne(context, loadBalancerKind, word);
    const options = { ...(name === undefined ? {} : { name }), ...(await settingsOf(context, input)) };
    const changes = replacement.changes(options);
    if (Object.keys(changes).length === 0) throw usage("say what to change, for example by --name");
    const body = replacement.body(settingsNow(balancer, changes), options) as LoadBalancerBody;
    context.results.object(loadBalancerColumns, await balancer.update(body));
  },
});

async function settingsOf(context: Context, { rules, droplets, tag, sizeUnit }: Input<typeof settings>) {
  const found = droplets.length === 0 ? [] : await resolve(context, dropletKind, { words: droplets });
  return {
    ...(rules.length === 0 ? {} : { forwarding_rules: readRules(rules) }),
    ...(found.length === 0 ? {} : { droplet_ids: found.map(({ id }) => id) }),
    ...(tag === undefined ? {} : { tag }),
    ...(sizeUnit === undefined ? {} : { size_unit: sizeUnit }),
  };
}

/** What the balancer has, as its replacement takes it. */
function settingsNow(balancer: LoadBalancer, changes: object): Record<string, unknown> {
  const { size: _, ...kept } = replaceable("loadBalancers_update", balancer.toJSON());
  // It finds its droplets by tag or by id; of the two, a replacement takes one.
  const byTag = "tag" in changes || (!("droplet_ids" in changes) && (balancer.tag ?? "") !== "");
  delete kept[byTag ? "droplet_ids" : "tag"];
  return { ...kept, ...(balancer.region === undefined ? {} : { region: balancer.region.slug }) };
}

function line(balancer: LoadBalancer): ProgressLine {
  const address = balancer.status === "active" ? balancer.ip : undefined;
  return {
    key: balancer.id,
    label: loadBalancerKind.label(balancer),
    status: address === undefined ? balancer.status : `${balancer.status} ${address}`,
    state: balancer.status === "errored" ? "failed" : balancer.status === "active" ? "done" : "pending",
  };
}
