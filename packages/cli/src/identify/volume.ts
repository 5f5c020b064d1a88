import type { Volume } from "@doapi/client";
import type { Kind } from "./identify.js";
import { uuidOrName } from "./uuid-or-name.js";

export const volumeKind: Kind<Volume> = uuidOrName("volume", {
  get: (client, id, options) => client.volumes.get(id, options),
  list: ({ client, signal }, name) => client.volumes.list({ name }, { signal }).all(),
});
