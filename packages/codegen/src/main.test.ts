import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CORRECTIONS } from "./corrections.js";
import { main } from "./main.js";

const library = readFileSync(new URL("../fixtures/library.json", import.meta.url), "utf8");

let root: string;
let printed: string[];
let complaints: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "codegen-"));
  printed = [];
  complaints = [];
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const run = (...args: string[]) =>
  main(args, { root, print: (line) => printed.push(line), complain: (line) => complaints.push(line) });

function file(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
}

describe("without a document", () => {
  it("generating fails and says where to get it", () => {
    expect(run()).toBe(1);
    expect(complaints.join("\n")).toMatch(
      /there is no OpenAPI document at .*github\.com\/digitalocean\/openapi.*--spec FILE/,
    );
    expect(readdirSync(root)).toEqual([]);
  });

  it("checking says that it did not check, and passes", () => {
    expect(run("--check")).toBe(0);
    expect(printed.join("\n")).toMatch(/^The generated files were not checked: there is no OpenAPI document/);
  });

  it("checking fails for a file that was named", () => {
    expect(run("--check", "--spec", "nowhere.json")).toBe(1);
  });
});

describe("bad input", () => {
  it.each([
    ["--unknown", /Unknown option '--unknown'[^]*Usage: generate/],
    ["positional", /Usage: generate/],
  ])("%s is refused with the usage", (argument, message) => {
    expect(run(argument)).toBe(1);
    expect(complaints.join("\n")).toMatch(message);
  });

  it("a document that is not JSON, or not OpenAPI, is refused with its name", () => {
    expect(run("--spec", file("spec.yaml", "openapi: 3.0.0"))).toBe(1);
    expect(run("--spec", file("spec.json", "{}"))).toBe(1);
    expect(complaints[0]).toMatch(/spec\.yaml is not JSON/);
    expect(complaints[1]).toMatch(/spec\.json: .*not an OpenAPI 3\.0 document/);
  });
});

describe("with a document", () => {
  const generated = "packages/client/generated/scopes.json";

  beforeEach(() => {
    file("spec.json", JSON.stringify(correctable(JSON.parse(library))));
  });

  it("writes the files, removes what is not generated any more, and then has nothing to complain about", () => {
    file("packages/simulator/generated/old.json", "{}");
    const handWritten = file("packages/simulator/src/handler.ts", "");
    expect([run("--spec", "spec.json"), complaints]).toEqual([0, []]);
    expect(readFileSync(join(root, generated), "utf8")).toContain('"GET /v1/books": ["book:read"]');
    expect(readdirSync(join(root, "packages/simulator/generated")).sort()).toEqual(["operations.json", "schemas.json"]);
    expect(existsSync(handWritten)).toBe(true);
    expect(run("--spec", "spec.json", "--check")).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("lists what differs, is missing or should not exist, and changes nothing", () => {
    run("--spec", "spec.json");
    file(generated, "{}");
    file("packages/client/src/generated/types/old.ts", "");
    rmSync(join(root, "packages/simulator/generated/schemas.json"));
    expect(run("--spec", "spec.json", "--check")).toBe(1);
    expect(complaints.join("\n").split("\n").slice(0, -1)).toEqual([
      "differs: packages/client/generated/scopes.json",
      "differs: packages/simulator/generated/schemas.json",
      "should not exist: packages/client/src/generated/types/old.ts",
    ]);
    expect(readFileSync(join(root, generated), "utf8")).toBe("{}");
  });

  it("that the corrections do not fit, refuses it, and nothing is written or removed", () => {
    file(generated, "{}");
    expect(run("--spec", file("spec.json", library))).toBe(1);
    expect(complaints[0]).toContain("there is nothing to correct at /components/schemas/droplet_action_restore");
    expect(readdirSync(join(root, "packages"))).toEqual(["client"]);
    expect(readFileSync(join(root, generated), "utf8")).toBe("{}");
  });
});

/** A document with something to correct in every place where the real one has. */
function correctable(document: unknown): unknown {
  for (const correction of CORRECTIONS) {
    const path = correction.at
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/"));
    let node = document as Record<string, unknown>;
    path.forEach((key, index) => {
      node[key] ??= /^\d+$/.test(path[index + 1] ?? "") ? [{}, {}] : {};
      node = node[key] as Record<string, unknown>;
    });
    if ("rename" in correction) node[correction.rename[0]] = {};
    if (path[0] === "paths") completeOperation(document as Described, path);
  }
  const { schemas } = (document as Described).components;
  for (const [, name = ""] of JSON.stringify(CORRECTIONS).matchAll(/#\/components\/schemas\/(\w+)/g))
    schemas[name] ??= {};
  return document;
}

interface Described {
  readonly paths: Record<string, Record<string, object>>;
  readonly components: { readonly schemas: Record<string, object> };
}

/** Makes an operation of what a correction needs of one. */
function completeOperation({ paths }: Described, [, path = "", method = ""]: readonly string[]): void {
  const operation = { operationId: `${method}_corrected`, tags: ["Books"], responses: { 204: { description: "" } } };
  Object.assign(paths[path]?.[method] ?? {}, operation);
}
