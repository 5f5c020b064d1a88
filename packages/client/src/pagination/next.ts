/** Where the next page is: an address that the API gave, or query parameters to ask with again. */
export type Next = string | Readonly<Record<string, string | number>>;

/** What is known after a page was read. */
export interface Progress {
  /** The page as the API sent it. */
  readonly body: unknown;
  /** Elements on this page. */
  readonly count: number;
  /** Elements on all pages so far, this one included. */
  readonly seen: number;
  /** The number of this page, counted from 1. */
  readonly page: number;
  /** Elements that were asked for per page. */
  readonly perPage: number;
}

/**
 * Finds the next page in any of the ways in which the API tells of one; undefined after the last. A list without any word
 * of its pages is asked for one more page as long as its pages are full.
 */
export function nextPage({ body, count, seen, page, perPage }: Progress): Next | undefined {
  const link = dig(body, "links", "pages", "next");
  if (typeof link === "string" && link !== "") return link;
  if (dig(body, "has_more") === true) return after(dig(body, "last_id"));
  if (isObject(dig(body, "links"))) return undefined;
  const pages = numberIn(body, ["total_pages"], ["meta", "pages"]);
  if (pages !== undefined) return page < pages ? { page: page + 1 } : undefined;
  const total = totalOf(body) ?? numberIn(body, ["total"]);
  const more = total === undefined ? count === perPage : seen < total && count > 0;
  return more ? { page: page + 1 } : undefined;
}

/** How many elements there are on all pages, where the API says so. */
export function totalOf(body: unknown): number | undefined {
  return numberIn(body, ["meta", "total"]);
}

/** The address of another page, made from that of the second; undefined where pages have no numbers. */
export function numbered(second: Next, page: number): Next | undefined {
  if (typeof second === "object") return "page" in second ? { page } : undefined;
  const parameter = /([?&]page=)2(?=&|$)/;
  return parameter.test(second) ? second.replace(parameter, `$1${page}`) : undefined;
}

function after(id: unknown): Next | undefined {
  return typeof id === "string" && id !== "" ? { after: id } : undefined;
}

function numberIn(body: unknown, ...paths: string[][]): number | undefined {
  return paths.map((path) => dig(body, ...path)).find((value) => typeof value === "number") as number | undefined;
}

function dig(value: unknown, ...names: string[]): unknown {
  let found = value;
  for (const name of names) found = isObject(found) ? found[name] : undefined;
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
