import { command } from "../../command/declare.js";
import { describe } from "../../report.js";
import { readDoctl } from "../../session/doctl.js";
import { contextFile, contextNames, readContext, readCurrent } from "../../session/stored-contexts.js";
import { namedByEnvironment } from "../../session/token.js";
import { contextColumns, type ListedContext } from "../../views/context.js";
import type { Context } from "../../session/context.js";

export const list = command({
  notes: "Those of doapi, then those of doctl, which are read as they are. No token is shown.",
  async run(context) {
    const contexts = [...(await ownContexts(context)), ...(await doctlContexts(context))];
    const seen = new Set<string>();
    const current = context.options.context ?? namedByEnvironment(context.io) ?? (await readCurrent(context.io));
    await context.results.list(contextColumns, async (emit) => {
      for (const item of contexts) {
        // Of two with one name, the first is meant.
        emit({ ...item, current: item.name === current && !seen.has(item.name) });
        seen.add(item.name);
      }
    });
    if (contexts.length === 0) context.results.nothing();
  },
});

async function ownContexts({ io, messages }: Context): Promise<ListedContext[]> {
  const contexts: ListedContext[] = [];
  for (const name of await contextNames(io)) {
    const source = contextFile(io, name);
    try {
      const stored = await readContext(io, name);
      const kind = stored?.tokenCommand === undefined ? "token" : "command";
      contexts.push({ name, current: false, source, kind, endpoint: stored?.endpoint ?? null });
    } catch (error) {
      // One that cannot be used hides no other.
      const { message, hint } = await describe(error);
      messages.error(message, hint);
      contexts.push({ name, current: false, source, kind: "unreadable", endpoint: null });
    }
  }
  return contexts;
}

async function doctlContexts({ io }: Context): Promise<ListedContext[]> {
  const doctl = await readDoctl(io);
  if (doctl === undefined) return [];
  const { file, tokens, endpoint } = doctl;
  return [...tokens.keys()].map((name) => ({
    name,
    current: false,
    source: file,
    kind: "token",
    endpoint: endpoint ?? null,
  }));
}
