import type { Snapshot } from "@doapi/client";
import { ifThere, isId, type Kind } from "./identify.js";
import { isUuid } from "./uuid-or-name.js";

export const snapshotKind: Kind<Snapshot> = {
  noun: "snapshot",
  id: (snapshot) => snapshot.id,
  label: (snapshot) => `snapshot ${snapshot.name} (${snapshot.id})`,
  readings: [
    {
      // Those of droplets have numbers, those of volumes UUIDs.
      fits: (word) => isId(word) || isUuid(word),
      find: (word, { client, signal }) => ifThere(client.snapshots.get(word, { signal })),
    },
    {
      find: async (word, { client, signal, collection }) => {
        const snapshots = await collection("snapshots", () => client.snapshots.list({}, { signal }).all());
        return snapshots.filter(({ name }) => name === word);
      },
    },
  ],
};
