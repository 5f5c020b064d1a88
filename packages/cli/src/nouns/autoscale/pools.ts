import type { AutoscalePool } from "@doapi/client";
import { argument, command, flag, someArguments } from "../../command/declare.js";
import { autoscaleKind } from "../../identify/autoscale.js";
import { resolveOne } from "../../identify/identify.js";
import { changeEach } from "../../verbs/change-each.js";
import { multiple, showList } from "../../verbs/show.js";
import { showOf, type Standard } from "../../verbs/standard.js";
import { autoscaleColumns, autoscaleHistoryColumns, autoscaleMemberColumns } from "../../views/autoscale.js";

const standard: Standard<AutoscalePool> = {
  kind: autoscaleKind,
  columns: autoscaleColumns,
  naming: "ids or names",
  list: (client, options) => client.autoscalePools.list({}, options),
};

export const show = showOf(standard);

export const remove = command({
  arguments: { words: someArguments("autoscale-pool", "ids or names") },
  options: { withDroplets: flag("--with-droplets", "delete their droplets too; else these stay"), multiple },
  run: (context, { withDroplets, ...input }) =>
    changeEach(context, autoscaleKind, {
      ...input,
      make: (pool) => (withDroplets ? pool.deleteWithDroplets() : pool.delete()),
    }),
});

const poolArgument = argument("autoscale-pool", "id or name");

export const members = command({
  arguments: { pool: poolArgument },
  async run(context, { pool: word }) {
    const pool = await resolveOne(context, autoscaleKind, word);
    await showList(context, autoscaleMemberColumns, () => pool.members({ signal: context.signal }));
  },
});

export const history = command({
  arguments: { pool: poolArgument },
  async run(context, { pool: word }) {
    const pool = await resolveOne(context, autoscaleKind, word);
    await showList(context, autoscaleHistoryColumns, () => pool.history({ signal: context.signal }));
  },
});
