import { describe, expect, it } from "vitest";
import { DocumentError } from "./document.js";
import { unicodePattern } from "./patterns.js";

describe("unicodePattern", () => {
  it.each([
    ["^[a-zA-Z0-9_\\-\\:]+$", "^[a-zA-Z0-9_\\-:]+$"],
    ["^a\\-b\\:c$", "^a-b:c$"],
    ["^[KEg\\$lshzxeA]*$", "^[KEg\\$lshzxeA]*$"],
    ["^\\d{3}\\.\\w+\\/$", "^\\d{3}\\.\\w+\\/$"],
    ["\\]\\:", "\\]:"],
  ])("rewrites %s to %s", (pattern, expected) => {
    expect(unicodePattern(pattern)).toBe(expected);
    expect(() => new RegExp(unicodePattern(pattern), "u")).not.toThrow();
  });

  it("matches the same texts as before", () => {
    const before = new RegExp("^[a-z_\\-\\:]+$");
    const after = new RegExp(unicodePattern(before.source), "u");
    for (const text of ["a:b", "a-b", "a b", "", "a\\b"]) expect(after.test(text)).toBe(before.test(text));
  });

  it("refuses what is no regular expression", () => {
    expect(() => unicodePattern("(")).toThrow(DocumentError);
  });
});
