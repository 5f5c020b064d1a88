import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { DropletBackupPolicyInput, NetworkV4, Droplet as WireDroplet } from "../generated/types/droplets.js";
import type { List } from "../pagination/list.js";
import type { Args, CallOptions, Item } from "../routes.js";
import { readMany } from "../waiting/read-many.js";
import { Waiting } from "../waiting/waiting.js";
import type { PollOptions, WaitOptions } from "../waiting/watch.js";
import { Actionable } from "./actionable.js";
import { Action, ActionCall, actionIn } from "./actions.js";
import { open } from "./envelope.js";
import { Image } from "./images.js";
import { type ById, type ByName, type BySlug, type ImageReference, idOf, nameOf, slugOf } from "./references.js";
import { via } from "./snapshot.js";

/** What a droplet action takes, as the API has it. */
export type DropletActionBody = Args<"POST /v2/droplets/{droplet_id}/actions">["body"];

/** What a wait for droplets waits for: a status, or a lock that is on or off. */
export type DropletWaitOptions = WaitOptions<Droplet> &
  (
    | { readonly status: Droplet["status"]; readonly locked?: undefined }
    | { readonly status?: undefined; readonly locked: boolean }
  );

/** A kernel that an old droplet can be started with. */
export type Kernel = Item<"GET /v2/droplets/{droplet_id}/kernels">;

/** A droplet without its fields: everything that needs only its number. */
export class DropletRef<W extends { id: number } = { id: number }> extends Actionable<W> {
  declare readonly id: number;

  /** The droplet as it is now, as a new object. `GET /v2/droplets/{droplet_id}` */
  fetch(options: CallOptions = {}): Call<Droplet> {
    const core = this[via];
    const route = "GET /v2/droplets/{droplet_id}";
    return core.call(route, { ...options, ...this.#at() }, (body) => new Droplet(core, open(body, "droplet", route)));
  }

  /** Deletes the droplet. It takes effect within seconds. `DELETE /v2/droplets/{droplet_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/droplets/{droplet_id}", { ...options, ...this.#at() }, () => undefined);
  }

  /**
   * Waits until the droplet has a status, or is locked or unlocked.
   *
   * @throws WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  async wait(options: DropletWaitOptions): Promise<Droplet> {
    const [droplet] = await waitForDroplets(this[via], [this], options);
    return droplet as Droplet;
  }

  /** Waits until no action is in progress on the droplet; gives the one that was, null when there was none. */
  async waitForAction(options: WaitOptions<Action> = {}): Promise<Action | null> {
    return (await this.currentAction())?.wait(options) ?? null;
  }

  /** The actions of this droplet, the newest first. `GET /v2/droplets/{droplet_id}/actions` */
  override actions(query: { per_page?: number } = {}, options: CallOptions = {}): List<Action> {
    const core = this[via];
    const args = { ...options, ...this.#at(), query };
    return core.list("GET /v2/droplets/{droplet_id}/actions", args, (wire) => new Action(core, wire));
  }

  /** The snapshots taken of this droplet. `GET /v2/droplets/{droplet_id}/snapshots` */
  snapshots(options: CallOptions = {}): List<Image> {
    const core = this[via];
    const args = { ...options, ...this.#at() };
    return core.list("GET /v2/droplets/{droplet_id}/snapshots", args, (wire) => new Image(core, wire));
  }

  /** The backups of this droplet. `GET /v2/droplets/{droplet_id}/backups` */
  backups(options: CallOptions = {}): List<Image> {
    const core = this[via];
    const args = { ...options, ...this.#at() };
    return core.list("GET /v2/droplets/{droplet_id}/backups", args, (wire) => new Image(core, wire));
  }

  /** The kernels that this droplet can be started with; none for those of today. `GET /v2/droplets/{droplet_id}/kernels` */
  kernels(options: CallOptions = {}): List<Kernel> {
    const args = { ...options, ...this.#at() };
    return this[via].list("GET /v2/droplets/{droplet_id}/kernels", args, (kernel) => kernel);
  }

  /** The droplets of the account on the same machine. `GET /v2/droplets/{droplet_id}/neighbors` */
  neighbors(options: CallOptions = {}): List<Droplet> {
    const core = this[via];
    const args = { ...options, ...this.#at() };
    return core.list("GET /v2/droplets/{droplet_id}/neighbors", args, (wire) => new Droplet(core, wire));
  }

  /** Puts a tag, which must exist, on the droplet. `POST /v2/tags/{tag_id}/resources` */
  tag(tag: ByName, options: CallOptions = {}): Call<void> {
    return this[via].call("POST /v2/tags/{tag_id}/resources", { ...options, ...this.#tagged(tag) }, () => undefined);
  }

  /** Takes a tag off the droplet. `DELETE /v2/tags/{tag_id}/resources` */
  untag(tag: ByName, options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/tags/{tag_id}/resources", { ...options, ...this.#tagged(tag) }, () => undefined);
  }

  /**
   * Starts any action on the droplet; the methods below are its short forms. `POST /v2/droplets/{droplet_id}/actions`
   *
   * @example
   * ```ts
   * await droplet.act({ type: "resize", size: "s-2vcpu-4gb", disk: true }).wait();
   * ```
   * @throws UnprocessableError, with `isPendingEvent()` true while another action is in progress
   */
  act(body: DropletActionBody, options: CallOptions = {}): ActionCall {
    const core = this[via];
    const route = "POST /v2/droplets/{droplet_id}/actions";
    const args = { ...options, ...this.#at(), body };
    return new ActionCall(core.exchange(route, args, (answer) => actionIn(core, answer, route)));
  }

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

  #at(): { path: { droplet_id: number } } {
    return { path: { droplet_id: this.id } };
  }

  #tagged(tag: ByName) {
    const resource = { resource_type: "droplet" as const, resource_id: String(this.id) };
    return { path: { tag_id: nameOf(tag) }, body: { resources: [resource] } };
  }
}

/** A virtual machine, as it was at one moment: memory in MiB, disk in GiB. */
export class Droplet extends DropletRef<WireDroplet> {
  get isNew(): boolean {
    return this.status === "new";
  }

  get active(): boolean {
    return this.status === "active";
  }

  get off(): boolean {
    return this.status === "off";
  }

  get archived(): boolean {
    return this.status === "archive";
  }

  /** Its public IPv4 address, else its public IPv6 address. */
  get ipAddress(): string | undefined {
    return this.ipv4Address ?? this.ipv6Address;
  }

  /** Its public IPv4 address; undefined until it has one. */
  get ipv4Address(): string | undefined {
    return addressOf(this.networks?.v4, "public");
  }

  /** Its public IPv6 address. */
  get ipv6Address(): string | undefined {
    return addressOf(this.networks?.v6, "public");
  }

  /** Its IPv4 address in its private network. */
  get privateIpv4Address(): string | undefined {
    return addressOf(this.networks?.v4, "private");
  }

  get regionSlug(): string | undefined {
    return this.region?.slug;
  }

  /** The slug of its image; undefined for an image without one. */
  get imageSlug(): string | undefined {
    return this.image?.slug ?? undefined;
  }
}

export interface Droplet extends Readonly<WireDroplet> {}

/** The present states of some droplets in few requests; those that do not exist are left out. */
export function readDroplets(core: Core, ids: readonly number[], options: PollOptions): Promise<Droplet[]> {
  return readMany<Droplet>(ids, {
    keyOf: (droplet) => droplet.id,
    get: (id) => new DropletRef(core, { id: Number(id) }).fetch(options),
    list: () => core.list("GET /v2/droplets", options, (wire) => new Droplet(core, wire)),
  });
}

/** Waits for a status or a lock, with one list request a round. */
export function waitForDroplets(core: Core, droplets: Iterable<ById>, options: DropletWaitOptions): Waiting<Droplet> {
  const { status, locked } = options;
  // A droplet that is known by its number alone has no fields until it was read once.
  const items = [...droplets].map((droplet) =>
    droplet instanceof Droplet ? droplet : new Droplet(core, { id: idOf(droplet) } as WireDroplet),
  );
  const watched = {
    what: "droplets",
    keyOf: (droplet: Droplet) => droplet.id,
    isFinished: (droplet: Droplet) => (status === undefined ? droplet.locked === locked : droplet.status === status),
    read: (pending: readonly Droplet[], poll: PollOptions) => readDroplets(core, pending.map(idOf<number>), poll),
  };
  return new Waiting<Droplet>({ items, watched, finish: (all) => all }, { options, settings: core.settings });
}

function addressOf(
  networks: readonly Pick<NetworkV4, "ip_address" | "type">[] | undefined,
  type: string,
): string | undefined {
  return networks?.find((network) => network.type === type)?.ip_address;
}
