import type { Noun } from "../../command/declare.js";

const items = async () => await import("./volumes.js");
const actions = async () => await import("./actions.js");

export const volume: Noun = {
  verbs: {
    new: { summary: "create a volume", load: async () => (await items()).create },
    show: { summary: "show volumes", load: async () => (await items()).show },
    delete: {
      summary: "delete volumes; their snapshots stay",
      destructive: "asks",
      load: async () => (await items()).remove,
    },
    attach: { summary: "attach a volume to a droplet", load: async () => (await actions()).attach },
    detach: { summary: "detach volumes from their droplets", load: async () => (await actions()).detach },
    resize: { summary: "make volumes larger", load: async () => (await actions()).resize },
    snapshot: { summary: "make snapshots of volumes", load: async () => (await items()).snapshot },
    "show-snapshots": { summary: "show the snapshots of volumes", load: async () => (await items()).snapshots },
    act: { summary: "start any other action", load: async () => (await actions()).act },
    actions: { summary: "show what was done to volumes", load: async () => (await actions()).actions },
    wait: { summary: "wait for actions to end", load: async () => (await actions()).wait },
  },
};
