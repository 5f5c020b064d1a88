import { argument, command } from "../../command/declare.js";
import { runActions } from "../../verbs/actions.js";
import { unique } from "../../verbs/unique.js";
import { waitOptions } from "../../verbs/wait.js";
import { checkImageName } from "../image/names.js";
import { actionStarts, targetArguments, targetOptions } from "./targets.js";

export const snapshot = command({
  arguments: { name: argument("name", "what the image is to be called"), ...targetArguments },
  options: { unique, ...targetOptions, ...waitOptions },
  async run(context, { name, unique: mustBeFree, ...input }) {
    const starts = await actionStarts(context, input, { type: "snapshot", name });
    await checkImageName(context, name, { mustBeFree });
    return runActions(context, starts, input);
  },
});
