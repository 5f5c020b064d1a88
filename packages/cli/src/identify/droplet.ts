import type { Droplet } from "@doapi/client";
import { ifThere, isId, type Kind } from "./identify.js";

export const dropletKind: Kind<Droplet> = {
  noun: "droplet",
  id: (droplet) => droplet.id,
  label: (droplet) => `droplet ${droplet.name} (${droplet.id})`,
  readings: [
    { fits: isId, find: (word, { client, signal }) => ifThere(client.droplets.get(Number(word), { signal })) },
    { find: (word, { client, signal }) => client.droplets.findAll({ name: word }, { signal }) },
  ],
};
