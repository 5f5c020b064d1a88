import { budgetOfProcess } from "./budget/of-process.js";
import { Call, type Exchange } from "./call.js";
import { Client } from "./client.js";
import { Core, type Order, orderOf } from "./core.js";
import { destinationOf } from "./hosts.js";
import { callNoun } from "./noun-call.js";
import { type ClientOptions, readOptions } from "./options.js";
import type { List } from "./pagination/list.js";
import { registry, type Resources } from "./resources/registry.js";
import type { CallOptions, RequestArgs, Route } from "./routes.js";
import { readEvents, type ServerSentEvent } from "./transport/server-sent-events.js";
import type { QueryValues } from "./transport/url.js";

/** A request by method and path, for what the typed routes do not say. */
export interface RawRequest extends CallOptions {
  /** Default: GET. */
  readonly method?: string;
  /** A path such as "/v2/account", or an absolute URL on the endpoint's origin. */
  readonly path: string;
  readonly query?: QueryValues;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent untouched as JSON, bytes as an octet stream, every other value as JSON made from it. */
  readonly body?: unknown;
}

/**
 * A client with every resource of the API.
 *
 * @example
 * ```ts
 * const client = new DigitalOcean();
 * for await (const droplet of client.droplets.list()) console.log(droplet.name, droplet.status);
 * ```
 */
export class DigitalOcean extends Client {
  readonly #core: Core;

  /**
   * @throws MissingTokenError when there is no token, TypeError when an option is wrong
   */
  constructor(options: ClientOptions = {}) {
    const core = new Core(readOptions(options, budgetOfProcess), destinationOf);
    super(core, registry);
    this.#core = core;
  }

  /** Makes a request by method and path, with the same care as `request`, and without its types. */
  raw(request: RawRequest): Call<unknown> {
    return new Call(this.#core.send(orderOfRaw(request)));
  }

  /** A list by path; `key` names the field of a page that holds the elements (default: its only array). */
  rawList(path: string, options: { key?: string; query?: QueryValues } & CallOptions = {}): List<unknown> {
    return this.#core.pages({ ...options, ...orderOfRaw({ path, ...options }) }, (item: unknown) => item);
  }

  /**
   * Makes a request whose answer is a file, and gives its bytes as they come: PDF, CSV, YAML, logs.
   *
   * @example
   * ```ts
   * const pdf = await client.download("GET /v2/customers/my/invoices/{invoice_uuid}/pdf", {
   *   path: { invoice_uuid: "22737513-0ea7-4206-8ceb-98a575af7681" },
   * });
   * for await (const bytes of pdf) process.stdout.write(bytes);
   * ```
   * @throws what `request` throws; NetworkError when the body is cut off. Read it to its end or leave the loop: until then
   *   its connection stays open.
   */
  download<R extends Route>(route: R, ...[args]: RequestArgs<R>): Call<AsyncIterable<Uint8Array>> {
    const order = { ...orderOf(route, args), stream: true };
    return new Call(this.#core.send(order) as Promise<Exchange<AsyncIterable<Uint8Array>>>);
  }

  /**
   * One call for everything, in the manner of digocn: plain values in, the API's plain JSON out, and a list is whole.
   *
   * @example
   * ```ts
   * const created = await client.call("droplets", "new", null, { name: "a", size: "s-1vcpu-1gb", image: "debian-13-x64" });
   * await client.call("droplets", "reboot", 123);
   * console.log(created, await client.call("sizes"));
   * ```
   * @param action `new`, `show`, `edit`, `destroy`, or the type of an action; without one the subject is read
   * @param subject a number, slug, name or address; without one the noun's list is read
   * @param params fields of the body, or of the query where the call reads
   */
  // oxlint-disable-next-line max-params -- the call has had these four since API v1
  async call(
    noun: string,
    action?: string | null,
    subject?: string | number | null,
    params?: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    return callNoun(this.#core, { noun, action, subject, params });
  }

  /**
   * Makes a request that is answered by server-sent events, as inference does with `stream: true`.
   *
   * @example
   * ```ts
   * const body = { model: "llama3.3-70b-instruct", messages: [{ role: "user" as const, content: "Hello" }], stream: true };
   * for await (const { data } of client.events("POST /v1/chat/completions", { body })) console.log(data);
   * ```
   * @throws what `download` throws
   */
  async *events<R extends Route>(route: R, ...args: RequestArgs<R>): AsyncGenerator<ServerSentEvent, void, undefined> {
    yield* readEvents(await this.download(route, ...args));
  }
}

export interface DigitalOcean extends Resources {}

function orderOfRaw({ path, method = "GET", ...rest }: RawRequest): Order {
  return { ...rest, method: method.toUpperCase(), target: path };
}
