import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remoteCommand } from "./words.js";

describe("the command for the remote shell", () => {
  it.each([
    [[], undefined],
    [["uptime; df"], "uptime; df"],
    [[""], ""],
    [["ls", "-la"], "ls -la"],
    [["ls", "a b"], "ls 'a b'"],
    [["A=b", "c"], "'A=b' c"],
    [["ls", "~"], "ls '~'"],
  ])("of %j is %j", (words, line) => {
    expect(remoteCommand(words)).toBe(line);
  });

  it("is read back by a shell as the words that it was made of", () => {
    const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
    const read = (line: string) => execFileSync("sh", ["-c", line], { encoding: "utf8" });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const line = remoteCommand(["printf", "%s\\0", ...words]) ?? "";
        expect(read(line)).toBe(words.map((text) => `${text}\0`).join(""));
      }),
      { numRuns: 50 },
    );
  });
});
