import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  CertificatesCreateBody,
  CertificatesListQuery,
  Certificate as WireCertificate,
} from "../generated/types/certificates.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type Readiness, ReadyCall, whenReady } from "./readiness.js";
import { type ByUuid, idOf, type Known } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownCertificate = Known<WireCertificate, "id" | "name" | "state" | "type" | "dns_names" | "created_at">;

const readiness: Readiness<Certificate> = {
  what: "certificates",
  statusOf: (certificate) => certificate.state,
  ready: ["verified"],
  failed: ["error"],
};

/** A certificate without its fields: everything that needs only its id. */
export class CertificateRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The certificate as it is now, as a new object. `GET /v2/certificates/{certificate_id}` */
  fetch(options: CallOptions = {}): Call<Certificate> {
    const core = this[via];
    const route = "GET /v2/certificates/{certificate_id}";
    const args = { ...options, path: { certificate_id: this.id } };
    return core.call(route, args, (body) => new Certificate(core, open(body, "certificate", route)));
  }

  /**
   * Deletes the certificate. `DELETE /v2/certificates/{certificate_id}`
   *
   * @throws PermissionError while a load balancer or CDN endpoint uses it
   */
  delete(options: CallOptions = {}): Call<void> {
    const args = { ...options, path: { certificate_id: this.id } };
    return this[via].call("DELETE /v2/certificates/{certificate_id}", args, () => undefined);
  }
}

/** A TLS certificate, as it was at one moment. */
export class Certificate extends CertificateRef<WireCertificate> {
  /**
   * Waits until it is verified.
   *
   * @throws ResourceFailedError when it cannot be; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  ready(options: WaitOptions<Certificate> = {}): Promise<Certificate> {
    return whenReady<Certificate>(this[via], this, { ...options, readiness });
  }
}

export interface Certificate extends KnownCertificate {}

/** The TLS certificates of the account. */
export class Certificates {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All certificates, or those with a name. `GET /v2/certificates` */
  list(query: CertificatesListQuery = {}, options: CallOptions = {}): List<Certificate> {
    return this.#core.list("GET /v2/certificates", { ...options, query }, (wire) => new Certificate(this.#core, wire));
  }

  /** One certificate by id. `GET /v2/certificates/{certificate_id}` */
  get(certificate: ByUuid, options: CallOptions = {}): Call<Certificate> {
    return this.ref(idOf(certificate)).fetch(options);
  }

  /** A certificate by id, without a request. */
  ref(id: string): CertificateRef {
    return new CertificateRef(this.#core, { id });
  }

  /** The certificates with a name. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<Certificate[]> {
    return named(this.list({ name }, options), name);
  }

  /**
   * The certificate with a name.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<Certificate> {
    return theOnly(await this.findAll(query, options), "certificate", query.name);
  }

  /**
   * Adds a certificate of your own, or orders one from Let's Encrypt. `POST /v2/certificates`
   *
   * @example
   * ```ts
   * const certificate = await client.certificates
   *   .create({ name: "web", type: "lets_encrypt", dns_names: ["www.example.com"] })
   *   .ready();
   * ```
   */
  create(body: CertificatesCreateBody, options: CallOptions = {}): ReadyCall<Certificate> {
    const core = this.#core;
    const route = "POST /v2/certificates";
    const convert = (answer: { certificate: WireCertificate }) =>
      new Certificate(core, open(answer, "certificate", route));
    return new ReadyCall(core.exchange(route, { ...options, body }, convert), { core, readiness });
  }

  /**
   * Deletes a certificate. `DELETE /v2/certificates/{certificate_id}`
   *
   * @throws PermissionError while a load balancer or CDN endpoint uses it
   */
  delete(certificate: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(certificate)).delete(options);
  }
}

export const certificates = (core: Core): Certificates => new Certificates(core);
