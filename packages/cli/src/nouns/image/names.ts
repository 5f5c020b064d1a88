import { createLookup, read } from "../../identify/identify.js";
import { imageKind } from "../../identify/image.js";
import type { Context } from "../../session/context.js";
import { checkFree } from "../../verbs/unique.js";

/** Looks whether a name can be told from every other image: one that is another's slug or id could not be used as a name. */
export async function checkImageName(
  context: Context,
  name: string,
  { mustBeFree, except }: { readonly mustBeFree: boolean; readonly except?: number },
): Promise<void> {
  const taken = await read(imageKind, name, { lookup: await createLookup(context), all: true });
  const ids = taken.map((image) => image.id).filter((id) => id !== except);
  checkFree(context, { noun: "image", name, ids }, mustBeFree);
}
