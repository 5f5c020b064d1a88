import { argument, command } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { runAction } from "../../verbs/actions.js";
import { unique } from "../../verbs/unique.js";
import { waitOptions } from "../../verbs/wait.js";
import { checkDropletName } from "./names.js";

export const rename = command({
  arguments: {
    droplet: argument("droplet", "id or name"),
    name: argument("new-name", "letters, digits, - and ."),
  },
  options: { unique, ...waitOptions },
  async run(context, { droplet: word, name, unique: mustBeFree, ...wait }) {
    const droplet = await resolveOne(context, dropletKind, word);
    await checkDropletName(context, name, { mustBeFree, except: droplet.id });
    return runAction(context, { label: dropletKind.label(droplet), start: () => droplet.rename(name) }, wait);
  },
});
