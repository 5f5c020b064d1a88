import type { Noun } from "../../command/declare.js";

const actions = async () => await import("./actions.js");

/** Reserved IPs were called floating IPs before: both names lead here. */
export const reservedIp: Noun = {
  verbs: {
    new: { summary: "reserve an address", load: async () => (await import("./new.js")).create },
    show: { summary: "show reserved IPs", load: async () => (await import("./show.js")).show },
    delete: {
      summary: "give addresses back, assigned or not",
      destructive: "asks-on-terminal",
      load: async () => (await import("./delete.js")).remove,
    },
    assign: { summary: "let an address lead to a droplet", load: async () => (await actions()).assign },
    unassign: { summary: "take addresses off their droplets", load: async () => (await actions()).unassign },
    act: { summary: "start any other action", load: async () => (await actions()).act },
    actions: { summary: "show what was done to reserved IPs", load: async () => (await actions()).actions },
    wait: { summary: "wait for actions to end", load: async () => (await actions()).wait },
  },
};
