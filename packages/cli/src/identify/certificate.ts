import type { Certificate } from "@doapi/client";
import type { Kind } from "./identify.js";
import { uuidOrName } from "./uuid-or-name.js";

export const certificateKind: Kind<Certificate> = uuidOrName("certificate", {
  get: (client, id, options) => client.certificates.get(id, options),
  list: ({ client, signal }, name) => client.certificates.list({ name }, { signal }).all(),
});
