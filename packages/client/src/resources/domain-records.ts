import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  DomainRecordInput,
  DomainsCreateRecordBody,
  DomainsListRecordsQuery,
  DomainRecord as WireRecord,
} from "../generated/types/domain-records.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { DomainRef } from "./domains.js";
import { open } from "./envelope.js";
import { type ById, idOf, type Known } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownRecord = Known<
  WireRecord,
  "id" | "type" | "name" | "data" | "priority" | "port" | "ttl" | "weight" | "flags" | "tag"
>;

/** What a new record says. An address belongs to the domain itself where no name is given. */
export type NewDomainRecord = NameOptional<DomainsCreateRecordBody>;
type NameOptional<B> = B extends { type: "A" | "AAAA" } ? Omit<B, "name"> & { name?: string } : B;

/** What changes of a record: fields that are left out stay as they are, `null` takes a number away. */
export type DomainRecordChange = DomainRecordInput;

/** A record of a domain without its fields: everything that needs only its number. */
export class DomainRecordRef<W extends { id?: number } = { id: number }> extends Snapshot<W> {
  declare readonly id: number;
  /** The domain that the record belongs to. */
  declare readonly domain: DomainRef;

  constructor(core: Core, wire: W, place: { readonly domain: DomainRef }) {
    super(core, wire, place);
  }

  /** The record as it is now, as a new object. `GET /v2/domains/{domain_name}/records/{domain_record_id}` */
  fetch(options: CallOptions = {}): Call<DomainRecord> {
    return this.#records().get(this.id, options);
  }

  /** Changes the record; gives the changed one. `PUT /v2/domains/{domain_name}/records/{domain_record_id}` */
  update(body: DomainRecordChange, options: CallOptions = {}): Call<DomainRecord> {
    return this.#records().update(this, body, options);
  }

  /** Changes the record; gives the changed one. `PATCH /v2/domains/{domain_name}/records/{domain_record_id}` */
  patch(body: DomainRecordChange, options: CallOptions = {}): Call<DomainRecord> {
    return this.#records().patch(this, body, options);
  }

  /** Deletes the record. `DELETE /v2/domains/{domain_name}/records/{domain_record_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return this.#records().delete(this.id, options);
  }

  #records(): DomainRecords {
    return new DomainRecords(this[via], this.domain);
  }
}

/** A record of a domain, as it was at one moment: `ttl` in seconds, `name` relative to the domain, which is `@` itself. */
export class DomainRecord extends DomainRecordRef<WireRecord> {}

export interface DomainRecord extends KnownRecord {}

/** The records of one domain. */
export class DomainRecords {
  readonly domain: DomainRef;
  readonly #core: Core;

  constructor(core: Core, domain: DomainRef) {
    this.#core = core;
    this.domain = domain;
  }

  /**
   * All records, or those of a `type` or `name`; the name is a full one: `www.example.com`.
   * `GET /v2/domains/{domain_name}/records`
   */
  list(query: DomainsListRecordsQuery = {}, options: CallOptions = {}): List<DomainRecord> {
    const args = { ...options, path: { domain_name: this.domain.name }, query };
    return this.#core.list("GET /v2/domains/{domain_name}/records", args, (wire) => this.#made(wire));
  }

  /** One record by number. `GET /v2/domains/{domain_name}/records/{domain_record_id}` */
  get(record: ById, options: CallOptions = {}): Call<DomainRecord> {
    const route = "GET /v2/domains/{domain_name}/records/{domain_record_id}";
    const args = { ...options, ...this.#at(record) };
    return this.#core.call(route, args, (answer) => this.#made(open(answer, "domain_record", route)));
  }

  /** A record by number, without a request. */
  ref(id: number): DomainRecordRef {
    return new DomainRecordRef(this.#core, { id }, { domain: this.domain });
  }

  /**
   * Adds a record. Names of hosts in `data` end with a dot. `POST /v2/domains/{domain_name}/records`
   *
   * @example
   * ```ts
   * const records = client.domains.records("example.com");
   * await records.create({ type: "A", data: "203.0.113.7" });
   * await records.create({ type: "MX", name: "@", data: "mail.example.com.", priority: 10, ttl: 3600 });
   * ```
   * @throws UnprocessableError for a record that cannot be
   */
  create(body: NewDomainRecord, options: CallOptions = {}): Call<DomainRecord> {
    const route = "POST /v2/domains/{domain_name}/records";
    const args = { ...options, path: { domain_name: this.domain.name }, body: named(body) };
    return this.#core.call(route, args, (answer) => this.#made(open(answer, "domain_record", route)));
  }

  /** Changes a record; gives the changed one. `PUT /v2/domains/{domain_name}/records/{domain_record_id}` */
  update(record: ById, body: DomainRecordChange, options: CallOptions = {}): Call<DomainRecord> {
    const route = "PUT /v2/domains/{domain_name}/records/{domain_record_id}";
    const args = { ...options, ...this.#at(record), body: typed(record, body) };
    return this.#core.call(route, args, (answer) => this.#made(open(answer, "domain_record", route)));
  }

  /** Changes a record; gives the changed one. `PATCH /v2/domains/{domain_name}/records/{domain_record_id}` */
  patch(record: ById, body: DomainRecordChange, options: CallOptions = {}): Call<DomainRecord> {
    const route = "PATCH /v2/domains/{domain_name}/records/{domain_record_id}";
    const args = { ...options, ...this.#at(record), body: typed(record, body) };
    return this.#core.call(route, args, (answer) => this.#made(open(answer, "domain_record", route)));
  }

  /** Deletes a record. `DELETE /v2/domains/{domain_name}/records/{domain_record_id}` */
  delete(record: ById, options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(record) };
    return this.#core.call("DELETE /v2/domains/{domain_name}/records/{domain_record_id}", args, () => undefined);
  }

  #made(wire: WireRecord): DomainRecord {
    return new DomainRecord(this.#core, wire, { domain: this.domain });
  }

  #at(record: ById): { path: { domain_name: string; domain_record_id: number } } {
    return { path: { domain_name: this.domain.name, domain_record_id: idOf(record) } };
  }
}

function named(body: NewDomainRecord): DomainsCreateRecordBody {
  return body.type === "A" || body.type === "AAAA" ? { ...body, name: body.name ?? "@" } : body;
}

/** The API document asks for the type with every change: it is sent where it is known. */
function typed(record: ById, body: DomainRecordChange): DomainRecordChange {
  const { type } = typeof record === "object" ? (record as WireRecord) : {};
  return type === undefined ? body : { type, ...body };
}
