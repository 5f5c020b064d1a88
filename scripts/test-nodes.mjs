// Runs the tests on every Node that is supported: `node scripts/test-nodes.mjs`, on some: `node scripts/test-nodes.mjs 22`,
// or on all but the one that runs this: `node scripts/test-nodes.mjs --others`.
// The npm package `node` brings each. They stay in .cache/nodes; remove that folder to fetch newer ones.

import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root, run } from "./command.mjs";
import { runSuite, withoutTimed } from "./suite.mjs";

const SUPPORTED = ["20", "22", "24"];
const cache = join(root, ".cache", "nodes");

const results = chosen(process.argv.slice(2)).map((major) => test(major));
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = results.every((result) => result.ok) ? 0 : 1;

function chosen(words) {
  if (words.includes("--others")) return SUPPORTED.filter((major) => !process.versions.node.startsWith(`${major}.`));
  return words.length > 0 ? words : SUPPORTED;
}

function test(major) {
  const { binary, version } = find(major) ?? bring(major);
  console.log(`Node ${version}`);
  const result = runSuite({ node: binary, args: withoutTimed() });
  console.log(`${result.ok ? result.closing : result.output}\n`);
  return result;
}

/** The cached runtime, if it is there and runs. */
function find(major, folder = join(cache, major)) {
  const binary = join(folder, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(binary)) return undefined;
  const { ok, output } = run([binary, "--version"]);
  const version = output.trim().slice(1);
  return ok && version.startsWith(`${major}.`) ? { binary, version } : undefined;
}

// The runtime gets its place only once it has run, so that a download that broke off is never taken for one.
function bring(major) {
  process.stdout.write(`Fetching Node ${major} ... `);
  const partial = join(cache, `${major}.partial`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  // The package chooses the binary of this platform in its install script, which npm wants to be allowed.
  writeFileSync(join(partial, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }));
  const { ok, output, seconds } = run(
    npm("install", "--no-audit", "--no-fund", "--ignore-scripts=false", `node@${major}`),
    { cwd: partial },
  );
  if (!ok || find(major, partial) === undefined) {
    console.log("failed");
    console.error(`${output}\ntest:nodes: Node ${major} could not be fetched from the npm registry`);
    process.exit(1);
  }
  console.log(`${seconds.toFixed(1)} s`);
  rmSync(join(cache, major), { recursive: true, force: true });
  renameSync(partial, join(cache, major));
  return find(major);
}
