import type { SshKey } from "@doapi/client";
import { ifThere, isId, type Kind, type Lookup } from "./identify.js";

const fingerprint = /^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/i;

export const sshKeyKind: Kind<SshKey> = {
  noun: "SSH key",
  id: (key) => key.id,
  label: (key) => `SSH key ${key.name} (${key.id})`,
  readings: [
    { fits: isId, find: (word, { client, signal }) => ifThere(client.sshKeys.get(Number(word), { signal })) },
    {
      fits: (word) => fingerprint.test(word),
      find: (word, { client, signal }) => ifThere(client.sshKeys.get(word.toLowerCase(), { signal })),
    },
    { find: async (word, lookup) => (await allKeys(lookup)).filter((key) => key.name === word) },
  ],
};

/** The account's keys. The API allows few of these requests, so that one run makes it once. */
export function allKeys({ client, signal, collection }: Lookup): Promise<readonly SshKey[]> {
  return collection("SSH keys", () => client.sshKeys.list({}, { signal }).all());
}
