import { argument, command } from "../../command/declare.js";
import { readJsonObject } from "../../input/input.js";
import { paramsOption } from "../../verbs/actionable.js";
import { runActions } from "../../verbs/actions.js";
import { waitOptions } from "../../verbs/wait.js";
import { actionStarts, targetArguments, targetOptions } from "./targets.js";

export const act = command({
  arguments: { type: argument("type", "the action's type in the API, such as power_off"), ...targetArguments },
  options: {
    params: paramsOption,
    ...targetOptions,
    ...waitOptions,
  },
  async run(context, { type, params, ...input }) {
    const parameters = params === undefined ? {} : await readJsonObject(context.io, params, "--params");
    return runActions(context, await actionStarts(context, input, { ...parameters, type }), input);
  },
});
