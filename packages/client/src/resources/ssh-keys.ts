import { Call } from "../call.js";
import type { Core } from "../core.js";
import { type CreateOptions, creating } from "../exactly-once.js";
import type {
  SshKeysInput,
  SshKeysListQuery,
  SshKeysUpdateBody,
  SshKeys as WireKey,
} from "../generated/types/ssh-keys.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { idOf, type Known, type SshKeyReference } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownKey = Known<WireKey, "id" | "fingerprint">;

/** An SSH key without its other fields: everything that needs only its number or fingerprint. */
export class SshKeyRef<
  W extends { id?: number; fingerprint?: string } = { id?: number; fingerprint?: string },
> extends Snapshot<W> {
  /** The key as it is now, as a new object. `GET /v2/account/keys/{ssh_key_identifier}` */
  fetch(options: CallOptions = {}): Call<SshKey> {
    return new SshKeys(this[via]).get(this.#identifier(), options);
  }

  /** Changes the name; gives the changed key as a new object. `PUT /v2/account/keys/{ssh_key_identifier}` */
  update(body: SshKeysUpdateBody, options: CallOptions = {}): Call<SshKey> {
    return new SshKeys(this[via]).update(this.#identifier(), body, options);
  }

  /** Removes the key from the account; droplets that have it keep it. `DELETE /v2/account/keys/{ssh_key_identifier}` */
  delete(options: CallOptions = {}): Call<void> {
    return new SshKeys(this[via]).delete(this.#identifier(), options);
  }

  #identifier(): number | string {
    const { id, fingerprint } = this.toJSON();
    // One of them is there; a path without either is refused.
    return id ?? fingerprint ?? "";
  }
}

/** An SSH public key of the account, as it was at one moment. */
export class SshKey extends SshKeyRef<WireKey> {}

export interface SshKey extends KnownKey {}

/** The SSH public keys of the account. */
export class SshKeys {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All keys. `GET /v2/account/keys` (the API allows 10 of these requests a minute) */
  list(query: SshKeysListQuery = {}, options: CallOptions = {}): List<SshKey> {
    return this.#core.list("GET /v2/account/keys", { ...options, query }, (wire) => new SshKey(this.#core, wire));
  }

  /** One key by number or fingerprint. `GET /v2/account/keys/{ssh_key_identifier}` */
  get(key: SshKeyReference, options: CallOptions = {}): Call<SshKey> {
    const route = "GET /v2/account/keys/{ssh_key_identifier}";
    return this.#core.call(route, { ...options, ...at(key) }, (body) => this.#key(body, route));
  }

  /** A key by number or fingerprint, without a request. */
  ref(key: number | string): SshKeyRef {
    return new SshKeyRef(this.#core, typeof key === "number" ? { id: key } : { fingerprint: key });
  }

  /** The keys with a name; there can be several. Reads the list. */
  findAll({ name }: { readonly name: string }, options: CallOptions = {}): Promise<SshKey[]> {
    return named(this.list({}, options), name);
  }

  /**
   * The key with a name.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
   */
  async find(query: { readonly name: string }, options: CallOptions = {}): Promise<SshKey> {
    return theOnly(await this.findAll(query, options), "SSH key", query.name);
  }

  /**
   * Adds a public key. `POST /v2/account/keys`
   *
   * @example
   * ```ts
   * const key = await client.sshKeys.create({ name: "laptop", public_key: "ssh-ed25519 AAAA... me@laptop" });
   * ```
   * @throws UnprocessableError when the key is malformed or already on the account; AmbiguousResultError when the answer
   *   was lost, unless `exactlyOnce: true` let the client look for the key
   */
  create(body: SshKeysInput, options: CreateOptions = {}): Call<SshKey> {
    const route = "POST /v2/account/keys";
    const create = () => this.#core.exchange(route, { ...options, body }, (answer) => this.#key(answer, route));
    const find = async () => {
      for await (const { items, response } of this.list({}, options).pages()) {
        const key = items.find(({ public_key }) => material(public_key) === material(body.public_key));
        if (key !== undefined) return { data: key, response };
      }
      return undefined;
    };
    return new Call(creating(this.#core, options, { create, find }));
  }

  /** Changes a key's name. `PUT /v2/account/keys/{ssh_key_identifier}` */
  update(key: SshKeyReference, body: SshKeysUpdateBody, options: CallOptions = {}): Call<SshKey> {
    const route = "PUT /v2/account/keys/{ssh_key_identifier}";
    return this.#core.call(route, { ...options, ...at(key), body }, (answer) => this.#key(answer, route));
  }

  /** Removes a key from the account; droplets that have it keep it. `DELETE /v2/account/keys/{ssh_key_identifier}` */
  delete(key: SshKeyReference, options: CallOptions = {}): Call<void> {
    return this.#core.call("DELETE /v2/account/keys/{ssh_key_identifier}", { ...options, ...at(key) }, () => undefined);
  }

  #key(body: { ssh_key: WireKey }, route: string): SshKey {
    return new SshKey(this.#core, open(body, "ssh_key", route));
  }
}

/** Type and key of a public key line, without its comment. */
function material(publicKey: string): string {
  return publicKey.trim().split(/\s+/, 2).join(" ");
}

function at(key: SshKeyReference): { path: { ssh_key_identifier: number | string } } {
  return { path: { ssh_key_identifier: idOf<number | string>(key) } };
}

export const sshKeys = (core: Core): SshKeys => new SshKeys(core);
