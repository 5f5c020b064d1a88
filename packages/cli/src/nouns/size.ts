import { command, type Noun } from "../command/declare.js";
import { showList } from "../verbs/show.js";
import { sizeColumns } from "../views/size.js";

const show = command({
  run: (context) => showList(context, sizeColumns, (client) => client.sizes.list({}, { signal: context.signal })),
});

export const size: Noun = {
  verbs: { show: { summary: "list the sizes", load: async () => show } },
  fallback: "show",
};
