import { anyArguments, argument, command, type Noun, someArguments } from "../command/declare.js";
import { tagKind } from "../identify/tag.js";
import { changeEach } from "../verbs/change-each.js";
import { showItems } from "../verbs/show.js";
import { Tally } from "../verbs/tally.js";
import { tagColumns } from "../views/tag.js";
import { renameTag } from "./tag-rename.js";

const create = command({
  arguments: { names: someArguments("tag", "letters, digits, : - and _") },
  async run(context, { names }) {
    const client = await context.client();
    const tally = new Tally(context);
    await context.results.list(tagColumns, async (emit) => {
      for (const name of names) {
        if (tally.stopped) break;
        const tag = await tally.attempt(`tag ${name}`, () => client.tags.create(name));
        if (tag !== undefined) emit(tag);
      }
    });
    return tally.exitCode();
  },
});

const show = command({
  arguments: { tags: anyArguments("tag", "names; all tags when none is named") },
  run: (context, { tags }) =>
    showItems(
      context,
      { kind: tagKind, columns: tagColumns },
      { words: tags, all: (client) => client.tags.list({}, { signal: context.signal }) },
    ),
});

const update = command({
  arguments: { tag: argument("tag", "its name"), name: argument("new-name", "what it is to be called") },
  notes:
    "The API cannot rename a tag: this makes a tag of the new name, gives it to everything that has the old one, and then deletes the old one. Firewalls and load balancers that name the old tag have to be changed by hand.",
  async run(context, { tag, name }) {
    context.results.object(tagColumns, await renameTag(context, tag, name));
  },
});

const remove = command({
  arguments: { tags: someArguments("tag", "names") },
  run: (context, { tags }) => changeEach(context, tagKind, { words: tags, make: (tag) => tag.delete() }),
});

export const tag: Noun = {
  verbs: {
    new: { summary: "create tags", load: async () => create },
    show: { summary: "show tags", load: async () => show },
    update: { summary: "rename a tag", load: async () => update },
    delete: {
      summary: "delete tags; what they were on stays",
      destructive: "asks-on-terminal",
      load: async () => remove,
    },
  },
};
