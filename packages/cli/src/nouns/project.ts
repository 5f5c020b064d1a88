import type { Project } from "@doapi/client";
import { argument, command, flag, type Noun, someArguments, text } from "../command/declare.js";
import { usage } from "../failure.js";
import { resolveOne } from "../identify/identify.js";
import { projectKind } from "../identify/project.js";
import { extraOptions, readExtras } from "../input/extras.js";
import { showList } from "../verbs/show.js";
import { deleteOf, showOf, type Standard } from "../verbs/standard.js";
import { projectColumns, projectResourceColumns } from "../views/project.js";

const standard: Standard<Project> = {
  kind: projectKind,
  columns: projectColumns,
  naming: "ids or names, or default",
  list: (client, options) => client.projects.list({}, options),
};

const projectArgument = argument("project", "id or name, or default");

const attributes = {
  description: text("--description <text>", "what it is about"),
  environment: text("--environment <name>", "Development, Staging or Production"),
};

const create = command({
  arguments: { name: argument("name", "what it is to be called") },
  options: {
    purpose: text("--purpose <text>", "what it is for, such as Web Application (the default)"),
    ...attributes,
    ...extraOptions,
  },
  async run(context, { name, purpose = "Web Application", description, environment, data, set }) {
    const complete = await readExtras(context.io, { data, set });
    const body = complete({ name, purpose, ...attributesOf({ description, environment }) });
    const client = await context.client();
    context.results.object(projectColumns, await client.projects.create(body));
  },
});

const update = command({
  arguments: { project: projectArgument },
  options: {
    name: text("--name <name>", "what it is to be called"),
    purpose: text("--purpose <text>", "what it is for"),
    ...attributes,
    default: flag("--default", "make it the project of everything that names no other"),
    ...extraOptions,
  },
  async run(context, { project: word, name, purpose, default: isDefault, data, set, ...rest }) {
    const complete = await readExtras(context.io, { data, set });
    const body = complete({
      ...(name === undefined ? {} : { name }),
      ...(purpose === undefined ? {} : { purpose }),
      ...attributesOf(rest),
      ...(isDefault ? { is_default: true } : {}),
    });
    if (Object.keys(body).length === 0) throw usage("say what to change, for example by --name");
    const project = await resolveOne(context, projectKind, word);
    context.results.object(projectColumns, await project.patch(body));
  },
});

const resources = command({
  arguments: { project: projectArgument },
  async run(context, { project: word }) {
    const project = await resolveOne(context, projectKind, word);
    await showList(context, projectResourceColumns, () => project.resources({ signal: context.signal }));
  },
});

const assign = command({
  arguments: {
    project: projectArgument,
    urns: someArguments("urn", "such as do:droplet:123 or do:domain:example.com"),
  },
  notes: "They leave the projects that they are in. A URN that leads to nothing has the status not_found.",
  async run(context, { project: word, urns }) {
    const project = await resolveOne(context, projectKind, word);
    const assigned = await project.assign(urns);
    await context.results.list(projectResourceColumns, async (emit) => assigned.forEach(emit));
  },
});

function attributesOf({
  description,
  environment,
}: {
  description: string | undefined;
  environment: string | undefined;
}) {
  return {
    ...(description === undefined ? {} : { description }),
    // Which environments there are is the API's to say.
    ...(environment === undefined ? {} : { environment: environment as "Production" }),
  };
}

export const project: Noun = {
  verbs: {
    new: { summary: "create a project", load: async () => create },
    show: { summary: "show projects", load: async () => showOf(standard) },
    update: { summary: "change a project", load: async () => update },
    delete: {
      summary: "delete projects that nothing is in",
      destructive: "asks",
      load: async () => deleteOf(standard),
    },
    resources: { summary: "show what is in a project", load: async () => resources },
    assign: { summary: "move resources to a project", load: async () => assign },
  },
};
