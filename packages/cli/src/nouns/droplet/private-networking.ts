import type { Droplet } from "@doapi/client";
import { command } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { tagKind } from "../../identify/tag.js";
import type { Context } from "../../session/context.js";
import { runActions } from "../../verbs/actions.js";
import { waitOptions } from "../../verbs/wait.js";
import { checkTargets, dropletStarts, namedDroplets, type Targets, targetArguments, targetOptions } from "./targets.js";

export const enablePrivateNetworking = command({
  arguments: targetArguments,
  options: { ...targetOptions, ...waitOptions },
  notes: "Every droplet of today has a private address from the start; those that have one are left as they are.",
  async run(context, input) {
    const droplets = await targeted(context, input);
    const lacking = droplets.filter((droplet) => droplet.privateIpv4Address === undefined);
    for (const droplet of droplets) {
      // The API refuses the action for them, although what is wanted is there.
      if (!lacking.includes(droplet))
        context.messages.note(`${dropletKind.label(droplet)} has the private address ${droplet.privateIpv4Address}`);
    }
    const starts = dropletStarts(lacking, () => ({ type: "enable_private_networking" }));
    return runActions(context, starts, input);
  },
});

async function targeted(context: Context, targets: Targets): Promise<Droplet[]> {
  const { tag } = checkTargets(targets);
  if (tag === undefined) return namedDroplets(context, targets);
  const { name } = await resolveOne(context, tagKind, tag);
  const client = await context.client();
  return client.droplets.list({ tag_name: name }, { signal: context.signal }).all();
}
