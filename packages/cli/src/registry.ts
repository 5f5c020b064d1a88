import type { Command, Noun } from "./command/declare.js";

/** What follows `doapi`: its line in the help, and its verbs (or the command itself), loaded when it is named. */
export interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Noun | Command>;
}

const reservedIp = async () => (await import("./nouns/reserved-ip/reserved-ip.js")).reservedIp;

export const registry: Readonly<Record<string, Entry>> = {
  account: { summary: "show the account", load: async () => (await import("./nouns/account.js")).account },
  action: { summary: "show and await actions", load: async () => (await import("./nouns/action.js")).action },
  api: { summary: "make a request of any operation", load: async () => (await import("./nouns/api/api.js")).api },
  auth: { summary: "manage stored API tokens", load: async () => (await import("./nouns/auth/auth.js")).auth },
  autoscale: {
    summary: "manage autoscale pools of droplets",
    load: async () => (await import("./nouns/autoscale/autoscale.js")).autoscale,
  },
  billing: { summary: "show balance and invoices", load: async () => (await import("./nouns/billing.js")).billing },
  cdn: { summary: "manage CDN endpoints", load: async () => (await import("./nouns/cdn.js")).cdn },
  certificate: {
    summary: "manage TLS certificates",
    load: async () => (await import("./nouns/certificate.js")).certificate,
  },
  completion: {
    summary: "print completion scripts for shells",
    load: async () => (await import("./nouns/completion.js")).completion,
  },
  doctor: {
    summary: "check token, network, clock and limits",
    load: async () => (await import("./nouns/doctor/doctor.js")).doctor,
  },
  domain: {
    summary: "manage domains and their records",
    load: async () => (await import("./nouns/domain/domain.js")).domain,
  },
  droplet: { summary: "manage droplets", load: async () => (await import("./nouns/droplet/droplet.js")).droplet },
  firewall: { summary: "manage firewalls", load: async () => (await import("./nouns/firewall/firewall.js")).firewall },
  "floating-ip": { summary: "manage reserved IPs, by their old name", load: reservedIp },
  image: { summary: "manage images", load: async () => (await import("./nouns/image/image.js")).image },
  "load-balancer": {
    summary: "manage load balancers",
    load: async () => (await import("./nouns/load-balancer/load-balancer.js")).loadBalancer,
  },
  man: { summary: "print manual pages", load: async () => (await import("./nouns/man.js")).man },
  project: { summary: "manage projects", load: async () => (await import("./nouns/project.js")).project },
  region: { summary: "list regions", load: async () => (await import("./nouns/region.js")).region },
  request: { summary: "send any API request", load: async () => (await import("./nouns/request.js")).request },
  "reserved-ip": { summary: "manage reserved IPs", load: reservedIp },
  "reserved-ipv6": {
    summary: "manage reserved IPv6 addresses",
    load: async () => (await import("./nouns/reserved-ipv6.js")).reservedIpv6,
  },
  sim: { summary: "run a DigitalOcean on this machine", load: async () => (await import("./nouns/sim.js")).sim },
  size: { summary: "list droplet sizes", load: async () => (await import("./nouns/size.js")).size },
  snapshot: {
    summary: "manage snapshots of droplets and volumes",
    load: async () => (await import("./nouns/snapshot.js")).snapshot,
  },
  "ssh-config": {
    summary: "print droplets as hosts for ssh",
    load: async () => (await import("./nouns/ssh-config.js")).sshConfig,
  },
  "ssh-key": { summary: "manage SSH keys", load: async () => (await import("./nouns/ssh-key.js")).sshKey },
  tag: { summary: "manage tags", load: async () => (await import("./nouns/tag.js")).tag },
  volume: { summary: "manage volumes", load: async () => (await import("./nouns/volume/volume.js")).volume },
  vpc: { summary: "manage private networks", load: async () => (await import("./nouns/vpc.js")).vpc },
};

/** Other names of verbs, the same for every noun that has the verb. */
export const synonyms: Readonly<Record<string, string>> = { list: "show", create: "new" };
