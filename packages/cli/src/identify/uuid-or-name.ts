import type { CallOptions, DigitalOcean } from "@doapi/client";
import { ifThere, type Kind, type Lookup } from "./identify.js";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** How resources of one kind are found. */
interface Finding<T> {
  readonly get: (client: DigitalOcean, id: string, options: CallOptions) => Promise<T>;
  /** Those that may have the name: what the API filters by it, or the whole list, read once. */
  readonly list: (lookup: Lookup, name: string) => Promise<readonly T[]>;
}

/** A kind of resource that has a UUID and a name. */
export function uuidOrName<T extends Named>(noun: string, { get, list }: Finding<T>): Kind<T> {
  return {
    noun,
    id: (item) => item.id,
    label: (item) => `${noun} ${item.name} (${item.id})`,
    readings: [
      { fits: isUuid, find: (word, { client, signal }) => ifThere(get(client, word, { signal })) },
      { find: async (word, lookup) => (await list(lookup, word)).filter(({ name }) => name === word) },
    ],
  };
}

export function isUuid(word: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(word);
}
