import { describe, expect, it } from "vitest";
import type { Exchange } from "../call.js";
import { NotFoundError } from "../errors/api.js";
import { ForeignOriginError, ResponseFormatError } from "../errors/transport.js";
import { clientBy, clientWith } from "../testing/scripted-client.js";
import { answering, problem, scripted } from "../testing/scripted-sender.js";
import { List } from "./list.js";
import type { Next } from "./next.js";

const origin = "https://api.digitalocean.com";
const response = { status: 200, headers: {}, requestId: undefined, url: `${origin}/v2/things` };

/** A list over bodies by their address; `fetched` are the addresses that were asked for. */
function listOf(pages: Record<string, unknown>, key?: string) {
  const fetched: (Next | undefined)[] = [];
  const list = new List<unknown>({
    route: "GET /v2/things",
    key,
    perPage: 200,
    convert: (item: unknown) => item,
    fetch: (next): Promise<Exchange<unknown>> => {
      fetched.push(next);
      const data = pages[typeof next === "string" ? next : "first"];
      return data instanceof Error ? Promise.reject(data) : Promise.resolve({ data, response });
    },
  });
  return { list, fetched };
}

const page = (items: unknown[], next?: unknown) => ({
  things: items,
  links: next === undefined ? {} : { pages: { next } },
  meta: { total: 5 },
});

const three = { first: page([1, 2], "/p2"), "/p2": page([3, 4], "/p3"), "/p3": page([5]) };

/** What an iteration gives before its end, and the error that ends it. */
async function drain<T>(items: AsyncIterable<T>): Promise<{ items: T[]; error: unknown }> {
  const got: T[] = [];
  try {
    for await (const item of items) got.push(item);
  } catch (error) {
    return { items: got, error };
  }
  return { items: got, error: undefined };
}

describe("a list", () => {
  it("makes no request before it is read", async () => {
    const { list, fetched } = listOf(three);
    list[Symbol.asyncIterator]();
    list.pages();
    await Promise.resolve();
    expect(fetched).toEqual([]);
  });

  it("is complete and in order", async () => {
    const { list, fetched } = listOf(three);
    expect(await list.all()).toEqual([1, 2, 3, 4, 5]);
    expect(fetched).toEqual([undefined, "/p2", "/p3"]);
  });

  it("asks for no page that is not needed", async () => {
    const { list, fetched } = listOf(three);
    const got: unknown[] = [];
    for await (const item of list) {
      got.push(item);
      if (item === 2) break;
    }
    expect([got, fetched]).toEqual([[1, 2], [undefined]]);
  });

  it("asks for the next page only when this one was taken", async () => {
    const { list, fetched } = listOf(three);
    const iterator = list[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    expect(fetched).toHaveLength(1);
    expect((await iterator.next()).value).toBe(3);
    expect(fetched).toHaveLength(2);
  });

  it("gives the first page by one request", async () => {
    const { list, fetched } = listOf(three);
    expect(await list.firstPage()).toEqual({ items: [1, 2], total: 5, body: three.first, response });
    expect(fetched).toEqual([undefined]);
  });

  it("gives page by page", async () => {
    const { list } = listOf(three);
    const { items } = await drain(list.pages());
    expect(items.map((one) => one.items)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it("can be read again, by new requests", async () => {
    const { list, fetched } = listOf(three);
    await list.all();
    expect(await list.all()).toEqual([1, 2, 3, 4, 5]);
    expect(fetched).toHaveLength(6);
  });

  it("goes on after an empty page that has a next one", async () => {
    expect(await listOf({ first: page([], "/p2"), "/p2": page([1]) }).list.all()).toEqual([1]);
  });

  it.each([{}, { links: null }, { links: {} }, { links: { pages: null } }, { links: { pages: { next: "" } } }])(
    "of a single page ends with it: %j",
    async (rest) => {
      const { list, fetched } = listOf({ first: { things: [1], ...rest } });
      expect(await list.all()).toEqual([1]);
      expect(fetched).toHaveLength(1);
    },
  );

  it("that fails on a page gives what came before, then the error", async () => {
    const broken = new Error("page 2 failed");
    const { items, error } = await drain(listOf({ ...three, "/p2": broken }).list);
    expect([items, error]).toEqual([[1, 2], broken]);
    await expect(listOf({ ...three, "/p2": broken }).list.all()).rejects.toBe(broken);
  });

  it.each(["/p2", "first"])("that turns in a circle back to %s ends with an error", async (back) => {
    const { list, fetched } = listOf({
      first: page([1], "/p2"),
      "/p2": page([2], back === "first" ? "/p1" : "/p2"),
      "/p1": page([1], "/p2"),
    });
    const { error } = await drain(list);
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(String(error)).toContain("its next page was read already: /p2");
    expect(fetched.length).toBeLessThanOrEqual(3);
  });

  it.each(["?page=2", "v2/things?page=2", "//evil.com/p2", "http://[", " "])(
    "refuses %j as the address of its next page, after the elements of this one",
    async (next) => {
      const { list, fetched } = listOf({ first: page([1], next) });
      const { items, error } = await drain(list);
      expect(items).toEqual([1]);
      expect(error).toBeInstanceOf(ResponseFormatError);
      expect(fetched).toHaveLength(1);
    },
  );

  it.each([7, {}, true, null])("takes no notice of a next page that is no text: %j", async (next) => {
    expect(await listOf({ first: page([1], next) }).list.all()).toEqual([1]);
  });

  it.each([undefined, { total: "5" }, null, 7])("has no total where the API gives none: %j", async (meta) => {
    expect((await listOf({ first: { things: [], meta } }).list.firstPage()).total).toBeUndefined();
  });
});

describe("reading all of a list whose pages have numbers", () => {
  const at = (number: number) => `/v2/things?page=${number}`;

  /** Pages of two elements each, `slow` ones after the others; `fail` names one that fails. */
  function numberedList(count: number, { total = count * 2, fail = 0, slow = 0 } = {}) {
    const asked: number[] = [];
    let underWay = 0;
    let most = 0;
    const list = new List<number>({
      route: "GET /v2/things",
      perPage: 2,
      convert: (wire: number) => wire,
      fetch: async (next) => {
        const number = typeof next === "string" ? Number(next.split("=")[1]) : 1;
        asked.push(number);
        most = Math.max(most, ++underWay);
        for (let tick = number === slow ? 9 : 1; tick > 0; tick--) await new Promise(setImmediate);
        underWay--;
        if (number === fail) throw new Error(`page ${number} failed`);
        const links = number < count ? { pages: { next: at(number + 1) } } : {};
        const things = number <= count ? [number * 2 - 1, number * 2] : [];
        return { data: { things, links, meta: { total } }, response };
      },
    });
    return { list, asked, most: () => most };
  }
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it("asks for each page once, several at a time, and keeps the order", async () => {
    const { list, asked, most } = numberedList(20, { slow: 3 });
    expect(await list.all()).toEqual(upTo(40));
    expect(asked).toEqual(upTo(20));
    expect(most()).toBe(10);
  });

  it("asks for one page at a time where they are read one by one", async () => {
    const { list, asked, most } = numberedList(4);
    await drain(list);
    expect([asked, most()]).toEqual([upTo(4), 1]);
  });

  it("ends where the pages end, though the total promises more", async () => {
    const { list, asked } = numberedList(3, { total: 1_000 });
    expect(await list.all()).toEqual(upTo(6));
    expect(asked.length).toBeLessThanOrEqual(13);
  });

  it("goes on where the pages go on, though the total promises less", async () => {
    const { list, asked } = numberedList(6, { total: 4 });
    expect(await list.all()).toEqual(upTo(12));
    expect(asked).toEqual(upTo(6));
  });

  it("fails with the page that fails, and leaves no other failure behind", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    try {
      await expect(numberedList(20, { fail: 5 }).list.all()).rejects.toThrow("page 5 failed");
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", note);
    }
  });
});

describe("the elements of a page", () => {
  it("are those of its only array", async () => {
    expect(await listOf({ first: { count: 1, things: [1], links: {}, meta: {}, note: null } }).list.all()).toEqual([1]);
  });

  it("are none when the collection is null", async () => {
    expect(await listOf({ first: { things: null, links: null, meta: { total: 0 } } }).list.all()).toEqual([]);
    expect(await listOf({ first: { things: null, other: [1] } }, "things").list.all()).toEqual([]);
  });

  it("are those of the field that is named, among several", async () => {
    expect(await listOf({ first: { things: [1], others: [2] } }, "others").list.all()).toEqual([2]);
  });

  it("cannot be told among several arrays", async () => {
    await expect(listOf({ first: { things: [1], others: [2] } }).list.all()).rejects.toThrow(
      'GET /v2/things: the page has 2 lists among things, others; name one by "key"',
    );
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "things"],
    ["a number", 7],
    ["no array", { thing: { id: 1 }, links: {} }],
    ["two nulls", { things: null, others: null }],
    ["nothing but the frame", { links: null, meta: null }],
  ])("are not to be found in %s", async (_, first) => {
    await expect(listOf({ first }).list.all()).rejects.toThrow(ResponseFormatError);
  });

  it("can be the values of a map", async () => {
    expect(await listOf({ first: { things: { 7: "a", 9: "b" } } }, "things").list.all()).toEqual(["a", "b"]);
  });

  it.each([{ other: [] }, { things: 1 }, { things: "x" }, {}, undefined, null])(
    "are not to be found where the named field is no collection: %j",
    async (first) => {
      await expect(listOf({ first }, "things").list.all()).rejects.toThrow(
        'GET /v2/things: the page has no list "things"',
      );
    },
  );

  it("that cannot be converted are the page's fault", async () => {
    const list = new List<number>({
      route: "GET /v2/things",
      perPage: 200,
      convert: (wire: { id: number }) => wire.id,
      fetch: () => Promise.resolve({ data: { things: [null] }, response }),
    });
    await expect(list.all()).rejects.toMatchObject({
      name: "ResponseFormatError",
      cause: expect.any(TypeError) as unknown,
    });
  });
});

describe("the list of a client", () => {
  const items = (next?: string) => ({ body: { droplets: [{ id: 1 }], links: { pages: { next } } } });

  it("follows the address of the next page as it is", async () => {
    const next = `${origin}/v2/droplets?page=2&per_page=200&tag_name=a%20b`;
    const { client, sent } = clientWith(items(next), items());
    expect(await client.droplets.list({ tag_name: "a b" }).all()).toHaveLength(2);
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/droplets?per_page=200&tag_name=a%20b",
      "GET /v2/droplets?page=2&per_page=200&tag_name=a%20b",
    ]);
  });

  it.each([
    "https://evil.com/v2/droplets?page=2",
    "http://api.digitalocean.com/v2/droplets",
    `${origin}:8443/v2/droplets`,
  ])("refuses %s, and sends nothing there", async (next) => {
    const { client, sender } = clientWith(items(next));
    const { items: got, error } = await drain(client.droplets.list());
    expect(got).toHaveLength(1);
    expect(error).toBeInstanceOf(ForeignOriginError);
    expect(sender.requests).toHaveLength(1);
  });

  it("repeats a page that failed in passing, and loses none", async () => {
    const { client, sender } = clientWith(
      items("/v2/droplets?page=2"),
      problem(503),
      items("/v2/droplets?page=3"),
      items(),
    );
    expect(await client.droplets.list().all()).toHaveLength(3);
    expect(sender.requests).toHaveLength(4);
  });

  it("ends with the error of a page that failed for good", async () => {
    const { client } = clientWith(items("/v2/droplets?page=2"), problem(404));
    const { items: got, error } = await drain(client.droplets.list());
    expect(got).toHaveLength(1);
    expect(error).toBeInstanceOf(NotFoundError);
  });

  it("asks for as many elements as it is told", async () => {
    const sender = answering(() => items());
    const { client, sent } = clientBy(sender, { perPage: 7 });
    await client.droplets.list().all();
    await client.droplets.list({ per_page: 3 }).all();
    await client.rawList("/v2/droplets?per_page=5").all();
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/droplets?per_page=7",
      "GET /v2/droplets?per_page=3",
      "GET /v2/droplets?per_page=5",
    ]);
  });

  it("sends its options with every page", async () => {
    const { client, sender } = clientWith(items("/v2/droplets?page=2"), items());
    const { signal } = new AbortController();
    await client.droplets.list({}, { signal, timeout: 5 }).all();
    expect(sender.requests.map((request) => [request.signal === signal, request.timeout])).toEqual([
      [true, 5],
      [true, 5],
    ]);
  });

  it("is aborted between two pages", async () => {
    const controller = new AbortController();
    const { client, sender } = clientBy(scripted(items("/v2/droplets?page=2"), items()));
    const iterator = client.droplets.list({}, { signal: controller.signal })[Symbol.asyncIterator]();
    await iterator.next();
    controller.abort(new Error("enough"));
    await expect(iterator.next()).rejects.toThrow("enough");
    expect(sender.requests).toHaveLength(1);
  });
});
