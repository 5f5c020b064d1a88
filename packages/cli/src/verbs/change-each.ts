import type { ExitCode } from "../exit-codes.js";
import { type Kind, resolve, type ResolveOptions } from "../identify/identify.js";
import type { Context } from "../session/context.js";
import { Tally } from "./tally.js";

/** Changes every named item, once all of them are known, and prints nothing but failures. */
export async function changeEach<T>(
  context: Context,
  kind: Kind<T>,
  change: ResolveOptions & { readonly words: readonly string[]; readonly make: (item: T) => PromiseLike<unknown> },
): Promise<ExitCode> {
  const items = await resolve(context, kind, change);
  const tally = new Tally(context);
  for (const item of items) {
    if (tally.stopped) break;
    await tally.attempt(kind.label(item), () => change.make(item));
  }
  return tally.exitCode();
}
