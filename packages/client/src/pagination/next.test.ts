import { describe, expect, it } from "vitest";
import { nextPage, numbered } from "./next.js";

const progress = { count: 20, seen: 20, page: 1, perPage: 20 };
const after = (body: unknown, more = {}) => nextPage({ ...progress, body, ...more });

describe("the next page", () => {
  it("is the one that the API links to", () => {
    const next = "https://api.digitalocean.com/v2/droplets?page=2";
    expect(after({ links: { pages: { next } }, meta: { total: 1 } })).toBe(next);
  });

  it.each([[{}], [{ pages: {} }], [{ pages: { first: "x", prev: "y" } }], [{ pages: { next: "" } }]])(
    "is none where there are links %j without it, whatever the total says",
    (links) => {
      expect(after({ links, meta: { total: 100 } })).toBeUndefined();
    },
  );

  it("comes after the last element where there are more", () => {
    expect(after({ has_more: true, last_id: "b-9" })).toEqual({ after: "b-9" });
    expect(after({ has_more: true, last_id: null })).toBeUndefined();
    expect(after({ has_more: false, last_id: "b-9" }, { count: 3 })).toBeUndefined();
  });

  it("is counted where the number of pages is known", () => {
    expect(after({ total_pages: 3, current_page: 1 })).toEqual({ page: 2 });
    expect(after({ meta: { pages: 3, page: 3 } }, { page: 3 })).toBeUndefined();
  });

  it("is counted as long as elements are missing to the total", () => {
    expect(after({ total: 21 })).toEqual({ page: 2 });
    expect(after({ meta: { total: 21 } }, { seen: 40, page: 2 })).toBeUndefined();
    expect(after({ total: 21 }, { count: 0 })).toBeUndefined();
  });

  it("is tried after a full page that says nothing", () => {
    expect(after({})).toEqual({ page: 2 });
    expect(after({ links: null })).toEqual({ page: 2 });
    expect(after({}, { count: 19, seen: 19 })).toBeUndefined();
  });
});

describe("a later page", () => {
  it("has the number in the place of the next one's", () => {
    const next = "https://api.digitalocean.com/v2/droplets?page=2&per_page=20";
    expect(numbered(next, 12)).toBe(next.replace("page=2&", "page=12&"));
    expect(numbered("/v2/droplets?per_page=2&page=2", 3)).toBe("/v2/droplets?per_page=2&page=3");
    expect(numbered({ page: 2 }, 3)).toEqual({ page: 3 });
  });

  it("has none where pages are not numbered, or not as expected", () => {
    expect(numbered("/v2/things?page_token=2", 3)).toBeUndefined();
    expect(numbered("/v2/things?page=20", 3)).toBeUndefined();
    expect(numbered({ after: "x" }, 3)).toBeUndefined();
  });
});
