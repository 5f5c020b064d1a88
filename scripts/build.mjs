// Compiles the packages that are published, in the order in which they use each other: `node scripts/build.mjs`.
// With `--if-needed`, only when a source has changed since the last build.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root, run, tool } from "./command.mjs";

const PACKAGES = ["client", "redis", "simulator", "cli", "ssh"];
const stamps = join(root, ".cache", "build");

const ifNeeded = process.argv.includes("--if-needed");
const makers = ["build", "bundle", "bundles/declarations", "bundles/node", "bundles/program", "bundles/simulator"];
let state = digest("", ["package-lock.json", "tsconfig.base.json", ...makers.map((name) => `scripts/${name}.mjs`)]);
for (const name of PACKAGES) {
  // A package's state includes that of the packages before it: their declarations are its input.
  state = digest(state, inputsOf(name));
  if (ifNeeded && isBuilt(name, state)) continue;
  process.stdout.write(`build: ${name} ... `);
  console.log(`${(await build(name, state)).toFixed(1)} s`);
}

async function build(name, state) {
  const stamp = join(stamps, name);
  // An interrupted build must not look like a finished one.
  rmSync(stamp, { force: true });
  const compiled = compile(name);
  const folder = join(root, "packages", name);
  // Loaded only now: usually nothing is to be built.
  const { bundles } = await import("./bundle.mjs");
  const files = (await bundles[name]?.(folder, compiled.files)) ?? compiled.files;
  removeStale(join(folder, "dist"), files);
  if (name === "cli") await writeManual(join(folder, "man"));
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, state);
  return compiled.seconds;
}

function compile(name) {
  const { ok, output, seconds } = run([...tool("typescript", "tsc"), "-p", `packages/${name}`, "--listEmittedFiles"]);
  if (!ok) {
    console.log("failed");
    console.error(output.replaceAll(/^TSFILE: .*\n?/gm, ""));
    process.exit(1);
  }
  return { seconds, files: new Set([...output.matchAll(/^TSFILE: (.*)$/gm)].map(([, file]) => join(file))) };
}

// The pages come from the declarations of the commands, which the compiled program has.
async function writeManual(folder) {
  const { allManualPages } = await import("../packages/cli/dist/program/pages.cjs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, page] of await allManualPages()) writeFileSync(join(folder, file), page);
}

// What an earlier build wrote for a source that is gone would still be imported and packed.
function removeStale(folder, files) {
  const kept = new Set(files);
  for (const file of filesIn(folder)) if (!kept.has(file)) rmSync(file, { force: true });
}

function isBuilt(name, state) {
  const stamp = join(stamps, name);
  return (
    existsSync(join(root, "packages", name, "dist", "index.js")) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === state
  );
}

function inputsOf(name) {
  const folder = join(root, "packages", name);
  const sources = filesIn(join(folder, "src")).filter((file) => !file.endsWith(".test.ts"));
  return [join(folder, "package.json"), join(folder, "tsconfig.json"), ...sources];
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digest(seed, files) {
  const hash = createHash("sha256").update(seed);
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(resolve(root, file)));
  return hash.digest("hex");
}
