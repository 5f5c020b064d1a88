import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SshOptionError } from "../errors.js";
import { lineOf, masked, preparation } from "./command.js";
import { quote, quoteAll, quotePath } from "./quote.js";

/** The arguments that a shell makes of a line. */
function words(line: string, shell = "sh"): string[] {
  const text = execFileSync(shell, ["-c", `HOME=/home/me; printf '%s\\0' ${line}`], { encoding: "utf8" });
  return text.split("\0").slice(0, -1);
}

describe("quote", () => {
  it("makes one word of anything, for a real shell", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 30 }).filter((one) => !one.includes("\0"));
    const texts = fc.array(text, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(texts, (all) => {
        const line = all.map(quote).join(" ");
        expect(words(line)).toEqual(all);
      }),
      { numRuns: 40 },
    );
  });

  it.each(["$(id)", "`id`", "a'b", "'; id; '", "a\nb", "!!", "~", "*", "#x", "\\", "", "$HOME", "a=b", "&", "{a,b}"])(
    "keeps %j",
    (text) => {
      expect(words(quote(text), "bash")).toEqual([text]);
    },
  );

  it("refuses what no argument can be", () => {
    expect(() => quote("a\0b")).toThrow(SshOptionError);
  });
});

describe("quotePath", () => {
  it.each([
    ["~", "/home/me"],
    ["~/my app", "/home/me/my app"],
    ["-rf", "./-rf"],
    ["~other", "~other"],
    ["/srv/a b", "/srv/a b"],
  ])("of %s is %s", (path, expected) => {
    expect(words(quotePath(path))).toEqual([expected]);
  });

  it("refuses an empty one", () => {
    expect(() => quotePath("")).toThrow("A path cannot be empty.");
  });
});

describe("a command", () => {
  it("as a list is a program and words", () => {
    expect(quoteAll(["git", "clone", "--", "name; rm -rf x"])).toBe("git clone -- 'name; rm -rf x'");
    expect(quoteAll(["A=b", "c"])).toBe("'A=b' c");
  });

  it.each([[[]], [[""]], [["-x"]], [["ls", "a\0"]], [" "], ["ls\0"]])("%j is refused", (command) => {
    expect(() => lineOf(command)).toThrow(SshOptionError);
  });

  it("has variables and a directory", () => {
    const environment = { PORT: "80", NAME: "it's; id" };
    expect(preparation({ directory: "-x", environment })).toEqual([
      "cd -- ./-x || exit",
      "export PORT=80",
      "export NAME='it'\\''s; id'",
    ]);
    expect(() => preparation({ directory: undefined, environment: { "A;id": "" } })).toThrow(SshOptionError);
  });

  it("is shown without secrets", () => {
    expect(masked("a token-1 b token-1", ["token-1", ""])).toBe("a *** b ***");
  });
});
