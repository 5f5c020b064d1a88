// Runs the tests under one Node and counts them.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { run, tool } from "./command.mjs";

/** Tests that count what is done in a time, and take a minute of waiting: they run alone, under one Node. */
const TIMED = ["tests/redis/sharing.test.ts", "packages/redis/src/budget.test.ts"];

/** @returns {ReturnType<typeof runSuite>} of the tests that count what is done in a time */
export function runTimed() {
  return runSuite({ args: [...TIMED, "--maxWorkers=1"] });
}

/** @returns {string[]} what keeps them out of a run */
export function withoutTimed() {
  return TIMED.map((file) => `--exclude=${file}`);
}

/**
 * @param {{ node?: string, args?: string[] }} [options] `node`: the binary to run under; `args`: what vitest is told besides
 * @returns {{ ok: boolean, passed: number, failed: number, seconds: number, output: string, closing: string }} `closing` is
 *   the summary that vitest ends with
 */
export function runSuite({ node = process.execPath, args = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "doapi-suite-"));
  const report = join(folder, "report.json");
  const [, vitest] = tool("vitest");
  // Programs that the tests start must find the same Node.
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, NO_COLOR: "1" };
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { ok, output, seconds } = run([node, vitest, "run", ...reporters, ...args], { env });
  const { passed, failed } = counts(report);
  rmSync(folder, { recursive: true });
  // A file that does not load, or an error between tests, fails the run without failing a test.
  return { ok, passed, failed: ok ? 0 : Math.max(failed, 1), seconds, output, closing: closingLines(output) };
}

function counts(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    // vitest ended before it could write its report; its output says why.
    return { passed: 0, failed: 0 };
  }
}

function closingLines(output) {
  return output
    .split("\n")
    .filter((line) => /^\s*(Test Files|Tests|Type Errors|Errors|Start at|Duration) {2}/.test(line))
    .join("\n");
}
