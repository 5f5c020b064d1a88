import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { ReservedIPv6ListQuery, ReservedIpv6 as WireIp } from "../generated/types/reserved-ipv6.js";
import type { List } from "../pagination/list.js";
import type { Args, CallOptions } from "../routes.js";
import { ActionCall, actionIn } from "./action.js";
import { open } from "./envelope.js";
import { type ById, type ByIpv6, type BySlug, idOf, ipOf, type Known, slugOf } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownIp = Known<WireIp, "ip" | "region_slug" | "reserved_at">;
/** What a reserved IPv6 action takes, as the API has it. */
export type ReservedIpv6ActionBody = Args<"POST /v2/reserved_ipv6/{reserved_ipv6}/actions">["body"];

/** A reserved IPv6 address without its fields: everything that needs only the address. */
export class ReservedIpv6Ref<W extends { ip?: string } = { ip: string }> extends Snapshot<W> {
  declare readonly ip: string;

  /** The reserved IPv6 address as it is now, as a new object. `GET /v2/reserved_ipv6/{reserved_ipv6}` */
  fetch(options: CallOptions = {}): Call<ReservedIpv6> {
    const core = this[via];
    const route = "GET /v2/reserved_ipv6/{reserved_ipv6}";
    const args = { ...options, ...this.#at() };
    return core.call(route, args, (answer) => new ReservedIpv6(core, open(answer, "reserved_ipv6", route)));
  }

  /**
   * Gives the address back for good. `DELETE /v2/reserved_ipv6/{reserved_ipv6}`
   *
   * @throws UnprocessableError while it is assigned
   */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/reserved_ipv6/{reserved_ipv6}", { ...options, ...this.#at() }, () => undefined);
  }

  /** Starts any action on the address. `POST /v2/reserved_ipv6/{reserved_ipv6}/actions` */
  act(body: ReservedIpv6ActionBody, options: CallOptions = {}): ActionCall {
    const core = this[via];
    const route = "POST /v2/reserved_ipv6/{reserved_ipv6}/actions";
    const args = { ...options, ...this.#at(), body };
    return new ActionCall(core.exchange(route, args, (answer) => actionIn(core, answer, route)));
  }

  /** Lets the address lead to a droplet of its region, and no longer to the one before. */
  assign(droplet: ById, options: CallOptions = {}): ActionCall {
    return this.act({ type: "assign", droplet_id: idOf(droplet) }, options);
  }

  /** Takes the address off its droplet. */
  unassign(options: CallOptions = {}): ActionCall {
    return this.act({ type: "unassign" }, options);
  }

  #at(): { path: { reserved_ipv6: string } } {
    return { path: { reserved_ipv6: this.ip } };
  }
}

/** A public IPv6 address that is the account's until it is deleted, as it was at one moment. */
export class ReservedIpv6 extends ReservedIpv6Ref<WireIp> {}

export interface ReservedIpv6 extends KnownIp {}

/** The reserved IPv6 addresses of the account. The API has no list of their actions. */
export class ReservedIpv6s {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All reserved IPv6 addresses. `GET /v2/reserved_ipv6` */
  list(query: ReservedIPv6ListQuery = {}, options: CallOptions = {}): List<ReservedIpv6> {
    return this.#core.list(
      "GET /v2/reserved_ipv6",
      { ...options, query },
      (wire) => new ReservedIpv6(this.#core, wire),
    );
  }

  /** One reserved IPv6 address. `GET /v2/reserved_ipv6/{reserved_ipv6}` */
  get(ip: ByIpv6, options: CallOptions = {}): Call<ReservedIpv6> {
    return this.ref(ip).fetch(options);
  }

  /** A reserved IPv6 address, without a request. */
  ref(ip: ByIpv6): ReservedIpv6Ref {
    return new ReservedIpv6Ref(this.#core, { ip: ipOf(ip) });
  }

  /**
   * Reserves an address in a region. `POST /v2/reserved_ipv6`
   *
   * @example
   * ```ts
   * const reserved = await client.reservedIpv6.create({ region_slug: "nyc3" });
   * await reserved.assign(droplet).wait();
   * ```
   */
  create({ region_slug }: { readonly region_slug: BySlug }, options: CallOptions = {}): Call<ReservedIpv6> {
    const core = this.#core;
    const route = "POST /v2/reserved_ipv6";
    const args = { ...options, body: { region_slug: slugOf(region_slug) } };
    return core.call(route, args, (answer) => new ReservedIpv6(core, open(answer, "reserved_ipv6", route)));
  }

  /**
   * Gives an address back for good. `DELETE /v2/reserved_ipv6/{reserved_ipv6}`
   *
   * @throws UnprocessableError while it is assigned
   */
  delete(ip: ByIpv6, options: CallOptions = {}): Call<void> {
    return this.ref(ip).delete(options);
  }

  /** Starts any action on a reserved IPv6 address. `POST /v2/reserved_ipv6/{reserved_ipv6}/actions` */
  act(ip: ByIpv6, body: ReservedIpv6ActionBody, options: CallOptions = {}): ActionCall {
    return this.ref(ip).act(body, options);
  }
}

export const reservedIpv6 = (core: Core): ReservedIpv6s => new ReservedIpv6s(core);
