import { Call, type Exchange } from "../call.js";
import type { Core } from "../core.js";
import type {
  ReservedIPsCreateResult,
  ReservedIPsListQuery,
  ReservedIp as WireIp,
} from "../generated/types/reserved-ips.js";
import type { List } from "../pagination/list.js";
import type { Args, CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { Actionable } from "./actionable.js";
import { Action, ActionCall, actionIn, waitForActions } from "./action.js";
import { open } from "./envelope.js";
import { type ById, type ByIpv4, type BySlug, idOf, ipOf, type Known, slugOf } from "./references.js";
import { via } from "./snapshot.js";

type KnownIp = Known<WireIp, "ip" | "region" | "droplet" | "locked">;
/** What a reserved IP action takes, as the API has it. */
export type ReservedIpActionBody = Args<"POST /v2/reserved_ips/{reserved_ip}/actions">["body"];

/** Where a new reserved IP is to be: on a droplet, or in a region without a droplet. Never both. */
export type NewReservedIp =
  | { readonly droplet_id: ById; readonly region?: never; readonly project_id?: never }
  | { readonly region: BySlug; readonly project_id?: string; readonly droplet_id?: never };

/** A reserved IP without its fields: everything that needs only its address. */
export class ReservedIpRef<W extends { ip?: string } = { ip: string }> extends Actionable<W> {
  declare readonly ip: string;

  /** By which projects know it: `do:floatingip:203.0.113.7`. */
  get urn(): string {
    return `do:floatingip:${this.ip}`;
  }

  /** The reserved IP as it is now, as a new object. `GET /v2/reserved_ips/{reserved_ip}` */
  fetch(options: CallOptions = {}): Call<ReservedIp> {
    const core = this[via];
    const route = "GET /v2/reserved_ips/{reserved_ip}";
    const args = { ...options, ...this.#at() };
    return core.call(route, args, (answer) => new ReservedIp(core, open(answer, "reserved_ip", route)));
  }

  /** Gives the address back for good, assigned or not. `DELETE /v2/reserved_ips/{reserved_ip}` */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/reserved_ips/{reserved_ip}", { ...options, ...this.#at() }, () => undefined);
  }

  /** The actions of this reserved IP, the newest first. `GET /v2/reserved_ips/{reserved_ip}/actions` */
  override actions(query: { per_page?: number } = {}, options: CallOptions = {}): List<Action> {
    const core = this[via];
    const args = { ...options, ...this.#at(), query };
    return core.list("GET /v2/reserved_ips/{reserved_ip}/actions", args, (wire) => new Action(core, wire));
  }

  /**
   * Starts any action on the reserved IP. `POST /v2/reserved_ips/{reserved_ip}/actions`
   *
   * @throws UnprocessableError, with `isPendingEvent()` true while another action is in progress
   */
  act(body: ReservedIpActionBody, options: CallOptions = {}): ActionCall {
    const core = this[via];
    const route = "POST /v2/reserved_ips/{reserved_ip}/actions";
    const args = { ...options, ...this.#at(), body };
    return new ActionCall(core.exchange(route, args, (answer) => actionIn(core, answer, route)));
  }

  /** Lets the address lead to a droplet of its region, and no longer to the one before. */
  assign(droplet: ById, options: CallOptions = {}): ActionCall {
    return this.act({ type: "assign", droplet_id: idOf(droplet) }, options);
  }

  /** Takes the address off its droplet. An address that leads nowhere costs. */
  unassign(options: CallOptions = {}): ActionCall {
    return this.act({ type: "unassign" }, options);
  }

  #at(): { path: { reserved_ip: string } } {
    return { path: { reserved_ip: this.ip } };
  }
}

/** A public IPv4 address that is the account's until it is deleted, as it was at one moment. */
export class ReservedIp extends ReservedIpRef<WireIp> {}

export interface ReservedIp extends KnownIp {}

/** What an accepted creation made, and the actions that it began. */
interface Created {
  readonly reservedIp: ReservedIp;
  readonly actions: readonly number[];
}

/** The creation of a reserved IP: await it for the address, or `.ready()` for the address once it leads to its droplet. */
export class ReservedIpCall extends Call<ReservedIp> {
  readonly #core: Core;
  readonly #created: Promise<Exchange<Created>>;

  constructor(core: Core, created: Promise<Exchange<Created>>) {
    super(created.then(({ data, response }) => ({ data: data.reservedIp, response })));
    this.#core = core;
    this.#created = created;
  }

  /**
   * Waits until the address leads to its droplet; one without a droplet is ready at once.
   *
   * @throws ActionError when the assignment errored: the address is reserved then all the same; WaitTimeoutError,
   *   WaitAbortedError, WaitFailedError
   */
  async ready(options: WaitOptions<Action> = {}): Promise<ReservedIp> {
    await this;
    const { reservedIp, actions } = (await this.#created).data;
    if (actions.length === 0) return reservedIp;
    await waitForActions(this.#core, actions, options);
    return reservedIp.fetch({ signal: options.signal });
  }
}

/** The reserved IPv4 addresses of the account, which were called floating IPs before. */
export class ReservedIps {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All reserved IPs. `GET /v2/reserved_ips` */
  list(query: ReservedIPsListQuery = {}, options: CallOptions = {}): List<ReservedIp> {
    return this.#core.list("GET /v2/reserved_ips", { ...options, query }, (wire) => new ReservedIp(this.#core, wire));
  }

  /** One reserved IP by its address. `GET /v2/reserved_ips/{reserved_ip}` */
  get(ip: ByIpv4, options: CallOptions = {}): Call<ReservedIp> {
    return this.ref(ip).fetch(options);
  }

  /** A reserved IP by its address, without a request. */
  ref(ip: ByIpv4): ReservedIpRef {
    return new ReservedIpRef(this.#core, { ip: ipOf(ip) });
  }

  /**
   * Reserves an address: for a droplet, to which it is assigned, or in a region. `POST /v2/reserved_ips`
   *
   * @example
   * ```ts
   * const reserved = await client.reservedIps.create({ droplet_id: droplet }).ready();
   * console.log(reserved.ip, reserved.droplet?.name);
   * ```
   * @throws TypeError unless exactly one of `droplet_id` and `region` is given
   */
  create(body: NewReservedIp, options: CallOptions = {}): ReservedIpCall {
    return new ReservedIpCall(this.#core, this.#create(body, options));
  }

  /** Wrong arguments reject, as every other failure does. */
  async #create(body: NewReservedIp, options: CallOptions): Promise<Exchange<Created>> {
    const route = "POST /v2/reserved_ips";
    const args = { ...options, body: placeOf(body) };
    return this.#core.exchange(route, args, (answer) => createdFrom(this.#core, answer, route));
  }

  /** Gives an address back for good, assigned or not. `DELETE /v2/reserved_ips/{reserved_ip}` */
  delete(ip: ByIpv4, options: CallOptions = {}): Call<void> {
    return this.ref(ip).delete(options);
  }

  /** Starts any action on a reserved IP. `POST /v2/reserved_ips/{reserved_ip}/actions` */
  act(ip: ByIpv4, body: ReservedIpActionBody, options: CallOptions = {}): ActionCall {
    return this.ref(ip).act(body, options);
  }
}

function placeOf({ droplet_id, region, ...others }: NewReservedIp) {
  if ((droplet_id === undefined) === (region === undefined))
    throw new TypeError("a reserved IP needs either a droplet_id or a region");
  return region === undefined
    ? { ...others, droplet_id: idOf(droplet_id as ById) }
    : { ...others, region: slugOf(region) };
}

function createdFrom(core: Core, answer: ReservedIPsCreateResult, route: string): Created {
  const actions = (answer.links?.actions ?? []).flatMap(({ id }) => id ?? []);
  return { reservedIp: new ReservedIp(core, open(answer, "reserved_ip", route)), actions };
}

export const reservedIps = (core: Core): ReservedIps => new ReservedIps(core);

/** The old name of the same thing: both work on one collection. */
export const floatingIps = (core: Core): ReservedIps => new ReservedIps(core);
