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
  "image.import": 120_000,
  "image.transfer": 60_000,
  "image.convert": 30_000,
} satisfies Record<string, number>;

export type LifecycleName = keyof typeof lifecycles;

/** Milliseconds, or milliseconds and how it ends: an action that ends `errored` changes nothing. */
export type Lifecycle = number | { after: number; outcome: "completed" | "errored" };

export type Lifecycles = Record<LifecycleName, Lifecycle>;
