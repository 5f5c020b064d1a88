import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { DropletsListQuery, SupportedDropletBackupPolicy } from "../generated/types/droplets.js";
import type { CreateOptions } from "../exactly-once.js";
import type { List } from "../pagination/list.js";
import type { Args, CallOptions } from "../routes.js";
import type { Waiting } from "../waiting/waiting.js";
import { Action, type ActionCall, ActionsCall } from "./action.js";
import { type BackupPolicy, Droplet, DropletRef, type DropletWaitOptions, waitForDroplets } from "./droplet.js";
import type { DropletActionBody } from "./droplet-actions.js";
import { createDroplets } from "./droplet-creation.js";
import type { AssociatedIds, AssociatedResources, DropletDeletion, DropletDeletionCall } from "./droplet-deletion.js";
import { DropletCall, DropletsCall } from "./droplet-ready.js";
import type { ManyDroplets, OneDroplet } from "./droplet-request.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type ById, type ByName, idOf, type Known, nameOf } from "./references.js";

/** What an action on all droplets with a tag takes, as the API has it. */
export type DropletsByTagBody = Args<"POST /v2/droplets/actions">["body"];

/** A plan of backups that can be chosen: hours of the day in UTC, and the length of the window in hours. */
export type SupportedBackupPolicy = Known<SupportedDropletBackupPolicy, keyof SupportedDropletBackupPolicy>;

/** The droplets of the account. */
export class Droplets {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Droplets: all, or those with a tag or a name. GPU droplets are listed only with `type: "gpus"`. `GET /v2/droplets`
   *
   * @example
   * ```ts
   * for await (const droplet of client.droplets.list({ tag_name: "web" })) console.log(droplet.name);
   * ```
   */
  list(query: DropletsListQuery = {}, options: CallOptions = {}): List<Droplet> {
    return this.#core.list("GET /v2/droplets", { ...options, query }, (wire) => new Droplet(this.#core, wire));
  }

  /** One droplet by number. `GET /v2/droplets/{droplet_id}` */
  get(droplet: ById, options: CallOptions = {}): Call<Droplet> {
    return this.ref(idOf(droplet)).fetch(options);
  }

  /** A droplet by number, without a request: `client.droplets.ref(123).reboot()`. */
  ref(id: number): DropletRef {
    return new DropletRef(this.#core, { id });
  }

  /** The droplets with a name; there can be several. */
  findAll(query: { readonly name: string }, options: CallOptions = {}): Promise<Droplet[]> {
    return named(this.list({ name: query.name }, options), query.name);
  }

  /**
   * The droplet with a name.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<Droplet> {
    return theOnly(await this.findAll(query, options), "droplet", query.name);
  }

  /**
   * Creates a droplet. Await it for the droplet as it was accepted, or `.ready()` for the usable one. `POST /v2/droplets`
   *
   * @example
   * ```ts
   * const droplet = await client.droplets
   *   .create({ name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" })
   *   .ready();
   * console.log(droplet.ipv4Address);
   * ```
   * @throws UnprocessableError when the API refuses it; AmbiguousResultError when the answer was lost: it may exist then,
   *   unless `exactlyOnce: true` let the client find out by a tag that it puts on and takes off again
   */
  create(body: OneDroplet, options: CreateOptions = {}): DropletCall {
    return new DropletCall({ core: this.#core, created: createDroplets(this.#core, body, options), body });
  }

  /**
   * Creates droplets that differ only in name, ten by one request. `POST /v2/droplets`
   *
   * @throws what {@link create} throws when nothing was created; CreationError with those that were, when more than
   *   one request was needed and a later one failed
   */
  createMany(body: ManyDroplets, options: CreateOptions = {}): DropletsCall {
    return new DropletsCall({ core: this.#core, created: createDroplets(this.#core, body, options), body });
  }

  /** Deletes a droplet. It takes effect within seconds. `DELETE /v2/droplets/{droplet_id}` */
  delete(droplet: ById, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(droplet)).delete(options);
  }

  /** What can be deleted together with a droplet. `GET /v2/droplets/{droplet_id}/destroy_with_associated_resources` */
  associatedResources(droplet: ById, options: CallOptions = {}): Call<AssociatedResources> {
    return this.ref(idOf(droplet)).associatedResources(options);
  }

  /**
   * Deletes a droplet together with those of its associated resources that are named, by their ids.
   * `DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective`
   */
  deleteWith(droplet: ById, resources: AssociatedIds, options: CallOptions = {}): DropletDeletionCall {
    return this.ref(idOf(droplet)).deleteWith(resources, options);
  }

  /**
   * Deletes a droplet together with all of its associated resources, for good.
   * `DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous`
   */
  deleteWithAll(droplet: ById, options: CallOptions = {}): DropletDeletionCall {
    return this.ref(idOf(droplet)).deleteWithAll(options);
  }

  /**
   * How the deletion of a droplet together with associated resources goes.
   * `GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status`
   */
  deletion(droplet: ById, options: CallOptions = {}): Call<DropletDeletion> {
    return this.ref(idOf(droplet)).deletion(options);
  }

  /** Deletes every droplet with a tag. `DELETE /v2/droplets?tag_name=` */
  deleteByTag(tag: ByName, options: CallOptions = {}): Call<void> {
    return this.#core.call("DELETE /v2/droplets", { ...options, query: withTag(tag) }, () => undefined);
  }

  /** When the backups of every droplet are made. `GET /v2/droplets/backups/policies` */
  backupPolicies(options: CallOptions = {}): List<BackupPolicy> {
    const target = "/v2/droplets/backups/policies";
    const order = { ...options, method: "GET", target, route: `GET ${target}`, key: "policies" };
    return this.#core.pages(order, (policy: BackupPolicy) => policy);
  }

  /** The plans of backups to choose from. `GET /v2/droplets/backups/supported_policies` */
  supportedBackupPolicies(options: CallOptions = {}): List<SupportedBackupPolicy> {
    const convert = (policy: SupportedDropletBackupPolicy) => policy as SupportedBackupPolicy;
    return this.#core.list("GET /v2/droplets/backups/supported_policies", options, convert);
  }

  /**
   * The numbers of the droplets that share a machine, in a group for each machine with more than one of them.
   * `GET /v2/reports/droplet_neighbors_ids`
   */
  neighbors(options: CallOptions = {}): List<number[]> {
    return this.#core.list("GET /v2/reports/droplet_neighbors_ids", options, (group) => group);
  }

  /** Starts any action on a droplet. `POST /v2/droplets/{droplet_id}/actions` */
  act(droplet: ById, body: DropletActionBody, options: CallOptions = {}): ActionCall {
    return this.ref(idOf(droplet)).act(body, options);
  }

  /** Starts any action on every droplet with a tag. `POST /v2/droplets/actions?tag_name=` */
  actByTag(tag: ByName, body: DropletsByTagBody, options: CallOptions = {}): ActionsCall {
    const route = "POST /v2/droplets/actions";
    const args = { ...options, query: withTag(tag), body };
    const convert = (answer: { actions: ConstructorParameters<typeof Action>[1][] }) =>
      open(answer, "actions", route).map((wire) => new Action(this.#core, wire));
    return new ActionsCall(this.#core, this.#core.exchange(route, args, convert));
  }

  /**
   * Waits until droplets have a status, or are locked or unlocked, with one list request a round.
   * Iterated, it yields each droplet as soon as it is there; awaited, it gives all in the order given.
   *
   * @throws WaitTimeoutError, WaitAbortedError, WaitFailedError, each with what is pending and what is done
   */
  wait(droplets: Iterable<ById>, options: DropletWaitOptions): Waiting<Droplet> {
    return waitForDroplets(this.#core, droplets, options);
  }
}

/** What is meant for the droplets with a tag must never reach all of them, for want of its name. */
function withTag(tag: ByName): { tag_name: string } {
  const name = nameOf(tag);
  if (typeof name !== "string" || name === "") throw new TypeError("the tag has no name");
  return { tag_name: name };
}

export const droplets = (core: Core): Droplets => new Droplets(core);
