import type { CallOptions } from "../routes.js";
import type { ActionsCall } from "./action.js";
import type { DropletsByTagBody } from "./droplets.js";
import { Snapshot } from "./snapshot.js";

/** The actions on all droplets with a tag, by their names. */
export abstract class TagActions<W extends object> extends Snapshot<W> {
  /** Starts any action on every droplet with the tag; the methods below are its short forms. */
  abstract act(body: DropletsByTagBody, options?: CallOptions): ActionsCall;

  /** Turns them off and on again, the hard way. */
  powerCycle(options: CallOptions = {}): ActionsCall {
    return this.act({ type: "power_cycle" }, options);
  }

  /** Turns them on. */
  powerOn(options: CallOptions = {}): ActionsCall {
    return this.act({ type: "power_on" }, options);
  }

  /** Turns them off, the hard way. They go on costing until they are deleted. */
  powerOff(options: CallOptions = {}): ActionsCall {
    return this.act({ type: "power_off" }, options);
  }

  /** Asks them to shut down. */
  shutdown(options: CallOptions = {}): ActionsCall {
    return this.act({ type: "shutdown" }, options);
  }

  /** Gives them a private network. Every droplet of today is in a VPC and has one. */
  enablePrivateNetworking(options: CallOptions = {}): ActionsCall {
    // The document shows this type in its samples, and leaves it out of its list of types.
    return this.act({ type: "enable_private_networking" } as unknown as DropletsByTagBody, options);
  }

  /** Gives them IPv6 addresses. */
  enableIpv6(options: CallOptions = {}): ActionsCall {
    return this.act({ type: "enable_ipv6" }, options);
  }

  /** Turns regular backups on, which cost extra. */
  enableBackups(options: CallOptions = {}): ActionsCall {
    return this.act({ type: "enable_backups" }, options);
  }

  /** Turns regular backups off. */
  disableBackups(options: CallOptions = {}): ActionsCall {
    return this.act({ type: "disable_backups" }, options);
  }

  /** Takes a snapshot image of each, all under one name. */
  snapshot(name: string, options: CallOptions = {}): ActionsCall {
    return this.act({ type: "snapshot", name }, options);
  }
}
