import { flag } from "../command/declare.js";
import { notFound } from "../failure.js";
import type { Context } from "../session/context.js";

export const unique = flag("--unique", "fail when the name is taken already; without it that is a warning");

/** Says that a name is taken: an error under `--unique`, else a warning. */
export function checkFree(
  { messages }: Context,
  taken: { readonly noun: string; readonly name: string; readonly ids: readonly (string | number)[] },
  mustBeFree: boolean,
): void {
  if (taken.ids.length === 0) return;
  const message = `the ${taken.noun} name "${taken.name}" is taken by ${taken.ids.join(", ")}`;
  if (mustBeFree) throw notFound(message);
  messages.warn(message);
}
