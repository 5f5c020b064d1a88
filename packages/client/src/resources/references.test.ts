import { describe, expect, it } from "vitest";
import { idOf, nameOf, slugOf } from "./references.js";

describe("references", () => {
  it("stand for themselves", () => {
    expect([idOf(0), idOf("a-slug"), nameOf("web"), slugOf("nyc3")]).toEqual([0, "a-slug", "web", "nyc3"]);
  });

  it("are taken from objects that carry them", () => {
    expect([idOf({ id: 7 }), nameOf({ name: "web" }), slugOf({ slug: "nyc3" })]).toEqual([7, "web", "nyc3"]);
  });
});
