/**
 * How long everything takes that the API does not do at once, in milliseconds as in reality. An entry is also the name
 * of the event that is due after that time; what it does stands in the `events` of its resource.
 */
export const lifecycles = {
  "droplet.create": 30_000,
  /** Addresses appear with the activation. A longer time than `droplet.create` shows active Droplets without any. */
  "droplet.network": 30_000,
  "droplet.destroy": 5_000,
  "droplet.power_on": 8_000,
  "droplet.power_off": 5_000,
  "droplet.shutdown": 10_000,
  "droplet.reboot": 10_000,
  "droplet.power_cycle": 10_000,
  "droplet.password_reset": 10_000,
  "droplet.rename": 3_000,
  "droplet.change_kernel": 5_000,
  "droplet.enable_ipv6": 8_000,
  "droplet.enable_backups": 3_000,
  "droplet.disable_backups": 3_000,
  "droplet.change_backup_policy": 3_000,
  "droplet.snapshot": 60_000,
  "droplet.resize": 60_000,
  "droplet.rebuild": 45_000,
  "droplet.restore": 45_000,
  "volume.attach": 11_000,
  "volume.detach": 8_000,
  "volume.resize": 5_000,
  /** From the end of a Droplet until its volumes are free again. */
  "volume.release": 5_000,
  "autoscale_pool.scale": 40_000,
  /** From the end of a member until another one takes its place. */
  "autoscale_pool.replace": 30_000,
  "autoscale_pool.delete": 10_000,
  "vpc_peering.create": 20_000,
  "vpc_peering.delete": 10_000,
  "nat_gateway.create": 60_000,
  "nat_gateway.delete": 20_000,
  "reserved_ip.reserve": 0,
  "reserved_ip.assign": 10_000,
  "reserved_ip.unassign": 5_000,
  "reserved_ipv6.assign": 10_000,
  "reserved_ipv6.unassign": 5_000,
  "certificate.verify": 20_000,
  "firewall.apply": 5_000,
  "load_balancer.create": 60_000,
  "load_balancer.update": 5_000,
  "kubernetes_cluster.create": 240_000,
  "kubernetes_cluster.upgrade": 600_000,
  "kubernetes_cluster.delete": 30_000,
  "kubernetes_cluster.lint": 10_000,
  "kubernetes_node.create": 120_000,
  "kubernetes_node.drain": 30_000,
  "kubernetes_node.delete": 10_000,
  /** From the end of a node's Droplet until another node takes its place. */
  "kubernetes_node.replace": 30_000,
  "database.create": 240_000,
  "database.fork": 240_000,
  "database.resize": 240_000,
  "database.migrate": 300_000,
  "database.upgrade": 180_000,
  "database.online_migration": 120_000,
  "database_replica.create": 240_000,
  "kafka_topic.configure": 5_000,
  "image.import": 120_000,
  "image.transfer": 60_000,
  "image.convert": 30_000,
  "app_deployment.queue": 2_000,
  "app_deployment.build": 60_000,
  /** From the end of the build until the deploying begins. */
  "app_deployment.prepare": 2_000,
  "app_deployment.deploy": 30_000,
  "partner_attachment.create": 60_000,
  "partner_attachment.delete": 20_000,
  "partner_attachment.service_key": 5_000,
  /** Until a check has asked its target for the first time; one that ends errored finds it down. */
  "uptime_check.check": 60_000,
  /** From one stage of a garbage collection to the next one; it has four. */
  "registry.collect_garbage": 30_000,
  "nfs_share.create": 10_000,
  "nfs_share.resize": 10_000,
  "nfs_share.snapshot": 30_000,
  "nfs_share.attach": 10_000,
  "nfs_share.detach": 10_000,
  "nfs_share.reassign": 10_000,
  "nfs_share.switch_performance_tier": 30_000,
  "nfs_access_point.create": 5_000,
  "byoip_prefix.create": 60_000,
  "byoip_prefix.delete": 20_000,
} satisfies Record<string, number>;

export type LifecycleName = keyof typeof lifecycles;

/** So many reads of what is waited for. */
export interface Reads {
  readonly reads: number;
}

/** Milliseconds, or a number of reads. */
export type Duration = number | Reads;

/** How long it takes, or that and how it ends: an action that ends `errored` changes nothing. */
export type Lifecycle = Duration | { after: Duration; outcome: "completed" | "errored" };

export type Lifecycles = Record<LifecycleName, Lifecycle>;

/**
 * A duration for tests that count: `count` answers show things as they were, the next one shows them done. What counts
 * is a GET that answers with the action or with what it is done to, by itself or in a list. `pace` does not change it.
 *
 * @throws {RangeError} for anything but a whole number from 0.
 */
export function afterReads(count: number): Reads {
  if (!isCount(count)) throw new RangeError("afterReads needs a whole number from 0.");
  return { reads: count };
}

export function isDuration(value: Duration): boolean {
  if (typeof value === "object" && value !== null) return isCount(value.reads);
  return value >= 0 && Number.isFinite(value);
}

/** A lifecycle with everything that it leaves out. */
export function detailed(lifecycle: Lifecycle): { after: Duration; errored: boolean } {
  return typeof lifecycle === "object" && lifecycle !== null && "after" in lifecycle
    ? { after: lifecycle.after, errored: lifecycle.outcome === "errored" }
    : { after: lifecycle, errored: false };
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
