import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  ForwardingRuleInput,
  LoadBalancerCreate,
  LoadBalancersListQuery,
  LoadBalancer as WireLoadBalancer,
} from "../generated/types/load-balancers.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type Readiness, ReadyCall, whenReady } from "./readiness.js";
import { type ById, type ByUuid, idOf, type Known } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownLoadBalancer = Known<
  WireLoadBalancer,
  "id" | "name" | "status" | "created_at" | "forwarding_rules" | "droplet_ids"
>;

/** What a load balancer is made of, as the API has it: the same for its creation and for its replacement. */
export type LoadBalancerBody = LoadBalancerCreate;
/** From which protocol and port traffic goes to which. */
export type ForwardingRule = ForwardingRuleInput;

const readiness: Readiness<LoadBalancer> = {
  what: "load balancers",
  statusOf: (loadBalancer) => loadBalancer.status,
  ready: ["active"],
  failed: ["errored"],
};

/** A load balancer without its fields: everything that needs only its id. */
export class LoadBalancerRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The load balancer as it is now, as a new object. `GET /v2/load_balancers/{lb_id}` */
  fetch(options: CallOptions = {}): Call<LoadBalancer> {
    const core = this[via];
    const route = "GET /v2/load_balancers/{lb_id}";
    return core.call(route, { ...options, ...this.#at() }, (body) => loadBalancerIn(core, body, route));
  }

  /**
   * Replaces the settings; gives the changed load balancer. What the body leaves out goes back to its default.
   * `PUT /v2/load_balancers/{lb_id}`
   *
   * @throws PermissionError while it is being created or changed
   */
  update(body: LoadBalancerBody, options: CallOptions = {}): Call<LoadBalancer> {
    const core = this[via];
    const route = "PUT /v2/load_balancers/{lb_id}";
    return core.call(route, { ...options, ...this.#at(), body }, (answer) => loadBalancerIn(core, answer, route));
  }

  /** Deletes the load balancer, not its droplets. Its address is lost. `DELETE /v2/load_balancers/{lb_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/load_balancers/{lb_id}", { ...options, ...this.#at() }, () => undefined);
  }

  /**
   * Lets traffic go to droplets. `POST /v2/load_balancers/{lb_id}/droplets`
   *
   * @throws UnprocessableError when it finds its droplets by tag; PermissionError while it is being created or changed
   */
  addDroplets(droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { droplet_ids: droplets.map(idOf<number>) } };
    return this[via].call("POST /v2/load_balancers/{lb_id}/droplets", args, () => undefined);
  }

  /** Lets no more traffic go to droplets. `DELETE /v2/load_balancers/{lb_id}/droplets` */
  removeDroplets(droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { droplet_ids: droplets.map(idOf<number>) } };
    return this[via].call("DELETE /v2/load_balancers/{lb_id}/droplets", args, () => undefined);
  }

  /** Adds forwarding rules. `POST /v2/load_balancers/{lb_id}/forwarding_rules` */
  addForwardingRules(rules: readonly ForwardingRule[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { forwarding_rules: [...rules] } };
    return this[via].call("POST /v2/load_balancers/{lb_id}/forwarding_rules", args, () => undefined);
  }

  /** Removes the forwarding rules that are like these. `DELETE /v2/load_balancers/{lb_id}/forwarding_rules` */
  removeForwardingRules(rules: readonly ForwardingRule[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { forwarding_rules: [...rules] } };
    return this[via].call("DELETE /v2/load_balancers/{lb_id}/forwarding_rules", args, () => undefined);
  }

  /** Empties the CDN cache of a global load balancer. `DELETE /v2/load_balancers/{lb_id}/cache` */
  purgeCache(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/load_balancers/{lb_id}/cache", { ...options, ...this.#at() }, () => undefined);
  }

  #at(): { path: { lb_id: string } } {
    return { path: { lb_id: this.id } };
  }
}

/** A load balancer, as it was at one moment. Its address `ip` is there once it is active. */
export class LoadBalancer extends LoadBalancerRef<WireLoadBalancer> {
  /**
   * Waits until it is active and has its address.
   *
   * @throws ResourceFailedError when it could not be created; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  ready(options: WaitOptions<LoadBalancer> = {}): Promise<LoadBalancer> {
    return whenReady<LoadBalancer>(this[via], this, { ...options, readiness });
  }
}

export interface LoadBalancer extends KnownLoadBalancer {}

/** The load balancers of the account. */
export class LoadBalancers {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * All load balancers. Pages of very large ones can be more than the API is able to answer: then ask for smaller pages
   * by `per_page`. `GET /v2/load_balancers`
   */
  list(query: LoadBalancersListQuery = {}, options: CallOptions = {}): List<LoadBalancer> {
    const convert = (wire: WireLoadBalancer) => new LoadBalancer(this.#core, wire);
    return this.#core.list("GET /v2/load_balancers", { ...options, query }, convert);
  }

  /** One load balancer by id. `GET /v2/load_balancers/{lb_id}` */
  get(loadBalancer: ByUuid, options: CallOptions = {}): Call<LoadBalancer> {
    return this.ref(idOf(loadBalancer)).fetch(options);
  }

  /** A load balancer by id, without a request. */
  ref(id: string): LoadBalancerRef {
    return new LoadBalancerRef(this.#core, { id });
  }

  /** The load balancers with a name: one or none. Reads the list. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<LoadBalancer[]> {
    return named(this.list({}, options), name);
  }

  /**
   * The load balancer with a name. Reads the list.
   *
   * @throws NameNotFoundError when there is none
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<LoadBalancer> {
    return theOnly(await this.findAll(query, options), "load balancer", query.name);
  }

  /**
   * Creates a load balancer for droplets, or for all droplets with a tag. Await it for what was accepted, or `.ready()`
   * for the one that has its address. `POST /v2/load_balancers`
   *
   * @example
   * ```ts
   * const loadBalancer = await client.loadBalancers
   *   .create({
   *     name: "web",
   *     region: "nyc3",
   *     tag: "web",
   *     forwarding_rules: [{ entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 8080 }],
   *   })
   *   .ready();
   * console.log(loadBalancer.ip);
   * ```
   * @throws UnprocessableError when the API refuses it, for example because the name is taken
   */
  create(body: LoadBalancerBody, options: CallOptions = {}): ReadyCall<LoadBalancer> {
    const core = this.#core;
    const route = "POST /v2/load_balancers";
    const exchange = core.exchange(route, { ...options, body }, (answer) => loadBalancerIn(core, answer, route));
    return new ReadyCall(exchange, { core, readiness });
  }

  /** Replaces the settings; what the body leaves out goes back to its default. `PUT /v2/load_balancers/{lb_id}` */
  update(loadBalancer: ByUuid, body: LoadBalancerBody, options: CallOptions = {}): Call<LoadBalancer> {
    return this.ref(idOf(loadBalancer)).update(body, options);
  }

  /** Deletes a load balancer, not its droplets. Its address is lost. `DELETE /v2/load_balancers/{lb_id}` */
  delete(loadBalancer: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(loadBalancer)).delete(options);
  }

  /** Lets traffic go to droplets. `POST /v2/load_balancers/{lb_id}/droplets` */
  addDroplets(loadBalancer: ByUuid, droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(loadBalancer)).addDroplets(droplets, options);
  }

  /** Lets no more traffic go to droplets. `DELETE /v2/load_balancers/{lb_id}/droplets` */
  removeDroplets(loadBalancer: ByUuid, droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(loadBalancer)).removeDroplets(droplets, options);
  }

  /** Adds forwarding rules. `POST /v2/load_balancers/{lb_id}/forwarding_rules` */
  addForwardingRules(loadBalancer: ByUuid, rules: readonly ForwardingRule[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(loadBalancer)).addForwardingRules(rules, options);
  }

  /** Removes the forwarding rules that are like these. `DELETE /v2/load_balancers/{lb_id}/forwarding_rules` */
  removeForwardingRules(loadBalancer: ByUuid, rules: readonly ForwardingRule[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(loadBalancer)).removeForwardingRules(rules, options);
  }

  /** Empties the CDN cache of a global load balancer. `DELETE /v2/load_balancers/{lb_id}/cache` */
  purgeCache(loadBalancer: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(loadBalancer)).purgeCache(options);
  }
}

function loadBalancerIn(core: Core, body: { load_balancer: WireLoadBalancer }, route: string): LoadBalancer {
  return new LoadBalancer(core, open(body, "load_balancer", route));
}

export const loadBalancers = (core: Core): LoadBalancers => new LoadBalancers(core);
