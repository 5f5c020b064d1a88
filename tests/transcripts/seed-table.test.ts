import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { seedCommands } from "./seed-commands.js";
import { pageOf, rowsOf } from "./seed-table.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const page = join(folder, "..", "..", "docs", "command-line", "seed-commands.md");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".txt"));
const transcripts = new Map(
  files.map((file) => [file.replaceAll("\\", "/"), readFileSync(join(folder, file), "utf8")]),
);
const rows = rowsOf(transcripts);

describe("every subcommand of doapi 0.2", () => {
  it.each(rows)("$command succeeds in a transcript, and each of its options is used", ({ missing, exitCodes }) => {
    expect(missing).toEqual([]);
    expect(exitCodes).toContain(0);
  });

  it("is on the page that lists them", () => {
    if (process.env["WRITE_TRANSCRIPTS"] === "1") {
      mkdirSync(dirname(page), { recursive: true });
      writeFileSync(page, pageOf(rows));
    }
    expect(readFileSync(page, "utf8")).toBe(pageOf(rows));
  });
});

describe("rowsOf", () => {
  const row = (text: string, command: string) =>
    rowsOf(new Map([["x.txt", text]])).find((candidate) => candidate.command === command);

  it("finds a subcommand by either program, by a synonym, and among universal options", () => {
    const lines = ["doapi --sim tag -o table show", "doapi-tag list a", "DO_API_TOKEN=x doapi tag show"];
    for (const line of lines) expect(row(`$ ${line}\n`, "tag show")?.files).toEqual(["x.txt"]);
    expect(row("$ doapi reserved-ip show\n", "floating-ip show")?.files).toEqual(["x.txt"]);
    expect(row("$ doapi --sim region\n", "region")?.files).toEqual(["x.txt"]);
    expect(row("$ doapi volume tag show -o region\n", "tag show")?.files).toEqual([]);
    expect(row("$ doapi --sort size -o table region\n", "size")?.files).toEqual([]);
  });

  it("counts an option by any of its names, and no line that was refused as such", () => {
    expect(row("$ doapi image show -M a\n", "image show")?.missing).not.toContain("-M|--multiple");
    expect(row("$ doapi image show --type=snapshot\n", "image show")?.missing).not.toContain("--type");
    expect(row("$ doapi image show -M a\n= 2\n", "image show")).toMatchObject({ files: [], exitCodes: [] });
  });

  it("names no more transcripts than it takes to show the options", () => {
    const texts = {
      "a.txt": "doapi tag new x",
      "b.txt": "doapi image wait --wait-time 1 -M a",
      "c.txt": "doapi image wait a",
    };
    const found = rowsOf(new Map(Object.entries(texts).map(([file, line]) => [file, `$ ${line}\n= 4\n`])));
    expect(found.find(({ command }) => command === "image wait")).toEqual({
      command: "image wait",
      options: ["-M|--multiple", "--wait-time", "--wait-interval"],
      missing: ["--wait-interval"],
      files: ["b.txt"],
      exitCodes: [4],
    });
  });

  it("knows the nouns of all programs", () => {
    expect(Object.keys(seedCommands)).toHaveLength(11);
  });
});
