import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "./nearest.js";

describe("the distance of two words", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["same", "same", 0],
    ["", "abc", 3],
    ["flaw", "lawn", 2],
    ["nmae", "name", 1],
  ])("from %s to %s", (from, to, distance) => {
    expect(editDistance(from, to, 9)).toBe(distance);
    expect(editDistance(to, from, 9)).toBe(distance);
  });
});

describe("the nearest candidates", () => {
  it("come in the order of their distance, and no more than asked for", () => {
    expect(nearest("volume", ["valume", "volumes", "volume", "column"], 2)).toEqual(["volume", "valume"]);
  });

  it("are none for a word that is like nothing", () => {
    expect(nearest("kubernetes", ["volume", "tag"])).toEqual([]);
  });

  it("include those that have the same words in another order, or the word as a part", () => {
    const operations = ["certificates_create", "certificates_list"];
    expect(nearest("create_certificate", operations)).toEqual(["certificates_create"]);
    expect(nearest("tag", ["page", "tag_name"])).toEqual(["tag_name"]);
  });

  it("do not mind the case", () => {
    expect(nearest("SIZE", ["size"])).toEqual(["size"]);
  });
});
