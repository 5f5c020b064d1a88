import type { ExitCode } from "../exit-codes.js";
import { type Kind, resolve, type ResolveOptions } from "../identify/identify.js";
import type { Loss } from "../session/confirm.js";
import type { Context } from "../session/context.js";
import { Tally } from "./tally.js";

/** What goes with these items, for the question of a destructive command. */
export function lossOf<T>(kind: Kind<T>, items: readonly T[]): Loss {
  const prices = items.flatMap((item) => kind.monthly?.(item) ?? []);
  return {
    items: items.map(kind.label),
    monthly: prices.length === 0 ? undefined : prices.reduce((sum, price) => sum + price, 0),
  };
}

/** Changes every named item, once all of them are known and a destructive command is confirmed; prints nothing but failures. */
export async function changeEach<T>(
  context: Context,
  kind: Kind<T>,
  change: ResolveOptions & { readonly words: readonly string[]; readonly make: (item: T) => PromiseLike<unknown> },
): Promise<ExitCode> {
  const items = await resolve(context, kind, change);
  await context.confirm(() => lossOf(kind, items));
  const tally = new Tally(context);
  for (const item of items) {
    if (tally.stopped) break;
    await tally.attempt(kind.label(item), () => change.make(item));
  }
  return tally.exitCode();
}
