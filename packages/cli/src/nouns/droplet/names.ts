import { usage } from "../../failure.js";
import { dropletsNamed } from "../../identify/droplet.js";
import type { Context } from "../../session/context.js";
import { checkFree } from "../../verbs/unique.js";

/** Looks whether the names of new droplets are free, and different from each other. */
export async function checkNewNames(context: Context, names: readonly string[], mustBeFree: boolean): Promise<void> {
  const seen = new Set<string>();
  for (const name of names) {
    if (!seen.has(name)) await checkDropletName(context, name, { mustBeFree });
    else if (mustBeFree) throw usage(`the name "${name}" is given twice`);
    else context.messages.warn(`the name "${name}" is given twice`);
    seen.add(name);
  }
}

/** Looks whether another droplet has the name. */
export async function checkDropletName(
  context: Context,
  name: string,
  { mustBeFree, except }: { readonly mustBeFree: boolean; readonly except?: number },
): Promise<void> {
  const client = await context.client();
  const droplets = await dropletsNamed(client, name, { signal: context.signal });
  const ids = droplets.map((droplet) => droplet.id).filter((id) => id !== except);
  checkFree(context, { noun: "droplet", name, ids }, mustBeFree);
}
