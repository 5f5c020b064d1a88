// Running other programs: what the scripts of this folder have in common.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's folder. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** No step takes this long unless it hangs. */
const LIMIT = 10 * 60_000;

/**
 * Runs a program to its end and keeps what it writes.
 *
 * @param {string[]} command the program and its arguments
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 * @returns {{ ok: boolean, output: string, seconds: number }} `output` is stdout and stderr, or why the program did not run
 */
export function run([program, ...args], { cwd = root, env = process.env } = {}) {
  const start = performance.now();
  const result = spawnSync(program, args, { cwd, env, encoding: "utf8", timeout: LIMIT, maxBuffer: 256 * 1024 * 1024 });
  const output = [result.stdout, result.stderr].filter((text) => text?.trim()).join("\n");
  return {
    ok: result.status === 0,
    output: result.error ? `${output}\n${explain(program, result.error)}` : output,
    seconds: (performance.now() - start) / 1000,
  };
}

function explain(program, error) {
  if (error.code === "ETIMEDOUT") return `${program} was stopped after ${LIMIT / 60_000} minutes`;
  if (error.code === "ENOENT") return `${program} was not found`;
  return `${program} did not run: ${error.message}`;
}

/**
 * The command line that runs an installed tool with this Node, whatever the shell's PATH is.
 *
 * @param {string} packageName for example "typescript"
 * @param {string} [bin] the program's name where it is not the package's
 */
export function tool(packageName, bin = packageName) {
  const folder = join(root, "node_modules", packageName);
  if (!existsSync(folder)) {
    console.error(`${packageName} is not installed; run: npm run setup`);
    process.exit(1);
  }
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return [process.execPath, join(folder, typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin])];
}

/** The command line of npm: the one that runs this script, else the one in the PATH. */
export function npm(...args) {
  const running = process.env.npm_execpath;
  return running?.endsWith("npm-cli.js") ? [process.execPath, running, ...args] : ["npm", ...args];
}
