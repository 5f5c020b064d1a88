import { someArguments } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { historyOf } from "../../verbs/actionable.js";
import { multiple } from "../../verbs/show.js";

export const actions = historyOf({
  kind: dropletKind,
  title: "Droplet",
  name: (droplet) => droplet.name,
  words: someArguments("droplet", "ids or names"),
  options: { multiple },
});
