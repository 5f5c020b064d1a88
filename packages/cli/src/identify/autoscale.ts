import type { AutoscalePool } from "@doapi/client";
import type { Kind } from "./identify.js";
import { uuidOrName } from "./uuid-or-name.js";

export const autoscaleKind: Kind<AutoscalePool> = uuidOrName("autoscale pool", {
  get: (client, id, options) => client.autoscalePools.get(id, options),
  list: ({ client, signal }, name) => client.autoscalePools.list({ name }, { signal }).all(),
});
