import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  VpcNatGatewayCreate,
  VpcNatGatewayUpdate,
  VpcnatgatewaysListQuery,
  VpcNatGatewayGet as WireNatGateway,
} from "../generated/types/vpc-nat-gateways.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type Readiness, ReadyCall, whenReady } from "./readiness.js";
import { type ByUuid, idOf, type Known } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownNatGateway = Known<WireNatGateway, "id" | "name" | "type" | "state" | "region" | "size" | "vpcs">;

const readiness: Readiness<NatGateway> = {
  what: "NAT gateways",
  statusOf: (gateway) => gateway.state,
  ready: ["ACTIVE"],
  failed: ["ERROR", "INVALID", "DELETING"],
};

/** A NAT gateway without its fields: everything that needs only its id. */
export class NatGatewayRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** By which projects know it. */
  get urn(): string {
    return `do:nat_gateway:${this.id}`;
  }

  /** The gateway as it is now, as a new object. `GET /v2/vpc_nat_gateways/{id}` */
  fetch(options: CallOptions = {}): Call<NatGateway> {
    const core = this[via];
    const route = "GET /v2/vpc_nat_gateways/{id}";
    const args = { ...options, ...this.#at() };
    return core.call(route, args, (body) => new NatGateway(core, open(body, "vpc_nat_gateway", route)));
  }

  /** Replaces name, size, VPCs and timeouts (seconds); gives the changed gateway. `PUT /v2/vpc_nat_gateways/{id}` */
  update(body: VpcNatGatewayUpdate, options: CallOptions = {}): Call<NatGateway> {
    const core = this[via];
    const route = "PUT /v2/vpc_nat_gateways/{id}";
    const args = { ...options, ...this.#at(), body };
    return core.call(route, args, (answer) => new NatGateway(core, open(answer, "vpc_nat_gateway", route)));
  }

  /** Deletes the gateway. It takes effect within seconds. `DELETE /v2/vpc_nat_gateways/{id}` */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/vpc_nat_gateways/{id}", { ...options, ...this.#at() }, () => undefined);
  }

  #at(): { path: { id: string } } {
    return { path: { id: this.id } };
  }
}

/** A way from VPCs to the internet under one public address, as it was at one moment. */
export class NatGateway extends NatGatewayRef<WireNatGateway> {
  /**
   * Waits until it is active and has its addresses.
   *
   * @throws ResourceFailedError when it never will be; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  ready(options: WaitOptions<NatGateway> = {}): Promise<NatGateway> {
    return whenReady<NatGateway>(this[via], this, { ...options, readiness });
  }
}

export interface NatGateway extends KnownNatGateway {}

/** The VPC NAT gateways of the account. */
export class NatGateways {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** NAT gateways: all, or those of a state, region, type or name. `GET /v2/vpc_nat_gateways` */
  list(query: VpcnatgatewaysListQuery = {}, options: CallOptions = {}): List<NatGateway> {
    const args = { ...options, query };
    return this.#core.list("GET /v2/vpc_nat_gateways", args, (wire) => new NatGateway(this.#core, wire));
  }

  /** One NAT gateway by id. `GET /v2/vpc_nat_gateways/{id}` */
  get(gateway: ByUuid, options: CallOptions = {}): Call<NatGateway> {
    return this.ref(idOf(gateway)).fetch(options);
  }

  /** A NAT gateway by id, without a request. */
  ref(id: string): NatGatewayRef {
    return new NatGatewayRef(this.#core, { id });
  }

  /** The NAT gateways with a name. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<NatGateway[]> {
    return named(this.list({ name }, options), name);
  }

  /**
   * The NAT gateway with a name.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<NatGateway> {
    return theOnly(await this.findAll(query, options), "NAT gateway", query.name);
  }

  /**
   * Creates a NAT gateway. Await it for the gateway as it was accepted, or `.ready()` for the active one.
   * `POST /v2/vpc_nat_gateways`
   *
   * @example
   * ```ts
   * const vpc = await client.vpcs.find({ name: "backend" });
   * const gateway = await client.natGateways
   *   .create({ name: "way-out", type: "PUBLIC", region: "nyc3", size: 1, vpcs: [{ vpc_uuid: vpc.id }] })
   *   .ready();
   * console.log(gateway.egresses?.public_gateways?.[0]?.ipv4);
   * ```
   */
  create(body: VpcNatGatewayCreate, options: CallOptions = {}): ReadyCall<NatGateway> {
    const core = this.#core;
    const route = "POST /v2/vpc_nat_gateways";
    const convert = (answer: { vpc_nat_gateway: WireNatGateway }) =>
      new NatGateway(core, open(answer, "vpc_nat_gateway", route));
    return new ReadyCall(core.exchange(route, { ...options, body }, convert), { core, readiness });
  }

  /** Replaces name, size, VPCs and timeouts of a NAT gateway. `PUT /v2/vpc_nat_gateways/{id}` */
  update(gateway: ByUuid, body: VpcNatGatewayUpdate, options: CallOptions = {}): Call<NatGateway> {
    return this.ref(idOf(gateway)).update(body, options);
  }

  /** Deletes a NAT gateway. It takes effect within seconds. `DELETE /v2/vpc_nat_gateways/{id}` */
  delete(gateway: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(gateway)).delete(options);
  }
}

export const natGateways = (core: Core): NatGateways => new NatGateways(core);
