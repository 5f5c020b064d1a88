import { anyArguments, command, flag, type Noun, text } from "../command/declare.js";
import { usage } from "../failure.js";
import { imageKind } from "../identify/image.js";
import { multiple, showItems } from "../verbs/show.js";
import { imageColumns } from "../views/image.js";

const show = command({
  arguments: { images: anyArguments("image", "ids, slugs or names; all images when none is named") },
  options: {
    application: flag("--application", "only application images", { conflicts: ["distribution", "type"] }),
    distribution: flag("--distribution", "only distribution images", { conflicts: ["type"] }),
    type: text("--type <type>", "only images of this type"),
    private: flag("--private", "only the account's own images"),
    tag: text("--tag <tag>", "only images with this tag"),
    multiple,
  },
  async run(context, { images, application, distribution, type, tag, multiple: many, ...options }) {
    const wanted = application ? "application" : distribution ? "distribution" : type;
    const filter = {
      // The API may know more types than its document does.
      ...(wanted === undefined ? {} : { type: wanted as "distribution" }),
      ...(options.private ? { private: true } : {}),
      ...(tag === undefined ? {} : { tag_name: tag }),
    };
    if (images.length > 0 && Object.keys(filter).length > 0) throw usage("name images, or filter them, not both");
    await showItems(
      context,
      { kind: imageKind, columns: imageColumns },
      { words: images, multiple: many, all: (client) => client.images.list(filter, { signal: context.signal }) },
    );
  },
});

export const image: Noun = {
  verbs: { show: { summary: "show images", load: async () => show } },
};
