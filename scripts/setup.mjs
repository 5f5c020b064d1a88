// Makes a fresh clone ready to use, and returns at once when it is: `node scripts/setup.mjs`.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root, run } from "./command.mjs";

requireNode();
if (!isInstalled()) install();
build();

// `require` of an ES module, and with it the packages' CommonJS use, came with exactly these versions.
function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (supported) return;
  console.error(`setup: Node 20.19 or newer, or 22.12 or newer, is needed; this is ${process.version}`);
  process.exit(1);
}

// npm writes what it installed in the lock file's own form. Optional packages are those of other platforms.
function isInstalled() {
  const locked = packagesIn("package-lock.json");
  const installed = packagesIn("node_modules/.package-lock.json");
  if (locked === undefined || installed === undefined) return false;
  const complete = Object.entries(locked).every(
    ([path, entry]) => path === "" || (installed[path] ? isSame(entry, installed[path]) : entry.optional),
  );
  return complete && Object.keys(installed).every((path) => path in locked && existsSync(join(root, path)));
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}

function isSame(locked, installed) {
  const programs = (entry) => JSON.stringify(entry.bin);
  return (
    locked.version === installed.version &&
    locked.integrity === installed.integrity &&
    programs(locked) === programs(installed)
  );
}

function install() {
  process.stdout.write("setup: installing the packages of package-lock.json ... ");
  const { ok, output, seconds } = run(npm("ci", "--no-audit", "--no-fund"));
  console.log(ok ? `${seconds.toFixed(1)} s` : "failed");
  if (ok) return;
  console.error(
    `${output}\nsetup: npm ci failed; it needs an npm registry, and a package-lock.json that fits the package.json files`,
  );
  process.exit(1);
}

function build() {
  const result = run([process.execPath, "scripts/build.mjs", "--if-needed"]);
  process.stdout.write(result.output);
  if (!result.ok) process.exit(1);
}
