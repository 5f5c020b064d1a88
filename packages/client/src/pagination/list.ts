import type { Exchange, ResponseInfo } from "../call.js";
import { malformed, type ResponseFormatError } from "../errors/transport.js";

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are on all pages, where the API says so. */
  readonly total: number | undefined;
  /** The page as the API sent it. */
  readonly body: unknown;
  readonly response: ResponseInfo;
}

/** How a list gets its pages: `target` is undefined for the first one, then the address that the page before gave. */
export interface ListSource<T> {
  readonly route: string;
  /** The field of a page that holds its elements; without it, the only array of the page. */
  readonly key?: string | undefined;
  readonly fetch: (target: string | undefined) => Promise<Exchange<unknown>>;
  readonly convert: (wire: never) => T;
}

/**
 * A list of the API: lazy, and complete once it has been read to its end. No request is made before it is read,
 * and a page that fails ends the reading with its error - never with a short list.
 */
export class List<T> implements AsyncIterable<T> {
  readonly #source: ListSource<T>;

  constructor(source: ListSource<T>) {
    this.#source = source;
  }

  /** The elements one by one; pages are fetched as they are needed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** All elements of all pages. */
  async all(): Promise<T[]> {
    const all: T[] = [];
    for await (const item of this) all.push(item);
    return all;
  }

  /** The first page alone: one request. */
  async firstPage(): Promise<Page<T>> {
    return this.#read(await this.#source.fetch(undefined));
  }

  /** Page by page. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    const seen = new Set<string>();
    for (let target: string | undefined; ; ) {
      const exchange = await this.#source.fetch(target);
      yield this.#read(exchange);
      target = nextOf(exchange.data);
      if (target === undefined) return;
      if (!URL.canParse(target) && !/^\/(?!\/)/.test(target))
        throw this.#malformed(`its next page is no address: ${target}`);
      if (seen.has(target)) throw this.#malformed(`its next page is one that was already read: ${target}`);
      seen.add(target);
    }
  }

  #read({ data, response }: Exchange<unknown>): Page<T> {
    const convert = this.#source.convert as (wire: unknown) => T;
    const elements = this.#elements(data);
    try {
      return { items: elements.map((wire) => convert(wire)), total: totalOf(data), body: data, response };
    } catch (cause) {
      throw this.#malformed("the page has an element of another form", { cause });
    }
  }

  #elements(body: unknown): unknown[] {
    const fields: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
    const { key } = this.#source;
    if (key !== undefined) {
      const value = fields[key];
      if (Array.isArray(value)) return value as unknown[];
      // An empty collection has been seen as null.
      if (value === null) return [];
      throw this.#malformed(`the page has no list "${key}"`);
    }
    const arrays = Object.values(fields).filter((value) => Array.isArray(value)) as unknown[][];
    const nothing = Object.entries(fields).filter(
      ([name, value]) => value === null && name !== "links" && name !== "meta",
    );
    if (arrays.length === 1) return arrays[0] as unknown[];
    if (arrays.length === 0 && nothing.length === 1) return [];
    throw this.#malformed(
      `the page has ${arrays.length} lists among ${Object.keys(fields).join(", ") || "no fields"}; name one by "key"`,
    );
  }

  #malformed(message: string, options?: ErrorOptions): ResponseFormatError {
    return malformed(this.#source.route, message, options);
  }
}

function nextOf(body: unknown): string | undefined {
  const next = dig(body, "links", "pages", "next");
  return typeof next === "string" && next !== "" ? next : undefined;
}

function totalOf(body: unknown): number | undefined {
  const total = dig(body, "meta", "total");
  return typeof total === "number" ? total : undefined;
}

function dig(value: unknown, ...names: string[]): unknown {
  let found = value;
  for (const name of names) found = typeof found === "object" && found !== null ? Reflect.get(found, name) : undefined;
  return found;
}
