// Measures doapi beside its peers: `npm run bench`.
//
//   npm run bench                          everything; writes RESULTS.md and results.svg
//   npm run bench -- --quick               fewer rounds, to see whether a change helps; prints only
//   npm run bench -- request importing     some measurements; prints only
//   npm run bench -- --spec FILE           where the API document is, for Prism and openapi-fetch
//
// Close what else computes: the spread that is written beside each number shows what was disturbed.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { npm, run } from "../scripts/command.mjs";
import { folder, root } from "./measure/environment.mjs";
import { chart } from "./report/chart.mjs";
import { document } from "./report/document.mjs";
import { terminal } from "./report/terminal.mjs";

const MEASUREMENTS = [
  "request",
  "listing",
  "waiting",
  "importing",
  "bundling",
  "type-checking",
  "command-line",
  "simulating",
];

const { values: options, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, spec: { type: "string" } },
});
const unknown = named.filter((name) => !MEASUREMENTS.includes(name));
if (unknown.length > 0) {
  console.error(`bench: nothing is called ${unknown.join(", ")}; there are ${MEASUREMENTS.join(", ")}`);
  process.exit(2);
}

const spec = findSpec();
const peers = prepare();
const sections = [];
for (const name of named.length > 0 ? named : MEASUREMENTS) {
  const start = performance.now();
  process.stdout.write(`bench: ${name} ... `);
  const { measure } = await import(`./measurements/${name}.mjs`);
  sections.push(await measure({ quick: options.quick, spec }));
  console.log(`${((performance.now() - start) / 1000).toFixed(0)} s\n\n${terminal(sections.at(-1))}\n`);
}
if (options.quick || named.length > 0) {
  console.log("bench: nothing was written; `npm run bench` without arguments writes benchmarks/RESULTS.md");
} else {
  writeFileSync(join(folder, "results.svg"), chart(sections));
  writeFileSync(join(folder, "RESULTS.md"), document(sections, peers));
  console.log("bench: wrote benchmarks/RESULTS.md and benchmarks/results.svg");
}

/** The API document; undefined when it is not at hand. */
function findSpec() {
  const file = resolve(options.spec ?? join(root, "..", "shared", "openapi", "digitalocean.openapi.json"));
  if (existsSync(file)) return file;
  if (options.spec !== undefined) {
    console.error(`bench: there is no ${basename(file)} at ${file}`);
    process.exit(2);
  }
  console.log("bench: no API document at hand (--spec FILE); Prism and openapi-fetch's types are left out");
  return undefined;
}

/** Makes what is measured ready, and installs what it is measured beside. Gives the peers' versions. */
function prepare() {
  must("the checkout is not ready", run([process.execPath, "scripts/setup.mjs"]));
  const cwd = join(folder, "peers");
  const manifest = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8"));
  const installed = join(cwd, "node_modules", ".package-lock.json");
  const isInstalled = Object.entries(manifest.dependencies).every(
    ([name, version]) => installedVersion(installed, name) === version,
  );
  if (!isInstalled) {
    console.log("bench: installing the peers");
    // Their install scripts are not part of what is measured, and not to be run here.
    must(
      "the peers are not installed",
      run(npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-workspaces"), { cwd }),
    );
  }
  return manifest.dependencies;
}

function installedVersion(lock, name) {
  if (!existsSync(lock)) return undefined;
  return JSON.parse(readFileSync(lock, "utf8")).packages[`node_modules/${name}`]?.version;
}

function must(complaint, { ok, output }) {
  if (ok) return;
  console.error(`bench: ${complaint}:\n${output}`);
  process.exit(1);
}
