import type { Noun } from "../../command/declare.js";

const actions = async () => await import("./actions.js");

export const image: Noun = {
  verbs: {
    show: { summary: "show images", load: async () => (await import("./show.js")).show },
    update: { summary: "rename an image", load: async () => (await import("./update.js")).update },
    delete: {
      summary: "delete images",
      destructive: "asks-on-terminal",
      load: async () => (await import("./delete.js")).remove,
    },
    convert: { summary: "turn backups into snapshots", load: async () => (await actions()).convert },
    transfer: { summary: "copy images to another region", load: async () => (await actions()).transfer },
    act: { summary: "start any other action", load: async () => (await actions()).act },
    actions: { summary: "show what was done to images", load: async () => (await actions()).actions },
    wait: { summary: "wait for actions to end", load: async () => (await actions()).wait },
  },
};
