import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { shellLine, shellQuote } from "./shell.js";

it.each([
  ["web-1", "web-1"],
  ["", "''"],
  ["a b", "'a b'"],
  ["it's", "'it'\\''s'"],
])("quotes %j as %s", (word, quoted) => {
  expect(shellQuote(word)).toBe(quoted);
});

it("shows a line without anything that a terminal would obey", () => {
  expect(shellLine(["echo", "\u001b[31m", "it's", "\u009b", "\u202e1"])).toBe(
    "echo $'\\x1b[31m' 'it'\\''s' $'\\xc2\\x9b' $'\\xe2\\x80\\xae'$'1'",
  );
});

const hard = ["a", "A", "1", "'", '"', "\\", "$", " ", "\n", "\t", "\u001b", "\u007f", "\u009b", "\u2028", "ü", "€"];

it("shows a line that bash reads back as the same words", () => {
  const word = fc.string({ unit: fc.constantFrom(...hard) });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => {
      const line = shellLine(["printf", "%s\\0", ...words, "end"]);
      const read = execFileSync("bash", ["-c", line], { encoding: "utf8" });
      expect(read).toBe([...words, "end"].map((text) => `${text}\0`).join(""));
    }),
    { numRuns: 50 },
  );
});
