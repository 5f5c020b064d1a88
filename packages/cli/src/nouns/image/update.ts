import { argument, command } from "../../command/declare.js";
import { resolveOne } from "../../identify/identify.js";
import { imageKind } from "../../identify/image.js";
import { unique } from "../../verbs/unique.js";
import { imageColumns } from "../../views/image.js";
import { checkImageName } from "./names.js";

export const update = command({
  arguments: {
    image: argument("image", "id, slug or name"),
    name: argument("new-name", "what it is to be called"),
  },
  options: { unique },
  async run(context, { image: word, name, unique: mustBeFree }) {
    const image = await resolveOne(context, imageKind, word);
    await checkImageName(context, name, { mustBeFree, except: image.id });
    context.results.object(imageColumns, await image.update({ name }));
  },
});
