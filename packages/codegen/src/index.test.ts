import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "./index.js";

const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));
const repository = fileURLToPath(new URL("../../../", import.meta.url));

const specification = (name: string): unknown => JSON.parse(readFileSync(join(fixtures, `${name}.json`), "utf8"));

function expected(name: string): Record<string, string> {
  const folder = join(fixtures, "expected", name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path).replaceAll("\\", "/"), readFileSync(path, "utf8")]),
  );
}

describe.each(["library", "traps"])("the document %s", (name) => {
  it("gives the expected files", () => {
    expect(Object.fromEntries(generate(specification(name)))).toEqual(expected(name));
  });

  it("gives the same bytes again", () => {
    expect([...generate(specification(name))]).toEqual([...generate(specification(name))]);
  });

  it("leaves nothing of its prose in any file", () => {
    expect([...generate(specification(name)).values()].join("")).not.toContain("PROSE");
  });
});

describe("the types", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "codegen-types-"));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    for (const [path, text] of generate(specification("library"))) {
      if (!path.startsWith("packages/client/src/generated/")) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The lines on which a program that uses the types does not compile. */
  function errorLines(program: string): number[] {
    const header = 'import type { Operations } from "./packages/client/src/generated/operations.js";\n';
    writeFileSync(join(folder, "program.ts"), header + program);
    const strict = { extends: join(repository, "tsconfig.base.json"), files: ["program.ts"] };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ ...strict, compilerOptions: { noEmit: true, types: [] } }),
    );
    const tsc = join(repository, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
    const errors = [...stdout.matchAll(/^(.*?)\((\d+),\d+\): error/gm)];
    expect(errors.filter(([, file]) => !file?.endsWith("program.ts"))).toEqual([]);
    return [...new Set(errors.map(([, , line]) => Number(line) - 1))];
  }

  it("refuse what a request cannot say, and nothing else", () => {
    const lines = errorLines(`type Action = Operations["POST /v1/loans/{loan_id}/actions"]["args"]["body"];
export const actions: Action[] = [{ type: "return" }, { type: "lose" }, { type: "extend", days: 1 }];
export const misspelt: Action = { type: "extend", dayss: 1 };
export const mixed: Action = { type: "return", days: 1 };
export const unknown: Action = { type: "burn" };
type Book = Operations["POST /v1/books"]["args"]["body"];
export const book: Book = { title: "t", shelf: "fiction", isbn: null, author: { name: "a" }, labels: { a: "b" } };
export const wrongShelf: Book = { title: "t", shelf: "poetry" };
export const readOnly: Book = { title: "t", id: 1 };
`);
    expect(lines).toEqual([3, 4, 5, 8, 9]);
  });

  it("accept unknown values in answers, and know what is there", () => {
    const lines = errorLines(`type List = Operations["GET /v1/books"]["result"];
export const shelf: List["books"][number]["shelf"] = "poetry";
export const total = (list: List): number => list.meta.total + list.books.length;
export const next = (list: List): string => list.links.next;
export const note = (list: List) => list.books[0]?.note;
`);
    expect(lines).toEqual([4, 5]);
  });
});
