import { command, someArguments } from "../../command/declare.js";
import { notFound } from "../../failure.js";
import type { Context } from "../../session/context.js";
import { readDoctl } from "../../session/doctl.js";
import { contextFile, contextNames, removeContext } from "../../session/stored-contexts.js";

export const remove = command({
  arguments: { names: someArguments("name", "contexts, as `doapi auth list` shows them") },
  notes: "The token itself stays valid until it is deleted in the control panel.",
  async run(context, { names }) {
    const { io, dryRun } = context;
    await checkAllThere(context, names);
    const files = names.map((name) => contextFile(io, name));
    await context.confirm(() => ({ items: files }));
    for (const [index, name] of names.entries()) {
      if (dryRun === undefined) await removeContext(io, name);
      else dryRun.skip(`delete ${files[index]}`);
    }
  },
});

async function checkAllThere({ io }: Context, names: readonly string[]): Promise<void> {
  const known = new Set(await contextNames(io));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return;
  const doctl = await readDoctl(io);
  const hint = missing.some((name) => doctl?.tokens.has(name))
    ? "doctl's own are removed by doctl auth remove"
    : undefined;
  throw notFound(`no such context: ${missing.join(", ")}`, hint);
}
