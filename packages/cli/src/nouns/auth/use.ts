import { argument, command } from "../../command/declare.js";
import { notFound } from "../../failure.js";
import { readDoctl } from "../../session/doctl.js";
import { readContext, writeCurrent } from "../../session/stored-contexts.js";

export const use = command({
  arguments: { name: argument("name", "a context, as `doapi auth list` shows it") },
  async run({ io, dryRun, messages }, { name }) {
    const known = (await readContext(io, name)) !== undefined || (await readDoctl(io))?.tokens.has(name) === true;
    if (!known) throw notFound(`no such context: ${name}`, "doapi auth list shows them, doapi auth login makes one");
    if (dryRun !== undefined) return dryRun.skip(`use the context ${name}`);
    await writeCurrent(io, name);
    messages.note(`the context ${name} is in use`);
    return undefined;
  },
});
