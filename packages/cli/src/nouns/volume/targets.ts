import type { Volume } from "@doapi/client";
import { someArguments } from "../../command/declare.js";
import { volumeKind } from "../../identify/volume.js";
import type { Targets } from "../../verbs/actionable.js";
import { multiple } from "../../verbs/show.js";

export const volumeTargets = {
  kind: volumeKind,
  title: "Volume",
  name: (volume) => volume.name,
  words: someArguments("volume", "ids or names"),
  naming: "ids or names",
  options: { multiple },
} satisfies Targets<Volume> & { readonly naming: string };
