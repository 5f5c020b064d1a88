import type { Noun } from "../../command/declare.js";

const simple = async () => (await import("./simple-action.js")).simpleAction;
const lists = async () => await import("./lists.js");
const tagging = async () => await import("./tagging.js");

export const droplet: Noun = {
  verbs: {
    new: { summary: "create droplets", load: async () => (await import("./new.js")).create },
    show: { summary: "show droplets", load: async () => (await import("./show.js")).show },
    delete: {
      summary: "delete droplets",
      destructive: "asks-on-terminal",
      load: async () => (await import("./delete.js")).remove,
    },
    "power-on": { summary: "switch droplets on", load: async () => (await simple())("power_on") },
    "power-off": { summary: "switch droplets off at once", load: async () => (await simple())("power_off") },
    shutdown: { summary: "ask droplets to shut down", load: async () => (await simple())("shutdown") },
    reboot: { summary: "restart droplets, asking them first", load: async () => (await simple())("reboot") },
    "power-cycle": { summary: "switch droplets off and on", load: async () => (await simple())("power_cycle") },
    "password-reset": { summary: "mail a new root password", load: async () => (await simple())("password_reset") },
    "enable-backups": { summary: "start taking backups", load: async () => (await simple())("enable_backups") },
    "disable-backups": { summary: "stop taking backups", load: async () => (await simple())("disable_backups") },
    "enable-ipv6": { summary: "add IPv6 addresses", load: async () => (await simple())("enable_ipv6") },
    "enable-private-networking": {
      summary: "add private addresses (for old droplets: new ones have them)",
      load: async () => (await import("./private-networking.js")).enablePrivateNetworking,
    },
    resize: {
      summary: "change the size of droplets",
      destructive: "asks",
      load: async () => (await import("./resize.js")).resize,
    },
    rebuild: {
      summary: "install an image anew",
      destructive: "asks",
      load: async () => (await import("./rebuild.js")).rebuild,
    },
    restore: {
      summary: "go back to a backup",
      destructive: "asks",
      load: async () => (await import("./restore.js")).restore,
    },
    rename: { summary: "rename a droplet", load: async () => (await import("./rename.js")).rename },
    snapshot: { summary: "make images of droplets", load: async () => (await import("./snapshot.js")).snapshot },
    "change-kernel": {
      summary: "change the kernel",
      load: async () => (await import("./change-kernel.js")).changeKernel,
    },
    act: { summary: "start any other action", load: async () => (await import("./act.js")).act },
    actions: { summary: "show what was done to droplets", load: async () => (await import("./actions.js")).actions },
    wait: { summary: "wait for actions or a status", load: async () => (await import("./wait.js")).wait },
    tag: { summary: "put a tag on droplets", load: async () => (await tagging()).tag },
    untag: { summary: "take a tag off droplets", load: async () => (await tagging()).untag },
    ssh: { summary: "log in to a droplet, or run a command there", load: async () => (await import("./ssh.js")).ssh },
    run: { summary: "run a command on many droplets", load: async () => (await import("./run.js")).run },
    scp: { summary: "copy files to and from droplets", load: async () => (await import("./scp.js")).scp },
    "show-snapshots": { summary: "show the snapshots of droplets", load: async () => (await lists()).snapshots },
    backups: { summary: "show the backups of droplets", load: async () => (await lists()).backups },
    kernels: { summary: "show the kernels for droplets", load: async () => (await lists()).kernels },
    neighbors: {
      summary: "show droplets on the same hardware",
      load: async () => (await import("./neighbors.js")).neighbors,
    },
  },
};
