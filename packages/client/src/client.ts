import type { Call } from "./call.js";
import { Core } from "./core.js";
import { type ClientOptions, readOptions } from "./options.js";
import type { List } from "./pagination/list.js";
import type { RateLimit } from "./rate-limit.js";
import type { Definition, Resources } from "./resources/registry.js";
import type { Args, CallOptions, Item, ListArgs, ListRoute, RequestArgs, Result, Route } from "./routes.js";

/** The wire level of a client: requests and lists by route. `new DigitalOcean()` adds every resource to it. */
export class Client {
  readonly #core: Core;

  /**
   * @param core what sends the requests
   * @param resources each is made when it is first used, and reached under its name
   */
  protected constructor(core: Core, resources: Definitions) {
    this.#core = core;
    core.resources = this as Partial<Resources>;
    for (const [name, define] of Object.entries(resources)) {
      let resource: unknown;
      Object.defineProperty(this, name, { get: () => (resource ??= define(core)), enumerable: true });
    }
  }

  /**
   * Makes a request to any operation of the API.
   *
   * @example
   * ```ts
   * const { droplet } = await client.request("GET /v2/droplets/{droplet_id}", { path: { droplet_id: 123 } });
   * ```
   * @returns the body of the answer, untouched; `undefined` for an empty one
   * @throws ApiError (by status), NetworkError, TimeoutError, AmbiguousResultError, ResponseFormatError
   */
  request<R extends Route>(route: R, ...[args]: RequestArgs<R>): Call<Result<R>> {
    return this.#core.call(route, args as (Args<R> & CallOptions) | undefined, (body) => body);
  }

  /**
   * The elements of a list operation, over all its pages.
   *
   * @example
   * ```ts
   * for await (const size of client.paginate("GET /v2/sizes")) console.log(size.slug);
   * ```
   */
  paginate<R extends ListRoute>(route: R, ...[args]: ListArgs<R>): List<Item<R>> {
    return this.#core.list(route, args as Args<R> & CallOptions, (item) => item);
  }

  /** What the API said of the token's budget in its last answer; undefined before the first. */
  get rateLimit(): RateLimit | undefined {
    return this.#core.rateLimit;
  }

  /** Closes the idle connections. A request made later opens new ones. */
  close(): void {
    this.#core.settings.sender.close?.();
  }
}

/**
 * A client with the named resources only, so that a bundle carries no more than it uses. What else a bundle may lack has
 * to be asked for: pacing (`rateBudget: new LocalBudget()`), and the operations on other hosts (`new DigitalOcean()`).
 *
 * @example
 * ```ts
 * const client = createClient({ resources: { droplets } });
 * ```
 */
export function createClient<D extends Definitions>(
  options: ClientOptions & { readonly resources: D },
): Client & { readonly [K in keyof D]: ReturnType<D[K]> } {
  // The constructor gives it a property for each resource, which the compiler cannot see.
  return new PartialClient(options) as unknown as Client & { readonly [K in keyof D]: ReturnType<D[K]> };
}

type Definitions = Readonly<Record<string, Definition<unknown>>>;
type PartialOptions = ClientOptions & { readonly resources: Definitions };

class PartialClient extends Client {
  constructor({ resources, ...options }: PartialOptions) {
    super(new Core(readOptions(options)), resources);
  }
}
