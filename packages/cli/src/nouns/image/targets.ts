import type { Image } from "@doapi/client";
import { someArguments } from "../../command/declare.js";
import { imageKind } from "../../identify/image.js";
import type { Targets } from "../../verbs/actionable.js";
import { multiple } from "../../verbs/show.js";

export const imageTargets = {
  kind: imageKind,
  title: "Image",
  name: (image) => image.slug ?? image.name,
  words: someArguments("image", "ids, slugs or names"),
  options: { multiple },
} satisfies Targets<Image>;
