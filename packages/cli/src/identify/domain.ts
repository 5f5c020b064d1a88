import type { Domain } from "@doapi/client";
import { ifThere, type Kind } from "./identify.js";

export const domainKind: Kind<Domain> = {
  noun: "domain",
  // Domains are one whatever the case they are written in.
  id: (domain) => domain.name.toLowerCase(),
  label: (domain) => `domain ${domain.name}`,
  readings: [{ find: (word, { client, signal }) => ifThere(client.domains.get(word, { signal })) }],
};
