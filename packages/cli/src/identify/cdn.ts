import type { CdnEndpoint } from "@doapi/client";
import { ifThere, type Kind } from "./identify.js";
import { isUuid } from "./uuid-or-name.js";

export const cdnKind: Kind<CdnEndpoint> = {
  noun: "CDN endpoint",
  id: (cdn) => cdn.id,
  label: (cdn) => `CDN endpoint ${cdn.endpoint} (${cdn.id})`,
  readings: [
    { fits: isUuid, find: (word, { client, signal }) => ifThere(client.cdnEndpoints.get(word, { signal })) },
    {
      find: async (word, { client, signal, collection }) => {
        const name = word.toLowerCase();
        const all = await collection("CDN endpoints", () => client.cdnEndpoints.list({}, { signal }).all());
        return all.filter((cdn) => [cdn.origin, cdn.endpoint, cdn.custom_domain].includes(name));
      },
    },
  ],
};
