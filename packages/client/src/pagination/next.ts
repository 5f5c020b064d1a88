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

/** The address of page `to`, made from that of page `from`; undefined where pages have no numbers. */
export function numbered(next: Next, { from, to }: { from: number; to: number }): Next | undefined {
  if (typeof next === "object") return "page" in next ? { page: to } : undefined;
  const parameter = new RegExp(`([?&]page=)${from}(?=&|$)`);
  return parameter.test(next) ? next.replace(parameter, `$1${to}`) : undefined;
}

function after(id: unknown): Next | undefined {
  return typeof id === "string" && id !== "" ? { after: id } : undefined;
}

function numberIn(body: unknown, ...paths: string[][]): number | undefined {
  return paths.map((path) => dig(body, ...path)).find((value) => typeof value === "number") as number | undefined;
}

function dig(value: unknown, ...names: string[]): unknown {
  let found = value;
  for (const name of names) found = isObject(found) ? Reflect.get(found, name) : undefined;
  return found;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
