import { unprocessable } from "../problem.js";
import type { Source } from "../state/documents.js";

const DEFAULT_SIZE = 20;
const MAX_SIZE = 200;

export interface PageAnswer<T> {
  items: T[];
  links: { pages?: Record<string, string> };
  meta: { total: number };
}

/** Where a request went, as far as the links of its answer repeat it. */
export interface PageAddress {
  origin: string;
  pathname: string;
  query: URLSearchParams;
}

/** The page that `address` asks for. Past the end it is empty, with the right total. */
export function paginate<T>(source: Source<T>, address: PageAddress): PageAnswer<T> {
  const page = positive(address.query, "page") ?? 1;
  const size = Math.min(positive(address.query, "per_page") ?? DEFAULT_SIZE, MAX_SIZE);
  const total = source.count();
  const items = source.slice((page - 1) * size, size);
  return { items, links: pageLinks(address, page, Math.ceil(total / size)), meta: { total } };
}

function pageLinks({ origin, pathname, query }: PageAddress, page: number, last: number): PageAnswer<never>["links"] {
  const link = (number: number) => {
    const repeated = new URLSearchParams(query);
    repeated.set("page", String(number));
    return `${origin}${pathname}?${repeated.toString()}`;
  };
  const pages: Record<string, string> = {};
  if (page > 1) {
    pages.first = link(1);
    pages.prev = link(Math.max(Math.min(page - 1, last), 1));
  }
  if (page < last) {
    pages.next = link(page + 1);
    pages.last = link(last);
  }
  return page > 1 || last > 1 ? { pages } : {};
}

function positive(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^0*[1-9]\d{0,8}$/.test(text)) throw unprocessable(`${name} must be a whole number from 1.`);
  return Number(text);
}

/** A list that is at hand as a source of pages. */
export function fromArray<T>(items: readonly T[]): Source<T> {
  return { count: () => items.length, slice: (offset, limit) => items.slice(offset, offset + limit) };
}

/** Each item as `view` shows it; only the items of the page are looked at. */
export function mapped<T, U>(source: Source<T>, view: (item: T) => U): Source<U> {
  return { count: () => source.count(), slice: (offset, limit) => source.slice(offset, limit).map(view) };
}

/** The items of `first`, then those of `second`. */
export function concatenated<T>(first: Source<T>, second: Source<T>): Source<T> {
  return {
    count: () => first.count() + second.count(),
    slice(offset, limit) {
      const head = first.slice(offset, limit);
      const rest = limit - head.length;
      return rest === 0 ? head : [...head, ...second.slice(Math.max(offset - first.count(), 0), rest)];
    },
  };
}
