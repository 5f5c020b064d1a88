import { anyArguments, argument, command, type Noun, optionalArgument, someArguments } from "../command/declare.js";
import { usage } from "../failure.js";
import { createLookup, resolveOne } from "../identify/identify.js";
import { allKeys, sshKeyKind } from "../identify/ssh-key.js";
import { extraOptions, readExtras } from "../input/extras.js";
import { readInput } from "../input/input.js";
import { parsePublicKey } from "../input/public-key.js";
import type { Context } from "../session/context.js";
import { changeEach } from "../verbs/change-each.js";
import { multiple, showItems } from "../verbs/show.js";
import { checkFree, unique } from "../verbs/unique.js";
import { sshKeyColumns } from "../views/ssh-key.js";

const create = command({
  arguments: {
    name: argument("name", "what the key is to be called"),
    file: optionalArgument("file", "the public key; standard input when left out"),
  },
  options: { unique, ...extraOptions },
  async run(context, { name, file, unique: mustBeFree, ...extras }) {
    const complete = await readExtras(context.io, extras);
    const key = parsePublicKey(await readInput(context.io, file ?? "-"));
    if (key === undefined) throw usage(`${file ?? "standard input"} holds no SSH public key`);
    await checkName(context, name, { mustBeFree });
    const client = await context.client();
    context.results.object(sshKeyColumns, await client.sshKeys.create(complete({ name, public_key: key.text })));
  },
});

const show = command({
  arguments: { keys: anyArguments("key", "ids, fingerprints or names; all keys when none is named") },
  options: { multiple },
  run: (context, { keys, multiple: many }) =>
    showItems(
      context,
      { kind: sshKeyKind, columns: sshKeyColumns },
      { words: keys, multiple: many, all: (client) => client.sshKeys.list({}, { signal: context.signal }) },
    ),
});

const update = command({
  arguments: {
    key: argument("key", "id, fingerprint or name"),
    name: argument("new-name", "what it is to be called"),
  },
  options: { unique },
  async run(context, { key: word, name, unique: mustBeFree }) {
    const key = await resolveOne(context, sshKeyKind, word);
    await checkName(context, name, { mustBeFree, except: key.id });
    context.results.object(sshKeyColumns, await key.update({ name }));
  },
});

const remove = command({
  arguments: { keys: someArguments("key", "ids, fingerprints or names") },
  options: { multiple },
  run: (context, { keys, multiple: many }) =>
    changeEach(context, sshKeyKind, { words: keys, multiple: many, make: (key) => key.delete() }),
});

async function checkName(
  context: Context,
  name: string,
  { mustBeFree, except }: { mustBeFree: boolean; except?: number },
) {
  const keys = await allKeys(await createLookup(context));
  const ids = keys.filter((key) => key.name === name && key.id !== except).map((key) => key.id);
  checkFree(context, { noun: "SSH key", name, ids }, mustBeFree);
}

export const sshKey: Noun = {
  verbs: {
    new: { summary: "register a public key", load: async () => create },
    show: { summary: "show SSH keys", load: async () => show },
    update: { summary: "rename an SSH key", load: async () => update },
    delete: {
      summary: "delete SSH keys",
      destructive: "asks-on-terminal",
      load: async () => remove,
    },
  },
};
