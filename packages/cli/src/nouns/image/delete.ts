import { command } from "../../command/declare.js";
import { changeEach } from "../../verbs/change-each.js";
import { imageTargets } from "./targets.js";

const { kind, words, options } = imageTargets;

export const remove = command({
  arguments: { words },
  options,
  run: (context, input) => changeEach(context, kind, { ...input, make: (image) => image.delete() }),
});
