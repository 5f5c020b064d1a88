import type { Tag } from "@doapi/client";
import { ifThere, type Kind } from "./identify.js";

export const tagKind: Kind<Tag> = {
  noun: "tag",
  // Tags are one whatever the case they are written in.
  id: (tag) => tag.name.toLowerCase(),
  label: (tag) => `tag ${tag.name}`,
  readings: [{ find: (word, { client, signal }) => ifThere(client.tags.get(word, { signal })) }],
};
