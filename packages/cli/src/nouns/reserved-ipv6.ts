import type { ReservedIpv6 } from "@doapi/client";
import { argument, command, type Noun, requiredText, someArguments, text } from "../command/declare.js";
import { dropletKind } from "../identify/droplet.js";
import { resolve, resolveOne } from "../identify/identify.js";
import { reservedIpv6Kind } from "../identify/reserved-ipv6.js";
import { readJsonObject } from "../input/input.js";
import { startsOf } from "../verbs/actionable.js";
import { runAction, runActions } from "../verbs/actions.js";
import { deleteOf, showOf, type Standard } from "../verbs/standard.js";
import { waitOptions } from "../verbs/wait.js";
import { reservedIpv6Columns } from "../views/reserved-ipv6.js";

const standard: Standard<ReservedIpv6> = {
  kind: reservedIpv6Kind,
  columns: reservedIpv6Columns,
  naming: "addresses",
  list: (client, options) => client.reservedIpv6.list({}, options),
};

const ips = someArguments("ip", "addresses");

const create = command({
  options: { region: requiredText("-R, --region <region>", "slug of the region to reserve it in") },
  async run(context, { region }) {
    const client = await context.client();
    context.results.object(reservedIpv6Columns, await client.reservedIpv6.create({ region_slug: region }));
  },
});

const assign = command({
  arguments: {
    ip: argument("ip", "the address"),
    droplet: argument("droplet", "id or name, in the region of the address"),
  },
  options: waitOptions,
  async run(context, { ip, droplet: word, ...wait }) {
    const reserved = await resolveOne(context, reservedIpv6Kind, ip);
    const droplet = await resolveOne(context, dropletKind, word);
    return runAction(context, { label: reservedIpv6Kind.label(reserved), start: () => reserved.assign(droplet) }, wait);
  },
});

const unassign = command({
  arguments: { words: ips },
  options: waitOptions,
  async run(context, input) {
    const reserved = await resolve(context, reservedIpv6Kind, input);
    const starts = startsOf(reservedIpv6Kind, reserved, (ip) => ip.unassign());
    return runActions(context, starts, input);
  },
});

const act = command({
  arguments: { type: argument("type", "the action's type in the API"), words: ips },
  options: {
    params: text("-p, --params <json|@file>", "the action's parameters, a JSON object"),
    ...waitOptions,
  },
  async run(context, { type, params, ...input }) {
    const parameters = params === undefined ? {} : await readJsonObject(context.io, params, "--params");
    const reserved = await resolve(context, reservedIpv6Kind, input);
    // Which actions there are is the API's to say.
    const body = { ...parameters, type: type as "unassign" };
    const starts = startsOf(reservedIpv6Kind, reserved, (ip) => ip.act(body));
    return runActions(context, starts, input);
  },
});

export const reservedIpv6: Noun = {
  verbs: {
    new: { summary: "reserve an IPv6 address", load: async () => create },
    show: { summary: "show reserved IPv6 addresses", load: async () => showOf(standard) },
    delete: { summary: "give IPv6 addresses back", destructive: "asks", load: async () => deleteOf(standard) },
    assign: { summary: "let an address lead to a droplet", load: async () => assign },
    unassign: { summary: "take addresses off their droplets", load: async () => unassign },
    act: { summary: "start any other action", load: async () => act },
  },
};
