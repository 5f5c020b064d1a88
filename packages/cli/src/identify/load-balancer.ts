import type { LoadBalancer } from "@doapi/client";
import type { Kind } from "./identify.js";
import { uuidOrName } from "./uuid-or-name.js";

export const loadBalancerKind: Kind<LoadBalancer> = uuidOrName("load balancer", {
  get: (client, id, options) => client.loadBalancers.get(id, options),
  list: ({ client, signal, collection }) =>
    collection("loadBalancers", () => client.loadBalancers.list({}, { signal }).all()),
});
