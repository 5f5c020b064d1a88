import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { DropletBackupPolicyRecord, NetworkV4, Droplet as WireDroplet } from "../generated/types/droplets.js";
import type { List } from "../pagination/list.js";
import type { CallOptions, Item } from "../routes.js";
import { readMany } from "../waiting/read-many.js";
import { Waiting } from "../waiting/waiting.js";
import type { PollOptions, WaitOptions } from "../waiting/watch.js";
import { Action, ActionCall, actionIn } from "./action.js";
import { type DropletActionBody, DropletActions } from "./droplet-actions.js";
import {
  type AssociatedIds,
  type AssociatedResources,
  type DropletDeletion,
  DropletDeletionCall,
  deletionOf,
} from "./droplet-deletion.js";
import { open } from "./envelope.js";
import { Image } from "./images.js";
import { type ById, type ByName, idOf, type Known, nameOf } from "./references.js";
import { via } from "./snapshot.js";

/** What a wait for droplets waits for: a status, or a lock that is on or off. */
export type DropletWaitOptions = WaitOptions<Droplet> &
  (
    | { readonly status: Droplet["status"]; readonly locked?: undefined }
    | { readonly status?: undefined; readonly locked: boolean }
  );

/** When the backups of a droplet are made: `backup_policy` is there only where they are enabled. */
export type BackupPolicy = Known<DropletBackupPolicyRecord, "droplet_id" | "backup_enabled">;

/** A kernel that an old droplet can be started with. */
export type Kernel = Known<NonNullable<Item<"GET /v2/droplets/{droplet_id}/kernels">>, "id" | "name" | "version">;

/** A droplet without its fields: everything that needs only its number. */
export class DropletRef<W extends { id: number } = { id: number }> extends DropletActions<W> {
  declare readonly id: number;

  /** By which projects know it: `do:droplet:123`. */
  get urn(): string {
    return `do:droplet:${this.id}`;
  }

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
   * What can be deleted together with the droplet, each with what it goes on costing otherwise.
   * `GET /v2/droplets/{droplet_id}/destroy_with_associated_resources`
   */
  associatedResources(options: CallOptions = {}): Call<AssociatedResources> {
    const route = "GET /v2/droplets/{droplet_id}/destroy_with_associated_resources";
    return this[via].call(route, { ...options, ...this.#at() }, (body) => body);
  }

  /**
   * Deletes the droplet together with those of its associated resources that are named, by their ids.
   * `DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective`
   */
  deleteWith(resources: AssociatedIds, options: CallOptions = {}): DropletDeletionCall {
    const core = this[via];
    const route = "DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective";
    const args = { ...options, ...this.#at(), body: resources };
    return new DropletDeletionCall(
      deletionOf(core, this.id),
      core.exchange(route, args, () => undefined),
    );
  }

  /**
   * Deletes the droplet together with all of its associated resources, for good: volumes, snapshots, reserved IPs.
   * `DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous`
   *
   * @example
   * ```ts
   * const { snapshots, volumes } = await droplet.associatedResources();
   * console.log(snapshots.length + volumes.length, "resources go as well");
   * await droplet.deleteWithAll().wait();
   * ```
   */
  deleteWithAll(options: CallOptions = {}): DropletDeletionCall {
    const core = this[via];
    const route = "DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous";
    const args = { ...options, ...this.#at(), headers: { "X-Dangerous": true } };
    return new DropletDeletionCall(
      deletionOf(core, this.id),
      core.exchange(route, args, () => undefined),
    );
  }

  /** How the deletion together with associated resources goes. `GET .../destroy_with_associated_resources/status` */
  deletion(options: CallOptions = {}): Call<DropletDeletion> {
    return deletionOf(this[via], this.id).fetch(options);
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

  /** When backups are made and which window is next. `GET /v2/droplets/{droplet_id}/backups/policy` */
  backupPolicy(options: CallOptions = {}): Call<BackupPolicy> {
    const route = "GET /v2/droplets/{droplet_id}/backups/policy";
    return this[via].call(route, { ...options, ...this.#at() }, (body) => open(body, "policy", route) as BackupPolicy);
  }

  /** The kernels that this droplet can be started with; none for those of today. `GET /v2/droplets/{droplet_id}/kernels` */
  kernels(options: CallOptions = {}): List<Kernel> {
    const args = { ...options, ...this.#at() };
    return this[via].list("GET /v2/droplets/{droplet_id}/kernels", args, (kernel) => kernel as Kernel);
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
   * Starts any action on the droplet; each has a method of its own as well. `POST /v2/droplets/{droplet_id}/actions`
   *
   * @example
   * ```ts
   * await droplet.act({ type: "resize", size: "s-2vcpu-4gb", disk: true }).wait();
   * ```
   * @throws UnprocessableError, with `isPendingEvent()` true while another action is in progress
   */
  override act(body: DropletActionBody, options: CallOptions = {}): ActionCall {
    const core = this[via];
    const route = "POST /v2/droplets/{droplet_id}/actions";
    const args = { ...options, ...this.#at(), body };
    return new ActionCall(core.exchange(route, args, (answer) => actionIn(core, answer, route)));
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
