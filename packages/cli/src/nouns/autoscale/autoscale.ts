import type { Noun } from "../../command/declare.js";

const pools = async () => await import("./pools.js");

export const autoscale: Noun = {
  verbs: {
    new: { summary: "create an autoscale pool", load: async () => (await import("./new.js")).create },
    show: { summary: "show autoscale pools", load: async () => (await pools()).show },
    update: { summary: "change an autoscale pool", load: async () => (await import("./update.js")).update },
    delete: { summary: "delete autoscale pools", destructive: "asks", load: async () => (await pools()).remove },
    members: { summary: "show the droplets of a pool", load: async () => (await pools()).members },
    history: { summary: "show how a pool grew and shrank", load: async () => (await pools()).history },
  },
};
