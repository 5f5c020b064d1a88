import type { Vpc } from "@doapi/client";
import type { Kind } from "./identify.js";
import { uuidOrName } from "./uuid-or-name.js";

export const vpcKind: Kind<Vpc> = uuidOrName("VPC", {
  get: (client, id, options) => client.vpcs.get(id, options),
  list: ({ client, signal, collection }) => collection("vpcs", () => client.vpcs.list({}, { signal }).all()),
});
