import type { DigitalOcean, Image } from "@doapi/client";
import { command, flag, text } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { showItems } from "../../verbs/show.js";
import { imageColumns } from "../../views/image.js";
import { imageTargets } from "./targets.js";

export const show = command({
  arguments: { words: { ...imageTargets.words, form: "[image...]" } },
  options: {
    application: flag("--application", "only application images", { conflicts: ["distribution", "type"] }),
    distribution: flag("--distribution", "only distribution images", { conflicts: ["type"] }),
    type: text("--type <type>", "only images of this type"),
    private: flag("--private", "only the account's own images"),
    tag: text("--tag <tag>", "only images with this tag"),
    ...imageTargets.options,
  },
  notes: "All images when none is named.",
  async run(context, { words, application, distribution, type, tag, multiple, private: own }) {
    const wanted = application ? "application" : distribution ? "distribution" : type;
    const filtered = wanted !== undefined || tag !== undefined || own;
    if (words.length > 0 && filtered) throw usage("name images, or filter them, not both");
    const all = (client: DigitalOcean) => listed(client, { type: wanted, tag, own, signal: context.signal });
    await showItems(context, { kind: imageTargets.kind, columns: imageColumns }, { words, multiple, all });
  },
});

interface Filter {
  readonly type: string | undefined;
  readonly tag: string | undefined;
  readonly own: boolean;
  readonly signal: AbortSignal;
}

async function* listed(client: DigitalOcean, { type, tag, own, signal }: Filter): AsyncGenerator<Image> {
  const query = {
    ...(own ? { private: true } : {}),
    ...(tag === undefined ? {} : { tag_name: tag }),
    // The API may know more types than its document does; of the account's own images it tells no types apart.
    ...(type === undefined || own ? {} : { type: type as "distribution" }),
  };
  for await (const image of client.images.list(query, { signal }))
    if (!own || type === undefined || image.type === type) yield image;
}
