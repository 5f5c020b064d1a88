import type { Firewall } from "@doapi/client";
import type { Kind } from "./identify.js";
import { uuidOrName } from "./uuid-or-name.js";

export const firewallKind: Kind<Firewall> = uuidOrName("firewall", {
  get: (client, id, options) => client.firewalls.get(id, options),
  list: ({ client, signal, collection }) => collection("firewalls", () => client.firewalls.list({}, { signal }).all()),
});
