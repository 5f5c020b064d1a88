import type { Noun } from "../../command/declare.js";

const firewalls = async () => await import("./firewalls.js");
const members = async () => await import("./members.js");

export const firewall: Noun = {
  verbs: {
    new: { summary: "create a firewall", load: async () => (await firewalls()).create },
    show: { summary: "show firewalls", load: async () => (await firewalls()).show },
    update: { summary: "change a firewall", load: async () => (await firewalls()).update },
    delete: {
      summary: "delete firewalls; their droplets are open then",
      destructive: "asks",
      load: async () => (await firewalls()).remove,
    },
    "add-droplets": { summary: "put droplets behind a firewall", load: async () => (await members()).addDroplets },
    "remove-droplets": {
      summary: "take droplets from behind a firewall",
      load: async () => (await members()).removeDroplets,
    },
    "add-tags": { summary: "put the droplets with a tag behind it", load: async () => (await members()).addTags },
    "remove-tags": { summary: "take the droplets with a tag away", load: async () => (await members()).removeTags },
    "add-rules": { summary: "add rules to a firewall", load: async () => (await members()).addRules },
    "remove-rules": { summary: "remove rules from a firewall", load: async () => (await members()).removeRules },
  },
};
