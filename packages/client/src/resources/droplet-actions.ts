import type { DropletBackupPolicyInput } from "../generated/types/droplets.js";
import type { Args, CallOptions } from "../routes.js";
import { Actionable } from "./actionable.js";
import type { ActionCall } from "./action.js";
import { type ById, type BySlug, type ImageReference, idOf, slugOf } from "./references.js";

/** What a droplet action takes, as the API has it. */
export type DropletActionBody = Args<"POST /v2/droplets/{droplet_id}/actions">["body"];

/** The actions of a droplet by their names. */
export abstract class DropletActions<W extends object> extends Actionable<W> {
  /** Starts any action; the methods below are its short forms. */
  abstract act(body: DropletActionBody, options?: CallOptions): ActionCall;

  /** Restarts it in an orderly way. */
  reboot(options: CallOptions = {}): ActionCall {
    return this.act({ type: "reboot" }, options);
  }

  /** Turns it off and on again, the hard way. */
  powerCycle(options: CallOptions = {}): ActionCall {
    return this.act({ type: "power_cycle" }, options);
  }

  /** Asks it to shut down. Its system can fail to do so: then `powerOff()`. */
  shutdown(options: CallOptions = {}): ActionCall {
    return this.act({ type: "shutdown" }, options);
  }

  /** Turns it off, the hard way. It goes on costing until it is deleted. */
  powerOff(options: CallOptions = {}): ActionCall {
    return this.act({ type: "power_off" }, options);
  }

  /** Turns it on. */
  powerOn(options: CallOptions = {}): ActionCall {
    return this.act({ type: "power_on" }, options);
  }

  /** Sends a new root password to the account's e-mail address. */
  passwordReset(options: CallOptions = {}): ActionCall {
    return this.act({ type: "password_reset" }, options);
  }

  /** Puts a backup of this droplet back on its disk. */
  restore(image: ById, options: CallOptions = {}): ActionCall {
    return this.act({ type: "restore", image: idOf(image) }, options);
  }

  /** Changes the size; with `disk: true` the disk grows too, and can never shrink again. The droplet must be off. */
  resize(size: BySlug, { disk = false, ...options }: CallOptions & { readonly disk?: boolean } = {}): ActionCall {
    return this.act({ type: "resize", size: slugOf(size), disk }, options);
  }

  /** Installs an image anew; what is on the disk is lost. */
  rebuild(image: ImageReference, options: CallOptions = {}): ActionCall {
    return this.act({ type: "rebuild", image: idOf<number | string>(image) }, options);
  }

  /** Changes the name. */
  rename(name: string, options: CallOptions = {}): ActionCall {
    return this.act({ type: "rename", name }, options);
  }

  /** Takes a snapshot image under a name. The action does not tell which image it made: look for it by `snapshots()`. */
  snapshot(name: string, options: CallOptions = {}): ActionCall {
    return this.act({ type: "snapshot", name }, options);
  }

  /** Changes the kernel of an old droplet. */
  changeKernel(kernel: ById, options: CallOptions = {}): ActionCall {
    return this.act({ type: "change_kernel", kernel: idOf(kernel) }, options);
  }

  /** Turns regular backups on, which cost extra; daily ones unless a policy says otherwise. */
  enableBackups(policy?: DropletBackupPolicyInput, options: CallOptions = {}): ActionCall {
    return this.act({ type: "enable_backups", ...(policy && { backup_policy: policy }) }, options);
  }

  /** Changes when backups are made. */
  changeBackupPolicy(policy: DropletBackupPolicyInput, options: CallOptions = {}): ActionCall {
    return this.act({ type: "change_backup_policy", backup_policy: policy }, options);
  }

  /** Turns regular backups off. */
  disableBackups(options: CallOptions = {}): ActionCall {
    return this.act({ type: "disable_backups" }, options);
  }

  /** Gives it an IPv6 address. */
  enableIpv6(options: CallOptions = {}): ActionCall {
    return this.act({ type: "enable_ipv6" }, options);
  }

  /** Gives it a private network. Every droplet of today is in a VPC and has one. */
  enablePrivateNetworking(options: CallOptions = {}): ActionCall {
    // The document shows this type in its samples, and leaves it out of its list of types.
    return this.act({ type: "enable_private_networking" } as unknown as DropletActionBody, options);
  }
}
