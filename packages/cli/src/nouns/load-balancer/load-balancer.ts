import type { Noun } from "../../command/declare.js";

const balancers = async () => await import("./load-balancers.js");
const members = async () => await import("./members.js");

export const loadBalancer: Noun = {
  verbs: {
    new: { summary: "create a load balancer", load: async () => (await balancers()).create },
    show: { summary: "show load balancers", load: async () => (await balancers()).show },
    update: { summary: "change a load balancer", load: async () => (await balancers()).update },
    delete: {
      summary: "delete load balancers, not their droplets",
      destructive: "asks",
      load: async () => (await balancers()).remove,
    },
    "add-droplets": { summary: "let traffic go to droplets", load: async () => (await members()).addDroplets },
    "remove-droplets": {
      summary: "let no more traffic go to droplets",
      load: async () => (await members()).removeDroplets,
    },
    "add-rules": { summary: "add forwarding rules", load: async () => (await members()).addRules },
    "remove-rules": { summary: "remove forwarding rules", load: async () => (await members()).removeRules },
    "purge-cache": { summary: "empty the cache of a global one", load: async () => (await members()).purgeCache },
  },
};
