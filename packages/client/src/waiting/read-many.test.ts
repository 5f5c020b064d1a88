import { describe, expect, it } from "vitest";
import { List } from "../pagination/list.js";
import { clientWith } from "../testing/scripted-client.js";
import { problem } from "../testing/scripted-sender.js";
import { exists, readMany, type Readable } from "./read-many.js";

interface Thing {
  readonly id: number;
}

const response = { status: 200, headers: {}, requestId: undefined, url: "" };

/** A source over the things on some pages; `elsewhere` exist, but in no list. */
async function setUp(
  pages: number[][],
  { elsewhere = [], ...extra }: { elsewhere?: number[]; withoutTotal?: boolean } & Partial<Readable<Thing>> = {},
) {
  const notFound: unknown = await clientWith(problem(404))
    .client.raw({ path: "/v2/x" })
    .catch((error: unknown) => error);
  const requests: string[] = [];
  const existing = new Set([...pages.flat(), ...elsewhere]);
  let underWay = 0;
  let most = 0;
  const source: Readable<Thing> = {
    keyOf: ({ id }) => id,
    get: async (key) => {
      requests.push(`get ${key}`);
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      if (!existing.has(Number(key))) throw notFound;
      return { id: Number(key) };
    },
    list: () =>
      new List<Thing>({
        route: "GET /v2/things",
        perPage: 200,
        convert: (wire: Thing) => wire,
        fetch: (next) => {
          const number = typeof next === "string" ? Number(next.slice(1)) : 1;
          requests.push(`page ${number}`);
          const things = (pages[number - 1] ?? []).map((id) => ({ id }));
          const links = number < pages.length ? { pages: { next: `/${number + 1}` } } : {};
          const meta = extra.withoutTotal === true ? {} : { total: pages.flat().length };
          return Promise.resolve({ data: { things, links, meta }, response });
        },
      }),
    ...extra,
  };
  const read = async (...keys: number[]) => (await readMany(keys, source)).map(({ id }) => id).sort((a, b) => a - b);
  return { read, requests, most: () => most };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("readMany", () => {
  it("asks nothing for nothing", async () => {
    const { read, requests } = await setUp([[1]]);
    expect([await read(), requests]).toEqual([[], []]);
  });

  it("reads one thing by itself", async () => {
    const { read, requests } = await setUp([[1, 2]]);
    expect([await read(2), requests]).toEqual([[2], ["get 2"]]);
  });

  it("reads one thing that is asked for twice by itself", async () => {
    const { read, requests } = await setUp([[1, 2]]);
    expect([await read(2, 2), requests]).toEqual([[2], ["get 2"]]);
  });

  it("reads many from one page", async () => {
    const { read, requests } = await setUp([range(1, 100)]);
    expect([await read(...range(20, 60)), requests]).toEqual([range(20, 60), ["page 1"]]);
  });

  it("reads no page more than it needs", async () => {
    const { read, requests } = await setUp([range(1, 10), range(11, 20), range(21, 30)]);
    expect([await read(2, 4, 12), requests]).toEqual([
      [2, 4, 12],
      ["page 1", "page 2"],
    ]);
  });

  it("goes over to single requests where these are fewer than the pages left", async () => {
    const { read, requests } = await setUp([range(1, 10), range(11, 20), range(21, 30), range(31, 40)]);
    expect(await read(1, 39)).toEqual([1, 39]);
    expect(requests).toEqual(["page 1", "get 39"]);
  });

  it("stays with the list where pages are fewer than single requests", async () => {
    const { read, requests } = await setUp([range(1, 10), range(11, 20), range(21, 30)]);
    expect(await read(1, 25, 26, 27)).toEqual([1, 25, 26, 27]);
    expect(requests).toEqual(["page 1", "page 2", "page 3"]);
  });

  it("stops where an ordered list can have no more", async () => {
    const newestFirst = [range(91, 100).reverse(), range(81, 90).reverse(), range(71, 80).reverse()];
    const { read, requests } = await setUp(newestFirst, {
      elsewhere: [200, 201],
      isPast: ({ id }, wanted) => wanted.every((key) => id < Number(key)),
    });
    expect(await read(98, 97, 200, 201)).toEqual([97, 98, 200, 201]);
    expect(requests).toEqual(["page 1", "get 200", "get 201"]);
  });

  it("reads by themselves those that are in no list", async () => {
    const { read, requests } = await setUp([[1, 2]], { elsewhere: [7, 8] });
    expect(await read(1, 2, 7, 8)).toEqual([1, 2, 7, 8]);
    expect(requests).toEqual(["page 1", "get 7", "get 8"]);
  });

  it("leaves out what does not exist", async () => {
    const { read } = await setUp([[1, 2]]);
    expect(await read(1, 2, 8, 9)).toEqual([1, 2]);
    expect(await read(9)).toEqual([]);
  });

  it("needs no total to come to an end", async () => {
    const { read, requests } = await setUp([range(1, 10), range(11, 20)], { withoutTotal: true });
    expect(await read(1, 2, 11, 99)).toEqual([1, 2, 11]);
    expect(requests).toEqual(["page 1", "page 2", "get 99"]);
  });

  it("takes one more page for cheaper than two single requests where there is no total", async () => {
    const { read, requests } = await setUp([range(1, 10), range(11, 20)], { withoutTotal: true });
    expect(await read(1, 11, 12)).toEqual([1, 11, 12]);
    expect(requests).toEqual(["page 1", "page 2"]);
  });

  it("makes a few single requests at a time", async () => {
    const { read, most } = await setUp([], { elsewhere: range(1, 40) });
    expect(await read(...range(1, 40))).toEqual(range(1, 40));
    expect(most()).toBe(8);
  });

  it.each(["get", "list"] as const)("fails as its %s does", async (way) => {
    const fail = () => {
      throw new Error("no");
    };
    const { read } = await setUp([[1, 2]], { [way]: fail });
    await expect(read(...(way === "get" ? [1] : [1, 2]))).rejects.toThrow("no");
  });
});

describe("exists", () => {
  it("gives the value, undefined for a 404, and every other error", async () => {
    const { client } = clientWith({ body: { id: 1 } }, problem(404), problem(403));
    expect(await exists(client.raw({ path: "/v2/x" }))).toEqual({ id: 1 });
    expect(await exists(client.raw({ path: "/v2/x" }))).toBeUndefined();
    await expect(exists(client.raw({ path: "/v2/x" }))).rejects.toThrow("403");
  });
});
