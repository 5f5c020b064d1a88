import type { Noun } from "../../command/declare.js";

export const auth: Noun = {
  verbs: {
    login: { summary: "store an API token", load: async () => (await import("./login.js")).login },
    list: { summary: "show the contexts that are stored", load: async () => (await import("./list.js")).list },
    use: { summary: "choose the context to use", load: async () => (await import("./use.js")).use },
    remove: {
      summary: "forget contexts and their tokens",
      destructive: "asks",
      load: async () => (await import("./remove.js")).remove,
    },
  },
};
