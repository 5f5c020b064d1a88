import type { Image } from "@doapi/client";
import { ifThere, isId, type Kind } from "./identify.js";

export const imageKind: Kind<Image> = {
  noun: "image",
  id: (image) => image.id,
  label: (image) => `image ${image.slug ?? image.name} (${image.id})`,
  readings: [
    { fits: isId, find: (word, { client, signal }) => ifThere(client.images.get(Number(word), { signal })) },
    {
      // A number would be read as an id by the API.
      fits: (word) => /^[a-z0-9][a-z0-9.-]*$/.test(word) && !isId(word),
      find: (word, { client, signal }) => ifThere(client.images.get(word, { signal })),
    },
    {
      find: async (word, { client, signal, collection }) => {
        const images = await collection("images", () => client.images.list({}, { signal }).all());
        return images.filter((image) => image.name === word);
      },
    },
  ],
};
