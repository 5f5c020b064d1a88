import { type Command, command, someArguments } from "../../command/declare.js";
import { runActions } from "../../verbs/actions.js";
import { multiple } from "../../verbs/show.js";
import { waitOptions } from "../../verbs/wait.js";
import { actionStarts, dropletStarts, namedDroplets, targetArguments, targetOptions } from "./targets.js";

/** The actions that the API does not do by tag. */
const notByTag: ReadonlySet<string> = new Set(["reboot", "password_reset"]);

/** An action that needs nothing but its targets. */
export function simpleAction(type: string): Command {
  if (notByTag.has(type)) {
    return command({
      arguments: { droplets: someArguments("droplet", "ids or names") },
      options: { multiple, ...waitOptions },
      async run(context, input) {
        const droplets = await namedDroplets(context, input);
        return runActions(
          context,
          dropletStarts(droplets, () => ({ type })),
          input,
        );
      },
    });
  }
  return command({
    arguments: targetArguments,
    options: { ...targetOptions, ...waitOptions },
    async run(context, input) {
      return runActions(context, await actionStarts(context, input, { type }), input);
    },
  });
}
