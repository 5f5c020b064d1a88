import { describe, expect, it } from "vitest";
import { concatenated, fromArray, mapped, paginate } from "./pagination.js";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function page(count: number, search = "") {
  const query = new URLSearchParams(search);
  return paginate(fromArray(numbers(count)), { origin: "http://api.test:81", pathname: "/v2/things", query });
}

const url = (search: string) => `http://api.test:81/v2/things?${search}`;

describe("paginate", () => {
  it("gives 20 items and no links when there is one page", () => {
    expect(page(20)).toEqual({ items: numbers(20), links: {}, meta: { total: 20 } });
    expect(page(0)).toEqual({ items: [], links: {}, meta: { total: 0 } });
  });

  it("links forward from the first page, both ways between and backward from the last", () => {
    expect(page(60).links.pages).toEqual({ next: url("page=2"), last: url("page=3") });
    expect(page(60, "page=2").links.pages).toEqual({
      first: url("page=1"),
      prev: url("page=1"),
      next: url("page=3"),
      last: url("page=3"),
    });
    expect(page(60, "page=3").links.pages).toEqual({ first: url("page=1"), prev: url("page=2") });
  });

  it("repeats the query that was sent", () => {
    expect(page(9, "tag_name=a%20b&per_page=4&page=2").links.pages?.next).toBe(url("tag_name=a+b&per_page=4&page=3"));
  });

  it("is empty past the end, with the right total and the way back", () => {
    const { items, links, meta } = page(45, "page=9");
    expect(items).toEqual([]);
    expect(meta.total).toBe(45);
    expect(links.pages).toEqual({ first: url("page=1"), prev: url("page=3") });
  });

  it("takes 200 items at most", () => {
    expect(page(500, "per_page=1000").items).toHaveLength(200);
    expect(page(500, "per_page=200&page=3").items).toEqual(numbers(500).slice(400));
  });

  it.each(["page=0", "page=-1", "page=x", "per_page=0", "per_page=1.5", "per_page=9999999999"])(
    "refuses %s",
    (search) => {
      expect(() => page(5, search)).toThrow(/must be a whole number from 1/);
    },
  );
});

describe("sources", () => {
  it("are read as one, across the seam", () => {
    const source = concatenated(fromArray([1, 2, 3]), fromArray([4, 5, 6]));
    expect(source.count()).toBe(6);
    expect([source.slice(0, 2), source.slice(2, 2), source.slice(4, 9), source.slice(7, 2)]).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [],
    ]);
  });

  it("show only the items that are asked for", () => {
    const seen: number[] = [];
    const source = mapped(fromArray([1, 2, 3]), (item) => {
      seen.push(item);
      return item * 10;
    });
    expect(source.slice(1, 1)).toEqual([20]);
    expect(seen).toEqual([2]);
  });
});
