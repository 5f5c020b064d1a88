import { command } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { tagKind } from "../../identify/tag.js";
import { changeEach, lossOf } from "../../verbs/change-each.js";
import { checkTargets, targetArguments, targetOptions } from "./targets.js";

export const remove = command({
  arguments: targetArguments,
  options: targetOptions,
  async run(context, targets) {
    const { droplets, tag, multiple } = checkTargets(targets);
    if (tag === undefined) {
      return changeEach(context, dropletKind, { words: droplets, multiple, make: (droplet) => droplet.delete() });
    }
    const client = await context.client();
    const { name } = await resolveOne(context, tagKind, tag);
    await context.confirm(async () =>
      lossOf(dropletKind, await client.droplets.list({ tag_name: name }, { signal: context.signal }).all()),
    );
    await client.droplets.deleteByTag(name);
    return undefined;
  },
});
