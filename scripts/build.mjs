// Compiles the packages that are published, in the order in which they use each other: `node scripts/build.mjs`.
// With `--if-needed`, only when a source has changed since the last build.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { root, run, tool } from "./command.mjs";

const PACKAGES = ["client", "simulator", "cli"];
const stamps = join(root, ".cache", "build");

/** The parser can start other programs as its commands. None of ours is one, and loading what starts them takes 2 ms. */
const withoutExecutables = {
  name: "without-executables",
  resolveId: (id, from) => (id === "node:child_process" && /node_modules.commander/.test(from) ? "\0nothing" : null),
  load: (id) => (id === "\0nothing" ? "export default {};" : null),
};

const ifNeeded = process.argv.includes("--if-needed");
let state = digest("", ["package-lock.json", "tsconfig.base.json", "scripts/build.mjs"]);
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
  if (name === "client") for (const file of await bundleForNode(folder)) compiled.files.add(file);
  if (name === "cli") for (const file of await bundleProgram(folder)) compiled.files.add(file);
  removeStale(join(folder, "dist"), compiled.files);
  if (name === "cli") await writeManual(join(root, "packages", name, "man"));
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

// Node reads one file several times faster than eighty. Everybody else gets the modules as they are: bundlers leave out
// whole modules that are not used, and parts of one seldom.
async function bundleForNode(folder) {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({ cwd: folder, input: { node: "dist/index.js" }, platform: "node" });
  const { output } = await bundle.write({ dir: join(folder, "dist"), codeSplitting: false, comments: false });
  await bundle.close();
  return output.map(({ fileName }) => join(folder, "dist", fileName));
}

// Every command starts this anew, so it is made to start fast: CommonJS, which needs no loader of ES modules, in a file for
// each part that is loaded together. What few commands need stays with its package, to be loaded from there.
async function bundleProgram(folder) {
  const { rolldown } = await import("rolldown");
  const elsewhere = Object.keys(manifestOf(folder).dependencies).filter((name) => name !== "@doapi/client");
  const bundle = await rolldown({
    cwd: folder,
    input: { main: "src/main.ts", index: "src/index.ts", pages: "src/manual/pages.ts" },
    platform: "node",
    external: (id) => elsewhere.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [withoutExecutables],
  });
  const dir = join(folder, "dist", "program");
  const { output } = await bundle.write({
    dir,
    format: "cjs",
    comments: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: ({ facadeModuleId, name }) => `${placeIn(join(folder, "src"), facadeModuleId) ?? name}.cjs`,
    codeSplitting: {
      // What is loaded together is one file, with all that it imports.
      groups: [
        { name: "client", test: /packages.client.dist/ },
        { name: "start", test: /cli.src.(main|run)\.ts$/ },
        { name: "command", test: /cli.src.dispatch\.ts$/ },
        { name: "session", test: /cli.src.(session.con(text|nect)|verbs.show|output.formats.infer)\.ts$/ },
      ],
    },
  });
  await bundle.close();
  const index = output.find(({ fileName }) => fileName === "index.cjs");
  const others = {
    "index.js": `export { ${index.exports.join(", ")} } from "./program/index.cjs";\n`,
    "program/LICENCES.txt": licencesOf(output.flatMap(({ moduleIds }) => moduleIds)),
    // Where the client, now a part of the program, looks for the scopes of an operation that was refused.
    "generated/scopes.json": readFileSync(join(root, "packages", "client", "generated", "scopes.json"), "utf8"),
  };
  mkdirSync(join(folder, "dist", "generated"), { recursive: true });
  for (const [file, text] of Object.entries(others)) writeFileSync(join(folder, "dist", file), text);
  return [
    ...output.map(({ fileName }) => join(dir, fileName)),
    ...Object.keys(others).map((file) => join(folder, "dist", file)),
  ];
}

/** `nouns-droplet-show` for the module nouns/droplet/show.ts: names that a module alone would have twice. */
function placeIn(folder, module) {
  if (!module?.startsWith(folder)) return undefined;
  return relative(folder, module).replace(/\.ts$/, "").replaceAll(sep, "-");
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** The licences of the packages that some modules come from: each asks to go along with its code. */
function licencesOf(modules) {
  const folders = new Set(modules.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter(Boolean));
  return [...folders]
    .sort((one, other) => one.localeCompare(other))
    .map((folder) => {
      const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
      if (file === undefined) throw new Error(`${folder} has no licence that could go along with the program`);
      return `${folder.slice(folder.lastIndexOf("node_modules/") + 13)}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join("\n---\n\n");
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
  for (const file of filesIn(folder)) if (!files.has(file)) rmSync(file, { force: true });
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
