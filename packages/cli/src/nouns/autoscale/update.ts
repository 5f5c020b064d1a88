import type { AutoscalePool, AutoscalePoolBody } from "@doapi/client";
import { argument, command, text } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { autoscaleKind } from "../../identify/autoscale.js";
import { resolveOne } from "../../identify/identify.js";
import { extraOptions } from "../../input/extras.js";
import { readReplacement, replaceable } from "../../verbs/replace.js";
import { autoscaleColumns } from "../../views/autoscale.js";
import { configOptions, readConfig } from "./config.js";

export const update = command({
  arguments: { pool: argument("autoscale-pool", "id or name") },
  options: {
    size: text("-S, --size <size>", "slug of the size of its droplets"),
    image: text("-I, --image <image>", "slug or id of the image of its droplets"),
    ...configOptions,
    ...extraOptions,
  },
  notes: "What is not given stays. Under --set, droplet_template.tags and the like are meant as the API has them.",
  async run(context, { pool: word, size, image, data, set, ...input }) {
    const replacement = await readReplacement(context.io, { data, set });
    const config = readConfig(input);
    const pool = await resolveOne(context, autoscaleKind, word);
    const options = {
      ...(config === undefined ? {} : { config: configFrom(pool, config) }),
      ...templateFrom(pool, { size, image }),
    };
    if (Object.keys(replacement.changes(options)).length === 0)
      throw usage("say what to change, for example by --target");
    // What the pool has, it was once told in this form.
    const body = replacement.body(
      replaceable("autoscalepools_update", pool.toJSON()),
      options,
    ) as unknown as AutoscalePoolBody;
    context.results.object(autoscaleColumns, await pool.update(body));
  },
});

/** A pool of fixed size that is to scale, or the other way round, keeps nothing of its old size. */
function configFrom({ config }: AutoscalePool, changes: object): object {
  const isSameKind = "target_number_instances" in config === "target_number_instances" in changes;
  return isSameKind ? { ...config, ...changes } : changes;
}

function templateFrom(pool: AutoscalePool, { size, image }: { size: string | undefined; image: string | undefined }) {
  const changes = { ...(size === undefined ? {} : { size }), ...(image === undefined ? {} : { image }) };
  return Object.keys(changes).length === 0 ? {} : { droplet_template: { ...pool.droplet_template, ...changes } };
}
