import { argument, command } from "../../command/declare.js";
import { resolve } from "../../identify/identify.js";
import { actOn, historyOf, startsOf, waitFor } from "../../verbs/actionable.js";
import { runActions } from "../../verbs/actions.js";
import { waitOptions } from "../../verbs/wait.js";
import { imageTargets } from "./targets.js";

const { kind, words, options } = imageTargets;

export const convert = command({
  arguments: { words },
  options: { ...options, ...waitOptions },
  async run(context, input) {
    const images = await resolve(context, kind, input);
    const starts = startsOf(kind, images, (image) => image.convert());
    return runActions(context, starts, input);
  },
});

export const transfer = command({
  arguments: { region: argument("region", "slug of the region to copy to"), words },
  options: { ...options, ...waitOptions },
  async run(context, { region, ...input }) {
    const images = await resolve(context, kind, input);
    const starts = startsOf(kind, images, (image) => image.transfer(region));
    return runActions(context, starts, input);
  },
});

export const act = actOn(imageTargets);
export const actions = historyOf(imageTargets);
export const wait = waitFor(imageTargets);
