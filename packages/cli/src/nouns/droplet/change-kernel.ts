import { argument, command, someArguments } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { isId } from "../../identify/identify.js";
import { runActions } from "../../verbs/actions.js";
import { multiple } from "../../verbs/show.js";
import { waitOptions } from "../../verbs/wait.js";
import { dropletStarts, namedDroplets } from "./targets.js";

export const changeKernel = command({
  arguments: {
    kernel: argument("kernel", "id, as `doapi droplet kernels` shows it"),
    droplets: someArguments("droplet", "ids or names"),
  },
  options: { multiple, ...waitOptions },
  async run(context, { kernel, ...input }) {
    if (!isId(kernel)) throw usage(`"${kernel}" is no kernel id`);
    const droplets = await namedDroplets(context, input);
    const starts = dropletStarts(droplets, () => ({ type: "change_kernel", kernel: Number(kernel) }));
    return runActions(context, starts, input);
  },
});
