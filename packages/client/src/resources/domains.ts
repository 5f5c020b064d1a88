import { Call } from "../call.js";
import type { Core } from "../core.js";
import { type CreateOptions, creating } from "../exactly-once.js";
import type { DomainInput, DomainsListQuery, Domain as WireDomain } from "../generated/types/domains.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { exists } from "../waiting/read-many.js";
import { DomainRecords } from "./domain-records.js";
import { open } from "./envelope.js";
import { type ByName, nameOf } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

/** A domain without its fields: everything that needs only its name. */
export class DomainRef<W extends { name: string } = { name: string }> extends Snapshot<W> {
  declare readonly name: string;

  /** By which projects know it: `do:domain:example.com`. */
  get urn(): string {
    return `do:domain:${this.name}`;
  }

  /** The domain as it is now, as a new object. `GET /v2/domains/{domain_name}` */
  fetch(options: CallOptions = {}): Call<Domain> {
    return new Domains(this[via]).get(this.name, options);
  }

  /** Deletes the domain with all its records. `DELETE /v2/domains/{domain_name}` */
  delete(options: CallOptions = {}): Call<void> {
    return new Domains(this[via]).delete(this.name, options);
  }

  /** The records of the domain. */
  records(): DomainRecords {
    return new DomainRecords(this[via], this);
  }
}

/** A domain whose name servers are DigitalOcean's, as it was at one moment: `ttl` in seconds. */
export class Domain extends DomainRef<WireDomain> {}

export interface Domain extends Readonly<WireDomain> {}

/** The domains of the account. */
export class Domains {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All domains. `GET /v2/domains` */
  list(query: DomainsListQuery = {}, options: CallOptions = {}): List<Domain> {
    return this.#core.list("GET /v2/domains", { ...options, query }, (wire) => new Domain(this.#core, wire));
  }

  /** One domain by name. `GET /v2/domains/{domain_name}` */
  get(domain: ByName, options: CallOptions = {}): Call<Domain> {
    return new Call(this.#get(domain, options));
  }

  /** A domain by name, without a request. */
  ref(name: string): DomainRef {
    return new DomainRef(this.#core, { name });
  }

  /**
   * Adds a domain, with an address for it if one is given. It comes with its NS and SOA records. `POST /v2/domains`
   *
   * @example
   * ```ts
   * const domain = await client.domains.create({ name: "example.com", ip_address: "203.0.113.7" });
   * await domain.records().create({ type: "CNAME", name: "www", data: "example.com." });
   * ```
   * @throws UnprocessableError for a name that is taken or no domain; AmbiguousResultError when the answer was lost,
   *   unless `exactlyOnce: true` let the client look for the domain
   */
  create(body: DomainInput, options: CreateOptions = {}): Call<Domain> {
    const route = "POST /v2/domains";
    const convert = (answer: { domain: WireDomain }) => new Domain(this.#core, open(answer, "domain", route));
    const create = () => this.#core.exchange(route, { ...options, body }, convert);
    const find = () => exists(this.#get(body, options));
    return new Call(creating(this.#core, options, { create, find }));
  }

  /** Deletes a domain with all its records. `DELETE /v2/domains/{domain_name}` */
  delete(domain: ByName, options: CallOptions = {}): Call<void> {
    return this.#core.call("DELETE /v2/domains/{domain_name}", { ...options, ...at(domain) }, () => undefined);
  }

  /** The records of a domain. */
  records(domain: ByName): DomainRecords {
    return this.ref(nameOf(domain)).records();
  }

  #get(domain: ByName, options: CallOptions) {
    const route = "GET /v2/domains/{domain_name}";
    const convert = (answer: { domain: WireDomain }) => new Domain(this.#core, open(answer, "domain", route));
    return this.#core.exchange(route, { ...options, ...at(domain) }, convert);
  }
}

function at(domain: ByName): { path: { domain_name: string } } {
  return { path: { domain_name: nameOf(domain) } };
}

export const domains = (core: Core): Domains => new Domains(core);
