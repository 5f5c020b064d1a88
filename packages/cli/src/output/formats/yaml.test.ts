import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { rowsOf } from "../selection.js";
import { yamlFormat } from "./yaml.js";

function list(items: readonly unknown[], complete = true): string {
  let written = "";
  const writer = yamlFormat({ write: (text) => (written += text) }).list(rowsOf<unknown>([]));
  for (const item of items) writer.item(item);
  writer.end(complete);
  return written;
}

const tricky = [
  { text: "no", more: "12:30:45", number: "0x1F", day: "2026-11-20", tilde: "~", empty: "", blank: " a " },
  { lines: "one\ntwo\n", tab: "a\tb", colon: "a: b", hash: "a #b", dash: "- a", quote: `"'` },
  { nothing: null, list: [], object: {}, deep: { list: [[1], { a: [true] }] }, number: -1.5 },
  "text",
  ["a", "b"],
];

describe("a list in YAML", () => {
  it("is the same when it is read again, by the rules of YAML 1.2 and of 1.1", () => {
    expect(parse(list(tricky))).toEqual(tricky);
    expect(parse(list(tricky), { version: "1.1" })).toEqual(tricky);
  });

  it("has no anchors where one thing stands twice", () => {
    const region = { slug: "ams3" };
    expect(list([{ a: region, b: region }])).toBe("- a:\n    slug: ams3\n  b:\n    slug: ams3\n");
  });

  it("writes what a terminal would obey as escapes, also in names", () => {
    const items = [{ "a\u009b": "x\u001b[2Jy\u202ez\u2028", plain: "\u0085 line\n\u0007" }];
    const text = list(items);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Bidi_Control}]/u);
    expect(parse(text)).toEqual(items);
  });

  it("shows objects of the client by their wire fields", () => {
    expect(list([{ hidden: 1, toJSON: () => ({ shown: 2 }) }])).toBe("- shown: 2\n");
  });

  it("is empty when there is nothing, and nothing when it failed before its first element", () => {
    expect(list([])).toBe("[]\n");
    expect(list([], false)).toBe("");
  });
});
