import type { Command, Noun } from "./command/declare.js";

/** What follows `doapi`: its line in the help, and its verbs (or the command itself), loaded when it is named. */
export interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Noun | Command>;
}

export const registry: Readonly<Record<string, Entry>> = {
  account: { summary: "show the account", load: async () => (await import("./nouns/account.js")).account },
  action: { summary: "show and await actions", load: async () => (await import("./nouns/action.js")).action },
  droplet: { summary: "manage droplets", load: async () => (await import("./nouns/droplet/droplet.js")).droplet },
  image: { summary: "show images", load: async () => (await import("./nouns/image.js")).image },
  region: { summary: "list regions", load: async () => (await import("./nouns/region.js")).region },
  request: { summary: "send any API request", load: async () => (await import("./nouns/request.js")).request },
  sim: { summary: "run a DigitalOcean on this machine", load: async () => (await import("./nouns/sim.js")).sim },
  size: { summary: "list droplet sizes", load: async () => (await import("./nouns/size.js")).size },
  "ssh-key": { summary: "manage SSH keys", load: async () => (await import("./nouns/ssh-key.js")).sshKey },
  tag: { summary: "manage tags", load: async () => (await import("./nouns/tag.js")).tag },
};

/** Other names of verbs, the same for every noun that has the verb. */
export const synonyms: Readonly<Record<string, string>> = { list: "show", create: "new" };
