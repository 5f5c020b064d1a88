import { argument, command } from "../../command/declare.js";
import { createLookup, read } from "../../identify/identify.js";
import { imageKind } from "../../identify/image.js";
import { runActions } from "../../verbs/actions.js";
import { checkFree, unique } from "../../verbs/unique.js";
import { waitOptions } from "../../verbs/wait.js";
import { actionStarts, targetArguments, targetOptions } from "./targets.js";

export const snapshot = command({
  arguments: { name: argument("name", "what the image is to be called"), ...targetArguments },
  options: { unique, ...targetOptions, ...waitOptions },
  async run(context, { name, unique: mustBeFree, ...input }) {
    const starts = await actionStarts(context, input, { type: "snapshot", name });
    // A slug is checked too: an image whose name is another's slug could not be named.
    const taken = await read(imageKind, name, { lookup: await createLookup(context), all: true });
    checkFree(context, { noun: "image", name, ids: taken.map((image) => image.id) }, mustBeFree);
    return runActions(context, starts, input);
  },
});
