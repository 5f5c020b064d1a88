import type { Exchange, ResponseInfo } from "../call.js";
import { malformed, type ResponseFormatError } from "../errors/transport.js";
import { type Ahead, askAhead } from "./ahead.js";
import { type Next, nextPage, numbered, totalOf } from "./next.js";

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are on all pages, where the API says so. */
  readonly total: number | undefined;
  /** The page as the API sent it. */
  readonly body: unknown;
  readonly response: ResponseInfo;
}

/** How a list gets its pages. */
export interface ListSource<T> {
  readonly route: string;
  /** The field of a page that holds its elements; without it, the only array of the page. */
  readonly key?: string | undefined;
  /** Elements that are asked for per page. */
  readonly perPage: number;
  readonly fetch: (next: Next | undefined) => Promise<Exchange<unknown>>;
  readonly convert: (wire: never) => T;
}

/** Pages that are asked for at the same time where the whole list is wanted and its length is known. */
const atOnce = 10;

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

  /** All elements of all pages; after the first, pages are asked for several at a time. */
  async all(): Promise<T[]> {
    const pages: (readonly T[])[] = [];
    for await (const { items } of this.#walk(atOnce)) pages.push(items);
    return pages.flat() as T[];
  }

  /** The first page alone: one request. */
  async firstPage(): Promise<Page<T>> {
    return this.#read(await this.#source.fetch(undefined));
  }

  /** Page by page. */
  pages(): AsyncGenerator<Page<T>, void, undefined> {
    return this.#walk(1);
  }

  /** Pages in order; of a list whose pages have numbers, `width` are under way at a time once the first was read. */
  async *#walk(width: number): AsyncGenerator<Page<T>, void, undefined> {
    const { fetch, perPage } = this.#source;
    const visited = new Set<string>();
    let ahead: Ahead | undefined;
    let next: Next | undefined;
    let seen = 0;
    let first: string | undefined;
    try {
      for (let number = 1; ; number++) {
        const page = this.#read(await (ahead?.take() ?? fetch(next)));
        const before = first;
        first = JSON.stringify(page.items[0]);
        // A server that knows nothing of pages answers every number with the same one.
        if (typeof next === "object" && first === before) return;
        seen += page.items.length;
        yield page;
        next = nextPage({ body: page.body, count: page.items.length, seen, page: number, perPage });
        if (next === undefined) return;
        this.#check(next, visited);
        if (width > 1) ahead ??= askAhead(following(next, page), width, fetch);
      }
    } finally {
      ahead?.stop();
    }
  }

  #check(next: Next, visited: Set<string>): void {
    if (typeof next !== "string") return;
    if (!URL.canParse(next) && !/^\/(?!\/)/.test(next)) throw this.#malformed(`its next page is no address: ${next}`);
    if (visited.has(next)) throw this.#malformed(`its next page was read already: ${next}`);
    visited.add(next);
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
      // An array; some collections are maps by id, and an empty one has been seen as null.
      if (typeof value === "object") return Object.values(value ?? {});
      throw this.#malformed(`the page has no list "${key}"`);
    }
    const arrays = Object.values(fields).filter(Array.isArray) as unknown[][];
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

/** The addresses of all pages after the first, as far as they can be told from it. */
function* following(second: Next, { items, total = 0 }: Page<unknown>): Generator<Next, void, undefined> {
  for (let page = 2; (page - 1) * items.length < total && items.length > 0; page++) {
    const address = numbered(second, page);
    if (address === undefined) return;
    yield address;
  }
}
