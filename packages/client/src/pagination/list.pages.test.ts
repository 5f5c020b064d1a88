import { describe, expect, it } from "vitest";
import { List } from "./list.js";

const response = { status: 200, headers: {}, requestId: undefined, url: "https://api.digitalocean.com/v2/things" };
const linked = (things: number[], total: number, next?: number) => ({
  things,
  links: next === undefined ? {} : { pages: { next: `/things?page=${next}` } },
  meta: { total },
});

/** A list of two elements a page over bodies by page; answers come after as many turns of the event loop as `delay` says. */
function listOf(pages: Record<string, unknown>, delay: (page: string) => number = () => 0, finished: string[] = []) {
  const asked: string[] = [];
  const underWay = new Set<string>();
  let most = 0;
  const list = new List<unknown>({
    route: "GET /v2/things",
    perPage: 2,
    convert: (item: unknown) => item,
    fetch: async (next) => {
      const page = typeof next === "object" ? Object.entries(next).join().replace(",", " ") : (next ?? "first");
      const name = page.replace("/things?page=", "page ");
      asked.push(name);
      underWay.add(name);
      most = Math.max(most, underWay.size);
      for (let turn = delay(name); turn > 0; turn--) await Promise.resolve();
      underWay.delete(name);
      finished.push(name);
      const data = pages[name];
      if (data instanceof Error) throw data;
      return { data, response };
    },
  });
  return { list, asked, most: () => most };
}

/** Pages of two. */
function pagesOf(count: number): Record<string, unknown> {
  const pages: Record<string, unknown> = {};
  for (let page = 1; page <= count; page++) {
    const body = linked([page * 2 - 1, page * 2], count * 2, page < count ? page + 1 : undefined);
    pages[page === 1 ? "first" : `page ${page}`] = body;
  }
  return pages;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("a whole list", () => {
  it("is asked for several pages at a time, each once, and keeps its order whichever answers first", async () => {
    const { list, asked, most } = listOf(pagesOf(20), (page) => 100 - Number(page.slice(5)));
    expect(await list.all()).toEqual(upTo(40));
    expect(asked).toEqual([
      "first",
      ...upTo(20)
        .slice(1)
        .map((page) => `page ${page}`),
    ]);
    expect(most()).toBe(10);
  });

  it("goes on with the pages after a slow one, twenty at most", async () => {
    const finished: string[] = [];
    const { list } = listOf(pagesOf(30), (page) => (page === "page 2" ? 1_000 : 1), finished);
    expect(await list.all()).toEqual(upTo(60));
    expect(finished.indexOf("page 2")).toBe(["first"].length + 20);
  });

  it("fails as a whole when one of its pages fails, and asks for no more", async () => {
    const { list, asked } = listOf({ ...pagesOf(20), "page 3": new Error("page 3 is lost") });
    await expect(list.all()).rejects.toThrow("page 3 is lost");
    expect(asked.length).toBeLessThanOrEqual(13);
  });

  it("whose first page is empty, whatever it says of the others, goes on by its links", async () => {
    const { list, asked } = listOf({ first: linked([], 4, 2), "page 2": linked([1, 2], 4) });
    expect(await list.all()).toEqual([1, 2]);
    expect(asked).toEqual(["first", "page 2"]);
  });

  it("is not asked for by a total that is wrong", async () => {
    const { list, asked } = listOf({ first: linked([1, 2], 1e15, 2), "page 2": linked([3], 3) });
    expect(await list.all()).toEqual([1, 2, 3]);
    expect(asked.length).toBeLessThan(25);
  });

  it("that grew meanwhile has what was added", async () => {
    const { list } = listOf({ first: linked([1, 2], 4, 2), "page 2": linked([3, 4], 5, 3), "page 3": linked([5], 5) });
    expect(await list.all()).toEqual([1, 2, 3, 4, 5]);
  });

  it("that shrank meanwhile ends where its links end", async () => {
    const { list } = listOf({ first: linked([1, 2], 6, 2), "page 2": linked([3], 3), "page 3": linked([], 3) });
    expect(await list.all()).toEqual([1, 2, 3]);
  });
});

describe("an iterated list", () => {
  it("asks for a page when it is needed", async () => {
    const { list, asked, most } = listOf(pagesOf(20));
    for await (const item of list) if (item === 5) break;
    expect(asked).toEqual(["first", "page 2", "page 3"]);
    expect(most()).toBe(1);
  });
});

describe("a list without links", () => {
  it("goes on by number as long as elements are missing", async () => {
    const { list, asked } = listOf({ first: { things: [1, 2], total: 3 }, "page 2": { things: [3], total: 3 } });
    expect(await list.all()).toEqual([1, 2, 3]);
    expect(asked).toEqual(["first", "page 2"]);
  });

  it("goes on after its last element", async () => {
    const { list, asked } = listOf({
      first: { things: [1, 2], has_more: true, last_id: "two" },
      "after two": { things: [3], has_more: false, last_id: "three" },
    });
    expect(await list.all()).toEqual([1, 2, 3]);
    expect(asked).toEqual(["first", "after two"]);
  });

  it("of a server that knows no pages is taken once", async () => {
    const { list, asked } = listOf({ first: { things: [1, 2] }, "page 2": { things: [1, 2] } });
    expect(await list.all()).toEqual([1, 2]);
    expect(asked).toEqual(["first", "page 2"]);
  });
});
