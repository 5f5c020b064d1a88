import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Command } from "../command/declare.js";
import { registry } from "../registry.js";
import { allManualPages, manualPage } from "./pages.js";

const pages = await allManualPages();

/** The requests that the pages use, with the arguments that they may have. */
const requests = /^\.(?:TH [^"\s]+ 1 "" "doapi [^"]+" "doapi manual"|SH [A-Z ]+|SS \S+|TP|PP|br)$/;

describe.each([...pages])("%s", (_, page) => {
  const lines = page.trimEnd().split("\n");

  it("begins as a manual page does, and uses nothing but known requests", () => {
    expect(lines[0]).toMatch(/^\.TH /);
    expect(lines.slice(1, 3)).toEqual([".SH NAME", expect.stringMatching(/^doapi\S* \\- \S/)]);
    expect(lines.filter((line) => /^[.']/.test(line) && !requests.test(line))).toEqual([]);
  });

  it("has no escapes but those for fonts, hyphens, backslashes and full stops, and ends every font", () => {
    const strange = lines.filter((line) => /\\(?!fB|fI|fR|-|e|&)/.test(line));
    const open = lines.filter((line) => (line.match(/\\f[BI]/g) ?? []).length !== (line.match(/\\fR/g) ?? []).length);
    expect([strange, open]).toEqual([[], []]);
  });

  it("has a term and a meaning in each entry, and no empty line", () => {
    const entries = lines.flatMap((line, index) => (line === ".TP" ? [lines.slice(index + 1, index + 3)] : []));
    expect(entries.filter((entry) => entry.some((line) => line === "" || line.startsWith(".")))).toEqual([]);
    expect(lines).not.toContain("");
  });
});

/** A declared form or flag as it is read, without what only a typesetter sees. */
const plain = (text: string) =>
  text
    .replaceAll(/\\f[BIR]|\\&/g, "")
    .replaceAll("\\-", "-")
    .replaceAll("\\e", "\\");

function expectDescribed(page: string, command: Command): void {
  const text = plain(page);
  for (const { flags } of Object.values(command.options)) {
    for (const flag of flags.match(/--?[a-zA-Z0-9][\w-]*/g) ?? [])
      expect(text).toMatch(new RegExp(`(?:^|[ ,])${flag}(?:[ ,]|$)`, "m"));
  }
}

describe("every command has its place in a page", () => {
  it.each(Object.keys(registry))("%s", async (noun) => {
    const page = (await manualPage(noun)) ?? "";
    const found = await registry[noun]?.load();
    expect(pages.get("doapi.1")).toContain(`\\fBdoapi\\-${noun.replaceAll("-", "\\-")}\\fR(1)`);
    if (found === undefined || !("verbs" in found)) return expectDescribed(page, found as Command);
    for (const [verb, { load }] of Object.entries(found.verbs)) {
      expect(plain(page)).toContain(`\n.SS ${verb}\n`);
      expectDescribed(page, await load());
    }
  });
});

it("the package names every page, and no other", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    man: string[];
  };
  expect(manifest.man).toEqual([...pages.keys()].map((name) => `man/${name}`));
});

it("there is no page for what is no command", async () => {
  expect(await manualPage("nothing")).toBeUndefined();
  expect(await manualPage("toString")).toBeUndefined();
});
