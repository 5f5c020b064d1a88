import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  VpcMember as WireVpcMember,
  VpcsCreateBody,
  VpcsCreatePeeringsBody,
  VpcsListMembersQuery,
  VpcsListQuery,
  VpcsPatchBody,
  VpcsUpdateBody,
  Vpc as WireVpc,
} from "../generated/types/vpcs.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import type { ReadyCall } from "./readiness.js";
import { type ByUuid, idOf, type Known } from "./references.js";
import { Snapshot, via } from "./snapshot.js";
import { createdPeering, VpcPeering } from "./vpc-peerings.js";

type KnownVpc = Known<WireVpc, "id" | "urn" | "name" | "region" | "ip_range" | "default" | "created_at">;

/** A thing in a VPC. */
export type VpcMember = Known<WireVpcMember, "urn" | "name">;

/** A VPC without its fields: everything that needs only its id. */
export class VpcRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The VPC as it is now, as a new object. `GET /v2/vpcs/{vpc_id}` */
  fetch(options: CallOptions = {}): Call<Vpc> {
    const core = this[via];
    const route = "GET /v2/vpcs/{vpc_id}";
    return core.call(route, { ...options, ...this.#at() }, (body) => new Vpc(core, open(body, "vpc", route)));
  }

  /** Replaces name and description; gives the changed VPC. `PUT /v2/vpcs/{vpc_id}` */
  update(body: VpcsUpdateBody, options: CallOptions = {}): Call<Vpc> {
    const core = this[via];
    const route = "PUT /v2/vpcs/{vpc_id}";
    return core.call(route, { ...options, ...this.#at(), body }, (answer) => new Vpc(core, open(answer, "vpc", route)));
  }

  /**
   * Changes what is named, and nothing else; gives the changed VPC. `default: true` makes it the default one of its
   * region. `PATCH /v2/vpcs/{vpc_id}`
   */
  patch(body: VpcsPatchBody, options: CallOptions = {}): Call<Vpc> {
    const core = this[via];
    const route = "PATCH /v2/vpcs/{vpc_id}";
    return core.call(route, { ...options, ...this.#at(), body }, (answer) => new Vpc(core, open(answer, "vpc", route)));
  }

  /**
   * Deletes the VPC. `DELETE /v2/vpcs/{vpc_id}`
   *
   * @throws ConflictError while it has members; PermissionError for the default one of a region
   */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/vpcs/{vpc_id}", { ...options, ...this.#at() }, () => undefined);
  }

  /** What is in the VPC, all of it or of one `resource_type`. `GET /v2/vpcs/{vpc_id}/members` */
  members(query: VpcsListMembersQuery = {}, options: CallOptions = {}): List<VpcMember> {
    const args = { ...options, ...this.#at(), query };
    return this[via].list("GET /v2/vpcs/{vpc_id}/members", args, (member) => member as VpcMember);
  }

  /** The peerings that the VPC takes part in. `GET /v2/vpcs/{vpc_id}/peerings` */
  peerings(options: CallOptions = {}): List<VpcPeering> {
    const core = this[via];
    const args = { ...options, ...this.#at() };
    return core.list("GET /v2/vpcs/{vpc_id}/peerings", args, (wire) => new VpcPeering(core, wire));
  }

  /** Connects the VPC to the one of the `vpc_id`. `POST /v2/vpcs/{vpc_id}/peerings` */
  createPeering(body: VpcsCreatePeeringsBody, options: CallOptions = {}): ReadyCall<VpcPeering> {
    const core = this[via];
    const route = "POST /v2/vpcs/{vpc_id}/peerings";
    const args = { ...options, ...this.#at(), body };
    return createdPeering(
      core,
      core.exchange(route, args, (answer) => new VpcPeering(core, open(answer, "peering", route))),
    );
  }

  #at(): { path: { vpc_id: string } } {
    return { path: { vpc_id: this.id } };
  }
}

/** A private network in one region, as it was at one moment. */
export class Vpc extends VpcRef<WireVpc> {}

export interface Vpc extends KnownVpc {}

/** The private networks of the account. */
export class Vpcs {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All VPCs. `GET /v2/vpcs` */
  list(query: VpcsListQuery = {}, options: CallOptions = {}): List<Vpc> {
    return this.#core.list("GET /v2/vpcs", { ...options, query }, (wire) => new Vpc(this.#core, wire));
  }

  /** One VPC by id. `GET /v2/vpcs/{vpc_id}` */
  get(vpc: ByUuid, options: CallOptions = {}): Call<Vpc> {
    return this.ref(idOf(vpc)).fetch(options);
  }

  /** A VPC by id, without a request. */
  ref(id: string): VpcRef {
    return new VpcRef(this.#core, { id });
  }

  /** The VPCs with a name. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<Vpc[]> {
    return named(this.list({}, options), name);
  }

  /**
   * The VPC with a name.
   *
   * @throws NameNotFoundError when there is none
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<Vpc> {
    return theOnly(await this.findAll(query, options), "VPC", query.name);
  }

  /**
   * Creates a VPC; without an `ip_range` the API chooses a free one. The first one of a region becomes its default.
   * `POST /v2/vpcs`
   *
   * @example
   * ```ts
   * const vpc = await client.vpcs.create({ name: "backend", region: "nyc3", ip_range: "10.10.10.0/24" });
   * for await (const member of vpc.members({ resource_type: "droplet" })) console.log(member.name);
   * ```
   * @throws UnprocessableError when the name is taken, or the range overlaps with that of another VPC
   */
  create(body: VpcsCreateBody, options: CallOptions = {}): Call<Vpc> {
    const core = this.#core;
    const route = "POST /v2/vpcs";
    return core.call(route, { ...options, body }, (answer) => new Vpc(core, open(answer, "vpc", route)));
  }

  /** Replaces name and description of a VPC. `PUT /v2/vpcs/{vpc_id}` */
  update(vpc: ByUuid, body: VpcsUpdateBody, options: CallOptions = {}): Call<Vpc> {
    return this.ref(idOf(vpc)).update(body, options);
  }

  /** Changes what is named of a VPC, and nothing else. `PATCH /v2/vpcs/{vpc_id}` */
  patch(vpc: ByUuid, body: VpcsPatchBody, options: CallOptions = {}): Call<Vpc> {
    return this.ref(idOf(vpc)).patch(body, options);
  }

  /**
   * Deletes a VPC. `DELETE /v2/vpcs/{vpc_id}`
   *
   * @throws ConflictError while it has members; PermissionError for the default one of a region
   */
  delete(vpc: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(vpc)).delete(options);
  }

  /** What is in a VPC. `GET /v2/vpcs/{vpc_id}/members` */
  members(vpc: ByUuid, query: VpcsListMembersQuery = {}, options: CallOptions = {}): List<VpcMember> {
    return this.ref(idOf(vpc)).members(query, options);
  }

  /** The peerings that a VPC takes part in. `GET /v2/vpcs/{vpc_id}/peerings` */
  peerings(vpc: ByUuid, options: CallOptions = {}): List<VpcPeering> {
    return this.ref(idOf(vpc)).peerings(options);
  }
}

export const vpcs = (core: Core): Vpcs => new Vpcs(core);
