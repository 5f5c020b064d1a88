import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  AutoscalePoolCreate,
  AutoscalepoolsListQuery,
  History,
  Member,
  AutoscalePool as WirePool,
} from "../generated/types/droplet-autoscale-pools.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type Readiness, ReadyCall, whenReady } from "./readiness.js";
import { type ByUuid, idOf } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

/** What a pool is made of, as the API has it: the same for its creation and for its change. */
export type AutoscalePoolBody = AutoscalePoolCreate;
/** A droplet of a pool, with its health and its utilization from 0 to 1. */
export type AutoscalePoolMember = Member;
/** A change of the number of droplets in a pool. */
export type AutoscalePoolEvent = History;

const readiness: Readiness<AutoscalePool> = {
  what: "autoscale pools",
  statusOf: (pool) => pool.status,
  ready: ["active"],
  failed: ["error"],
};

/** An autoscale pool without its fields: everything that needs only its id. */
export class AutoscalePoolRef<W extends { id: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The pool as it is now, as a new object. `GET /v2/droplets/autoscale/{autoscale_pool_id}` */
  fetch(options: CallOptions = {}): Call<AutoscalePool> {
    const core = this[via];
    const route = "GET /v2/droplets/autoscale/{autoscale_pool_id}";
    const convert = (body: { autoscale_pool: WirePool }) =>
      new AutoscalePool(core, open(body, "autoscale_pool", route));
    return core.call(route, { ...options, ...this.#at() }, convert);
  }

  /**
   * Replaces configuration and template; everything has to be given, with the name that the pool has.
   * `PUT /v2/droplets/autoscale/{autoscale_pool_id}`
   */
  update(body: AutoscalePoolBody, options: CallOptions = {}): Call<AutoscalePool> {
    const core = this[via];
    const route = "PUT /v2/droplets/autoscale/{autoscale_pool_id}";
    const args = { ...options, ...this.#at(), body };
    return core.call(route, args, (answer) => new AutoscalePool(core, open(answer, "autoscale_pool", route)));
  }

  /** Deletes the pool; its droplets stay. `DELETE /v2/droplets/autoscale/{autoscale_pool_id}` */
  delete(options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at() };
    return this[via].call("DELETE /v2/droplets/autoscale/{autoscale_pool_id}", args, () => undefined);
  }

  /** Deletes the pool together with its droplets. `DELETE /v2/droplets/autoscale/{autoscale_pool_id}/dangerous` */
  deleteWithDroplets(options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), headers: { "X-Dangerous": true } };
    return this[via].call("DELETE /v2/droplets/autoscale/{autoscale_pool_id}/dangerous", args, () => undefined);
  }

  /** The droplets of the pool. `GET /v2/droplets/autoscale/{autoscale_pool_id}/members` */
  members(options: CallOptions = {}): List<AutoscalePoolMember> {
    const args = { ...options, ...this.#at() };
    return this[via].list("GET /v2/droplets/autoscale/{autoscale_pool_id}/members", args, (member) => member);
  }

  /** How the pool has grown and shrunk. `GET /v2/droplets/autoscale/{autoscale_pool_id}/history` */
  history(options: CallOptions = {}): List<AutoscalePoolEvent> {
    const args = { ...options, ...this.#at() };
    return this[via].list("GET /v2/droplets/autoscale/{autoscale_pool_id}/history", args, (event) => event);
  }

  #at(): { path: { autoscale_pool_id: string } } {
    return { path: { autoscale_pool_id: this.id } };
  }
}

/** A pool of like droplets that grows and shrinks by itself, as it was at one moment. */
export class AutoscalePool extends AutoscalePoolRef<WirePool> {
  /**
   * Waits until it has the droplets that it is to have.
   *
   * @throws ResourceFailedError when it cannot; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  ready(options: WaitOptions<AutoscalePool> = {}): Promise<AutoscalePool> {
    return whenReady<AutoscalePool>(this[via], this, { ...options, readiness });
  }
}

export interface AutoscalePool extends Readonly<WirePool> {}

/** The autoscale pools of droplets. */
export class AutoscalePools {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All pools, or those with a name. `GET /v2/droplets/autoscale` */
  list(query: AutoscalepoolsListQuery = {}, options: CallOptions = {}): List<AutoscalePool> {
    const convert = (wire: WirePool) => new AutoscalePool(this.#core, wire);
    return this.#core.list("GET /v2/droplets/autoscale", { ...options, query }, convert);
  }

  /** One pool by id. `GET /v2/droplets/autoscale/{autoscale_pool_id}` */
  get(pool: ByUuid, options: CallOptions = {}): Call<AutoscalePool> {
    return this.ref(idOf(pool)).fetch(options);
  }

  /** A pool by id, without a request. */
  ref(id: string): AutoscalePoolRef {
    return new AutoscalePoolRef(this.#core, { id });
  }

  /** The pools with a name; there can be several. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<AutoscalePool[]> {
    return named(this.list({ name }, options), name);
  }

  /**
   * The pool with a name.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<AutoscalePool> {
    return theOnly(await this.findAll(query, options), "autoscale pool", query.name);
  }

  /**
   * Creates a pool of `target_number_instances` droplets, or of `min_instances` to `max_instances` by utilization (0.05
   * to 1). `POST /v2/droplets/autoscale`
   *
   * @example
   * ```ts
   * const pool = await client.autoscalePools
   *   .create({
   *     name: "web",
   *     config: { min_instances: 2, max_instances: 10, target_cpu_utilization: 0.6 },
   *     droplet_template: { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", ssh_keys: ["289794"] },
   *   })
   *   .ready();
   * ```
   */
  create(body: AutoscalePoolBody, options: CallOptions = {}): ReadyCall<AutoscalePool> {
    const core = this.#core;
    const route = "POST /v2/droplets/autoscale";
    const convert = (answer: { autoscale_pool: WirePool }) =>
      new AutoscalePool(core, open(answer, "autoscale_pool", route));
    return new ReadyCall(core.exchange(route, { ...options, body }, convert), { core, readiness });
  }

  /** Replaces configuration and template of a pool. `PUT /v2/droplets/autoscale/{autoscale_pool_id}` */
  update(pool: ByUuid, body: AutoscalePoolBody, options: CallOptions = {}): Call<AutoscalePool> {
    return this.ref(idOf(pool)).update(body, options);
  }

  /** Deletes a pool; its droplets stay. `DELETE /v2/droplets/autoscale/{autoscale_pool_id}` */
  delete(pool: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(pool)).delete(options);
  }

  /** Deletes a pool together with its droplets. `DELETE /v2/droplets/autoscale/{autoscale_pool_id}/dangerous` */
  deleteWithDroplets(pool: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(pool)).deleteWithDroplets(options);
  }
}

export const autoscalePools = (core: Core): AutoscalePools => new AutoscalePools(core);
