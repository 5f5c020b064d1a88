import type { CallOptions, DigitalOcean, Droplet } from "@doapi/client";
import { ifThere, isId, type Kind } from "./identify.js";

export const dropletKind: Kind<Droplet> = {
  noun: "droplet",
  id: (droplet) => droplet.id,
  label: (droplet) => `droplet ${droplet.name} (${droplet.id})`,
  monthly: (droplet) => droplet.size?.price_monthly,
  readings: [
    { fits: isId, find: (word, { client, signal }) => ifThere(client.droplets.get(Number(word), { signal })) },
    {
      find: async (word, { client, signal }) => {
        const named = await dropletsNamed(client, word, { signal });
        if (named.length > 0) return named;
        // GPU droplets are in a list of their own.
        const others = await client.droplets.list({ type: "gpus", name: word }, { signal }).all();
        return others.filter((droplet) => droplet.name === word);
      },
    },
  ],
};

/** All droplets, or all with a tag. */
export async function allDroplets(client: DigitalOcean, tag: string | undefined, options: CallOptions) {
  const query = tag === undefined ? {} : { tag_name: tag };
  const droplets = await client.droplets.list(query, options).all();
  const others = await client.droplets.list({ ...query, type: "gpus" }, options).all();
  return [...new Map([...droplets, ...others].map((droplet) => [droplet.id, droplet])).values()];
}

/** The droplets of exactly this name. The API's own filter takes upper and lower case for the same. */
export async function dropletsNamed(client: DigitalOcean, name: string, options: CallOptions): Promise<Droplet[]> {
  const droplets = await client.droplets.findAll({ name }, options);
  return droplets.filter((droplet) => droplet.name === name);
}
