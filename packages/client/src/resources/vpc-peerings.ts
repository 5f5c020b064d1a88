import type { Call, Exchange } from "../call.js";
import type { Core } from "../core.js";
import type {
  VpcPeeringsCreateBody,
  VpcPeeringsListQuery,
  VpcPeeringsPatchBody,
  VpcPeering as WireVpcPeering,
} from "../generated/types/vpc-peerings.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type Readiness, ReadyCall, whenReady } from "./readiness.js";
import { type ByUuid, idOf, type Known } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownVpcPeering = Known<WireVpcPeering, "id" | "name" | "vpc_ids" | "status" | "created_at">;

const readiness: Readiness<VpcPeering> = {
  what: "VPC peerings",
  statusOf: (peering) => peering.status,
  ready: ["ACTIVE"],
  failed: ["DELETING"],
};

/** A VPC peering without its fields: everything that needs only its id. */
export class VpcPeeringRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The peering as it is now, as a new object. `GET /v2/vpc_peerings/{vpc_peering_id}` */
  fetch(options: CallOptions = {}): Call<VpcPeering> {
    const core = this[via];
    const route = "GET /v2/vpc_peerings/{vpc_peering_id}";
    const args = { ...options, ...this.#at() };
    return core.call(route, args, (body) => new VpcPeering(core, open(body, "vpc_peering", route)));
  }

  /** Changes the name; gives the changed peering. `PATCH /v2/vpc_peerings/{vpc_peering_id}` */
  patch(body: VpcPeeringsPatchBody, options: CallOptions = {}): Call<VpcPeering> {
    const core = this[via];
    const route = "PATCH /v2/vpc_peerings/{vpc_peering_id}";
    const args = { ...options, ...this.#at(), body };
    return core.call(route, args, (answer) => new VpcPeering(core, open(answer, "vpc_peering", route)));
  }

  /** Deletes the peering. It takes effect within seconds. `DELETE /v2/vpc_peerings/{vpc_peering_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/vpc_peerings/{vpc_peering_id}", { ...options, ...this.#at() }, () => undefined);
  }

  #at(): { path: { vpc_peering_id: string } } {
    return { path: { vpc_peering_id: this.id } };
  }
}

/** The connection of two VPCs, as it was at one moment. */
export class VpcPeering extends VpcPeeringRef<WireVpcPeering> {
  /**
   * Waits until it is active.
   *
   * @throws ResourceFailedError when it is being deleted; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  ready(options: WaitOptions<VpcPeering> = {}): Promise<VpcPeering> {
    return whenReady<VpcPeering>(this[via], this, { ...options, readiness });
  }
}

export interface VpcPeering extends KnownVpcPeering {}

/** The creation of a peering, by whichever of the two routes. */
export function createdPeering(core: Core, exchange: Promise<Exchange<VpcPeering>>): ReadyCall<VpcPeering> {
  return new ReadyCall(exchange, { core, readiness });
}

/** The VPC peerings of the account. */
export class VpcPeerings {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All peerings, or those with a VPC in a region. `GET /v2/vpc_peerings` */
  list(query: VpcPeeringsListQuery = {}, options: CallOptions = {}): List<VpcPeering> {
    return this.#core.list("GET /v2/vpc_peerings", { ...options, query }, (wire) => new VpcPeering(this.#core, wire));
  }

  /** One peering by id. `GET /v2/vpc_peerings/{vpc_peering_id}` */
  get(peering: ByUuid, options: CallOptions = {}): Call<VpcPeering> {
    return this.ref(idOf(peering)).fetch(options);
  }

  /** A peering by id, without a request. */
  ref(id: string): VpcPeeringRef {
    return new VpcPeeringRef(this.#core, { id });
  }

  /** The peerings with a name. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<VpcPeering[]> {
    return named(this.list({}, options), name);
  }

  /**
   * The peering with a name.
   *
   * @throws NameNotFoundError when there is none
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<VpcPeering> {
    return theOnly(await this.findAll(query, options), "VPC peering", query.name);
  }

  /**
   * Connects two VPCs. Await it for the peering as it was accepted, or `.ready()` for the active one.
   * `POST /v2/vpc_peerings`
   *
   * @example
   * ```ts
   * const one = await client.vpcs.find({ name: "web" });
   * const other = await client.vpcs.find({ name: "db" });
   * const peering = await client.vpcPeerings.create({ name: "web-db", vpc_ids: [one.id, other.id] }).ready();
   * console.log(peering.status);
   * ```
   * @throws ConflictError when the two are connected already; UnprocessableError
   */
  create(body: VpcPeeringsCreateBody, options: CallOptions = {}): ReadyCall<VpcPeering> {
    const core = this.#core;
    const route = "POST /v2/vpc_peerings";
    const convert = (answer: { vpc_peering: WireVpcPeering }) =>
      new VpcPeering(core, open(answer, "vpc_peering", route));
    return createdPeering(core, core.exchange(route, { ...options, body }, convert));
  }

  /** Changes the name of a peering. `PATCH /v2/vpc_peerings/{vpc_peering_id}` */
  patch(peering: ByUuid, body: VpcPeeringsPatchBody, options: CallOptions = {}): Call<VpcPeering> {
    return this.ref(idOf(peering)).patch(body, options);
  }

  /** Deletes a peering. It takes effect within seconds. `DELETE /v2/vpc_peerings/{vpc_peering_id}` */
  delete(peering: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(peering)).delete(options);
  }
}

export const vpcPeerings = (core: Core): VpcPeerings => new VpcPeerings(core);
