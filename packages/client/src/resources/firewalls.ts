import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  FirewallsAddRulesBody,
  FirewallsCreateBody,
  FirewallsListQuery,
  Firewall as WireFirewall,
} from "../generated/types/firewalls.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type Readiness, ReadyCall, whenReady } from "./readiness.js";
import { type ById, type ByName, type ByUuid, idOf, type Known, nameOf } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownFirewall = Known<
  WireFirewall,
  | "id"
  | "name"
  | "status"
  | "created_at"
  | "pending_changes"
  | "droplet_ids"
  | "tags"
  | "inbound_rules"
  | "outbound_rules"
>;

/** What a firewall is made of, as the API has it: the same for its creation and for its replacement. */
export type FirewallBody = FirewallsCreateBody;
/** Rules to add or to remove: `inbound_rules`, `outbound_rules` or both. */
export type FirewallRules = FirewallsAddRulesBody;

const readiness: Readiness<Firewall> = {
  what: "firewalls",
  statusOf: (firewall) => firewall.status,
  ready: ["succeeded"],
  failed: ["failed"],
};

/** A firewall without its fields: everything that needs only its id. */
export class FirewallRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The firewall as it is now, as a new object. `GET /v2/firewalls/{firewall_id}` */
  fetch(options: CallOptions = {}): Call<Firewall> {
    const core = this[via];
    const route = "GET /v2/firewalls/{firewall_id}";
    return core.call(route, { ...options, ...this.#at() }, (body) => firewallIn(core, body, route));
  }

  /**
   * Replaces the firewall; gives the new one, or the one that is in force by `.ready()`. What the body leaves out is
   * reset: rules, droplets and tags that are to stay have to be named. `PUT /v2/firewalls/{firewall_id}`
   */
  update(body: FirewallBody, options: CallOptions = {}): ReadyCall<Firewall> {
    const core = this[via];
    const route = "PUT /v2/firewalls/{firewall_id}";
    const args = { ...options, ...this.#at(), body };
    const exchange = core.exchange(route, args, (answer) => firewallIn(core, answer, route));
    return new ReadyCall(exchange, { core, readiness });
  }

  /** Deletes the firewall; its droplets are open then. `DELETE /v2/firewalls/{firewall_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/firewalls/{firewall_id}", { ...options, ...this.#at() }, () => undefined);
  }

  /** Puts droplets behind the firewall, 10 at most in all. `POST /v2/firewalls/{firewall_id}/droplets` */
  addDroplets(droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { droplet_ids: droplets.map(idOf<number>) } };
    return this[via].call("POST /v2/firewalls/{firewall_id}/droplets", args, () => undefined);
  }

  /** Takes droplets from behind the firewall. `DELETE /v2/firewalls/{firewall_id}/droplets` */
  removeDroplets(droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { droplet_ids: droplets.map(idOf<number>) } };
    return this[via].call("DELETE /v2/firewalls/{firewall_id}/droplets", args, () => undefined);
  }

  /** Puts all droplets with one of these tags, which must exist, behind it. `POST /v2/firewalls/{firewall_id}/tags` */
  addTags(tags: readonly ByName[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { tags: tags.map(nameOf) } };
    return this[via].call("POST /v2/firewalls/{firewall_id}/tags", args, () => undefined);
  }

  /** Takes the droplets with these tags from behind it. `DELETE /v2/firewalls/{firewall_id}/tags` */
  removeTags(tags: readonly ByName[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { tags: tags.map(nameOf) } };
    return this[via].call("DELETE /v2/firewalls/{firewall_id}/tags", args, () => undefined);
  }

  /** Adds rules to those that it has. `POST /v2/firewalls/{firewall_id}/rules` */
  addRules(rules: FirewallRules, options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: rules };
    return this[via].call("POST /v2/firewalls/{firewall_id}/rules", args, () => undefined);
  }

  /** Removes the rules that are like these. `DELETE /v2/firewalls/{firewall_id}/rules` */
  removeRules(rules: FirewallRules, options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: rules };
    return this[via].call("DELETE /v2/firewalls/{firewall_id}/rules", args, () => undefined);
  }

  #at(): { path: { firewall_id: string } } {
    return { path: { firewall_id: this.id } };
  }
}

/** A firewall for droplets, as it was at one moment. */
export class Firewall extends FirewallRef<WireFirewall> {
  /**
   * Waits until no change is pending on any droplet.
   *
   * @throws ResourceFailedError when a change could not be made; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  ready(options: WaitOptions<Firewall> = {}): Promise<Firewall> {
    return whenReady<Firewall>(this[via], this, { ...options, readiness });
  }
}

export interface Firewall extends KnownFirewall {}

/** The firewalls of the account. */
export class Firewalls {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All firewalls. `GET /v2/firewalls` */
  list(query: FirewallsListQuery = {}, options: CallOptions = {}): List<Firewall> {
    return this.#core.list("GET /v2/firewalls", { ...options, query }, (wire) => new Firewall(this.#core, wire));
  }

  /** The firewalls in force for a droplet, by its number or its tags. `GET /v2/droplets/{droplet_id}/firewalls` */
  ofDroplet(droplet: ById, options: CallOptions = {}): List<Firewall> {
    const args = { ...options, path: { droplet_id: idOf(droplet) } };
    return this.#core.list("GET /v2/droplets/{droplet_id}/firewalls", args, (wire) => new Firewall(this.#core, wire));
  }

  /** One firewall by id. `GET /v2/firewalls/{firewall_id}` */
  get(firewall: ByUuid, options: CallOptions = {}): Call<Firewall> {
    return this.ref(idOf(firewall)).fetch(options);
  }

  /** A firewall by id, without a request: `client.firewalls.ref(id).addTags(["web"])`. */
  ref(id: string): FirewallRef {
    return new FirewallRef(this.#core, { id });
  }

  /** The firewalls with a name: one or none. Reads the list. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<Firewall[]> {
    return named(this.list({}, options), name);
  }

  /**
   * The firewall with a name. Reads the list.
   *
   * @throws NameNotFoundError when there is none
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<Firewall> {
    return theOnly(await this.findAll(query, options), "firewall", query.name);
  }

  /**
   * Creates a firewall. Await it for what was accepted, or `.ready()` for the one that is in force. `POST /v2/firewalls`
   *
   * @example
   * ```ts
   * const anywhere = { addresses: ["0.0.0.0/0", "::/0"] };
   * const firewall = await client.firewalls
   *   .create({
   *     name: "web",
   *     tags: ["web"],
   *     inbound_rules: [{ protocol: "tcp", ports: "443", sources: anywhere }],
   *     outbound_rules: [{ protocol: "tcp", ports: "all", destinations: anywhere }],
   *   })
   *   .ready();
   * ```
   * @throws ConflictError when the name is taken; UnprocessableError for a rule, droplet or tag that the API refuses
   */
  create(body: FirewallBody, options: CallOptions = {}): ReadyCall<Firewall> {
    const core = this.#core;
    const route = "POST /v2/firewalls";
    const exchange = core.exchange(route, { ...options, body }, (answer) => firewallIn(core, answer, route));
    return new ReadyCall(exchange, { core, readiness });
  }

  /** Replaces a firewall; what the body leaves out is reset. `PUT /v2/firewalls/{firewall_id}` */
  update(firewall: ByUuid, body: FirewallBody, options: CallOptions = {}): ReadyCall<Firewall> {
    return this.ref(idOf(firewall)).update(body, options);
  }

  /** Deletes a firewall; its droplets are open then. `DELETE /v2/firewalls/{firewall_id}` */
  delete(firewall: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(firewall)).delete(options);
  }

  /** Puts droplets behind a firewall, 10 at most in all. `POST /v2/firewalls/{firewall_id}/droplets` */
  addDroplets(firewall: ByUuid, droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(firewall)).addDroplets(droplets, options);
  }

  /** Takes droplets from behind a firewall. `DELETE /v2/firewalls/{firewall_id}/droplets` */
  removeDroplets(firewall: ByUuid, droplets: readonly ById[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(firewall)).removeDroplets(droplets, options);
  }

  /** Puts all droplets with one of these tags, which must exist, behind one. `POST /v2/firewalls/{firewall_id}/tags` */
  addTags(firewall: ByUuid, tags: readonly ByName[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(firewall)).addTags(tags, options);
  }

  /** Takes the droplets with these tags from behind one. `DELETE /v2/firewalls/{firewall_id}/tags` */
  removeTags(firewall: ByUuid, tags: readonly ByName[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(firewall)).removeTags(tags, options);
  }

  /** Adds rules to those that a firewall has. `POST /v2/firewalls/{firewall_id}/rules` */
  addRules(firewall: ByUuid, rules: FirewallRules, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(firewall)).addRules(rules, options);
  }

  /** Removes the rules of a firewall that are like these. `DELETE /v2/firewalls/{firewall_id}/rules` */
  removeRules(firewall: ByUuid, rules: FirewallRules, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(firewall)).removeRules(rules, options);
  }
}

function firewallIn(core: Core, body: { firewall: WireFirewall }, route: string): Firewall {
  return new Firewall(core, open(body, "firewall", route));
}

export const firewalls = (core: Core): Firewalls => new Firewalls(core);
