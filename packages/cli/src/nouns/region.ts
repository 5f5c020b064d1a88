import { command, type Noun } from "../command/declare.js";
import { showList } from "../verbs/show.js";
import { regionColumns } from "../views/region.js";

const show = command({
  run: (context) => showList(context, regionColumns, (client) => client.regions.list({}, { signal: context.signal })),
});

export const region: Noun = {
  verbs: { show: { summary: "list the regions", load: async () => show } },
  fallback: "show",
};
