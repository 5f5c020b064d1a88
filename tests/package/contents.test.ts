import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifestOf, pack, packages, root, run, type Tarballs, tool } from "./tarballs.js";

/** The most bytes each package may take when unpacked. Raise a number only in the change that needs it. */
const budgets = { client: 1_060_000, redis: 60_000, simulator: 1_420_000, cli: 1_200_000, ssh: 135_000 };

const always = ["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"];
const required = {
  client: [
    ...always,
    "dist/node.js",
    "dist/for-node/client.cjs",
    "dist/platform.web.js",
    "dist/wire.d.ts",
    "generated/scopes.json",
  ],
  redis: always,
  simulator: [...always, "COVERAGE.md", "generated/operations.json", "generated/schemas.json", "catalog/sizes.json"],
  cli: [
    ...always,
    "bin/doapi.cjs",
    "dist/program/LICENCES.txt",
    "dist/generated/scopes.json",
    "generated/operations.json",
    "man/doapi.1",
    "man/doapi-droplet.1",
  ],
  ssh: always,
};

let folder: string;
let tarballs: Tarballs;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "doapi-contents-"));
  tarballs = await pack(folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

describe.each(packages)("the tarball of %s", (name) => {
  it("has the licence, a README and all that its code reads", async () => {
    expect(required[name].filter((path) => !tarballs[name].paths.includes(path))).toEqual([]);
    const licence = await readFile(join(root, "packages", name, "LICENSE"), "utf8");
    expect(licence).toBe(await readFile(join(root, "LICENSE"), "utf8"));
  });

  it("has no sources, no tests and nothing of the build", () => {
    const strays = tarballs[name].paths.filter((path) => !isShipped(path));
    expect(strays).toEqual([]);
  });

  it("keeps to its budget of bytes", () => {
    expect(tarballs[name].unpackedSize).toBeLessThanOrEqual(budgets[name]);
  });

  it("passes publint", async () => {
    const { stdout } = await run([...tool("publint"), "run", tarballs[name].file, "--strict"]);
    expect(stdout).toContain("All good!");
  });

  it("has declarations that resolve as its code does", async () => {
    // `require` of an ES module is meant to work; the profile leaves out only the checks that deny it.
    const checked = run([...tool("attw"), tarballs[name].file, "--profile", "esm-only"]);
    await expect(checked).resolves.toHaveProperty("stderr", "");
  });
});

it("the client has no dependencies", async () => {
  const manifest = await manifestOf("client");
  const kinds = ["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies"];
  expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
});

it("the budget on Redis has no dependencies but the client", async () => {
  const manifest = await manifestOf("redis");
  expect(manifest["dependencies"]).toEqual({ "@doapi/client": manifest["version"] });
  expect(Object.keys(manifest)).not.toContain("peerDependencies");
});

function isShipped(path: string): boolean {
  if (/\.test\.|\/testing\/|tsbuildinfo|openapi/i.test(path)) return false;
  if (/^(LICENSE|README\.md|COVERAGE\.md|package\.json)$/.test(path)) return true;
  if (/^man\/doapi[a-z0-9-]*\.1$/.test(path)) return true;
  if (/^(bin|dist\/program|dist\/for-node)\/[\w-]+\.cjs$/.test(path)) return true;
  if (/^dist\/(program\/LICENCES\.txt|generated\/scopes\.json)$/.test(path)) return true;
  return /^dist\/.*(\.js|\.d\.ts)$/.test(path) || /^(generated|catalog)\/.*(\.json|\.md)$/.test(path);
}
