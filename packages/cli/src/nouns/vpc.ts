import type { Vpc } from "@doapi/client";
import { argument, command, flag, type Noun, requiredText, text } from "../command/declare.js";
import { usage } from "../failure.js";
import { resolveOne } from "../identify/identify.js";
import { vpcKind } from "../identify/vpc.js";
import { extraOptions, readExtras } from "../input/extras.js";
import { showList } from "../verbs/show.js";
import { deleteOf, showOf, type Standard } from "../verbs/standard.js";
import { vpcColumns, vpcMemberColumns } from "../views/vpc.js";

const standard: Standard<Vpc> = {
  kind: vpcKind,
  columns: vpcColumns,
  naming: "ids or names",
  list: (client, options) => client.vpcs.list({}, options),
};

const description = text("--description <text>", "what it is for");

const create = command({
  arguments: { name: argument("name", "letters, digits, . and -") },
  options: {
    region: requiredText("-R, --region <region>", "slug of the region"),
    ipRange: text("--ip-range <cidr>", "its private addresses, such as 10.10.10.0/24; the API chooses when left out"),
    description,
    ...extraOptions,
  },
  async run(context, { name, region, ipRange, description: about, data, set }) {
    const complete = await readExtras(context.io, { data, set });
    const body = complete({
      name,
      region,
      ...(ipRange === undefined ? {} : { ip_range: ipRange }),
      ...(about === undefined ? {} : { description: about }),
    });
    const client = await context.client();
    context.results.object(vpcColumns, await client.vpcs.create(body));
  },
});

const update = command({
  arguments: { vpc: argument("vpc", "id or name") },
  options: {
    name: text("--name <name>", "what it is to be called"),
    description,
    default: flag("--default", "make it the network that new droplets of its region join"),
    ...extraOptions,
  },
  async run(context, { vpc: word, name, description: about, default: isDefault, data, set }) {
    const complete = await readExtras(context.io, { data, set });
    const body = complete({
      ...(name === undefined ? {} : { name }),
      ...(about === undefined ? {} : { description: about }),
      ...(isDefault ? { default: true } : {}),
    });
    if (Object.keys(body).length === 0) throw usage("say what to change, for example by --name");
    const vpc = await resolveOne(context, vpcKind, word);
    context.results.object(vpcColumns, await vpc.patch(body));
  },
});

const members = command({
  arguments: { vpc: argument("vpc", "id or name") },
  options: { type: text("--type <type>", "only resources of this type, such as droplet") },
  async run(context, { vpc: word, type }) {
    const vpc = await resolveOne(context, vpcKind, word);
    const query = type === undefined ? {} : { resource_type: type };
    await showList(context, vpcMemberColumns, () => vpc.members(query, { signal: context.signal }));
  },
});

export const vpc: Noun = {
  verbs: {
    new: { summary: "create a private network", load: async () => create },
    show: { summary: "show private networks", load: async () => showOf(standard) },
    update: { summary: "change a private network", load: async () => update },
    delete: {
      summary: "delete private networks that nothing is in",
      destructive: "asks",
      load: async () => deleteOf(standard),
    },
    members: { summary: "show what is in a private network", load: async () => members },
  },
};
