import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  CdnEndpointInput,
  CdnListEndpointsQuery,
  UpdateEndpoint,
  CdnEndpoint as WireCdnEndpoint,
} from "../generated/types/cdn-endpoints.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { open } from "./envelope.js";
import { type ByUuid, idOf, type Known } from "./references.js";
import { Snapshot, via } from "./snapshot.js";

type KnownCdnEndpoint = Known<WireCdnEndpoint, "id" | "origin" | "endpoint" | "ttl" | "created_at">;

/** A CDN endpoint without its fields: everything that needs only its id. */
export class CdnEndpointRef<W extends { id?: string } = { id: string }> extends Snapshot<W> {
  declare readonly id: string;

  /** The endpoint as it is now, as a new object. `GET /v2/cdn/endpoints/{cdn_id}` */
  fetch(options: CallOptions = {}): Call<CdnEndpoint> {
    const core = this[via];
    const route = "GET /v2/cdn/endpoints/{cdn_id}";
    const args = { ...options, ...this.#at() };
    return core.call(route, args, (body) => new CdnEndpoint(core, open(body, "endpoint", route)));
  }

  /**
   * Changes the seconds that files are kept, or the domain of one's own and its certificate; gives the changed endpoint.
   * An empty `custom_domain` takes the domain away. `PUT /v2/cdn/endpoints/{cdn_id}`
   */
  update(body: UpdateEndpoint, options: CallOptions = {}): Call<CdnEndpoint> {
    const core = this[via];
    const route = "PUT /v2/cdn/endpoints/{cdn_id}";
    const args = { ...options, ...this.#at(), body };
    return core.call(route, args, (answer) => new CdnEndpoint(core, open(answer, "endpoint", route)));
  }

  /** Deletes the endpoint, not the Space behind it. `DELETE /v2/cdn/endpoints/{cdn_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/cdn/endpoints/{cdn_id}", { ...options, ...this.#at() }, () => undefined);
  }

  /**
   * Removes files from the cache: paths such as `img/logo.png`, `img/*`, or `*` for everything. The API allows 50 files
   * in 20 seconds. `DELETE /v2/cdn/endpoints/{cdn_id}/cache`
   */
  purgeCache(files: readonly string[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...this.#at(), body: { files: [...files] } };
    return this[via].call("DELETE /v2/cdn/endpoints/{cdn_id}/cache", args, () => undefined);
  }

  #at(): { path: { cdn_id: string } } {
    return { path: { cdn_id: this.id } };
  }
}

/** The content delivery network in front of a Space, as it was at one moment. */
export class CdnEndpoint extends CdnEndpointRef<WireCdnEndpoint> {}

export interface CdnEndpoint extends KnownCdnEndpoint {}

/** The CDN endpoints of the account. The API allows 5 requests in 10 seconds for all of this. */
export class CdnEndpoints {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All CDN endpoints. `GET /v2/cdn/endpoints` */
  list(query: CdnListEndpointsQuery = {}, options: CallOptions = {}): List<CdnEndpoint> {
    return this.#core.list("GET /v2/cdn/endpoints", { ...options, query }, (wire) => new CdnEndpoint(this.#core, wire));
  }

  /** One CDN endpoint by id. `GET /v2/cdn/endpoints/{cdn_id}` */
  get(endpoint: ByUuid, options: CallOptions = {}): Call<CdnEndpoint> {
    return this.ref(idOf(endpoint)).fetch(options);
  }

  /** A CDN endpoint by id, without a request. */
  ref(id: string): CdnEndpointRef {
    return new CdnEndpointRef(this.#core, { id });
  }

  /**
   * Puts a CDN endpoint in front of a Space. `POST /v2/cdn/endpoints`
   *
   * @example
   * ```ts
   * const cdn = await client.cdnEndpoints.create({ origin: "images.nyc3.digitaloceanspaces.com", ttl: 3600 });
   * console.log(cdn.endpoint);
   * ```
   * @throws ConflictError when the Space has one; UnprocessableError when `origin` is no Space
   */
  create(body: CdnEndpointInput, options: CallOptions = {}): Call<CdnEndpoint> {
    const core = this.#core;
    const route = "POST /v2/cdn/endpoints";
    return core.call(route, { ...options, body }, (answer) => new CdnEndpoint(core, open(answer, "endpoint", route)));
  }

  /** Changes a CDN endpoint; an empty `custom_domain` takes the domain away. `PUT /v2/cdn/endpoints/{cdn_id}` */
  update(endpoint: ByUuid, body: UpdateEndpoint, options: CallOptions = {}): Call<CdnEndpoint> {
    return this.ref(idOf(endpoint)).update(body, options);
  }

  /** Deletes a CDN endpoint, not the Space behind it. `DELETE /v2/cdn/endpoints/{cdn_id}` */
  delete(endpoint: ByUuid, options: CallOptions = {}): Call<void> {
    return this.ref(idOf(endpoint)).delete(options);
  }

  /** Removes files from the cache, 50 in 20 seconds. `DELETE /v2/cdn/endpoints/{cdn_id}/cache` */
  purgeCache(endpoint: ByUuid, files: readonly string[], options: CallOptions = {}): Call<void> {
    return this.ref(idOf(endpoint)).purgeCache(files, options);
  }
}

export const cdnEndpoints = (core: Core): CdnEndpoints => new CdnEndpoints(core);
