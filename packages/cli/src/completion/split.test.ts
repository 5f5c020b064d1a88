import { describe, expect, it } from "vitest";
import { splitLine } from "./split.js";

describe("a line up to the cursor", () => {
  it.each([
    ["", [""]],
    ["doapi", ["doapi"]],
    ["doapi ", ["doapi", ""]],
    ["doapi  droplet\tsh", ["doapi", "droplet", "sh"]],
    ["a 'b c' d", ["a", "b c", "d"]],
    ['a "b \\" c', ["a", 'b " c']],
    ["a b\\ c", ["a", "b c"]],
    ["a 'b\\", ["a", "b\\"]],
    ["a ''", ["a", ""]],
    ["a b'c'\"d\"", ["a", "bcd"]],
    ["a \\", ["a", ""]],
    ["a $(x) `y`", ["a", "$(x)", "`y`"]],
  ])("%j has the words %j", (line, words) => {
    expect(splitLine(line)).toEqual(words);
  });
});
