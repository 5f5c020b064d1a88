// Everything a change must pass: `node scripts/check.mjs`, or some steps by name: `node scripts/check.mjs lint types`.
// It stops at the first step that fails and shows what that step wrote.

import { run, tool } from "./command.mjs";
import { runSuite, runTimed, withoutTimed } from "./suite.mjs";

const node = process.execPath;

const STEPS = {
  format: command(...tool("@biomejs/biome", "biome"), "ci", "--colors=off"),
  lint: command(...tool("oxlint"), "--type-aware", "--deny-warnings"),
  types: command(...tool("typescript", "tsc"), "--noEmit", "-p", "tsconfig.json"),
  unused: command(...tool("knip")),
  imports: script("imports.mjs"),
  generated: script("generate.mjs", "--check"),
  build: command(node, "scripts/build.mjs"),
  package: suite("tests/package"),
  conformance: suite("tests/conformance/conformance.test.ts"),
  servers: script("servers.mjs"),
  timed: () => {
    const result = runTimed();
    return { ...result, remark: `${result.passed} tests passed` };
  },
  tests: suite("--exclude=tests/package/**", "--exclude=tests/conformance/conformance.test.ts", ...withoutTimed()),
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  console.error(`check: no step is called ${unknown.join(", ")}; the steps are ${Object.keys(STEPS).join(", ")}`);
  process.exit(2);
}

const steps = named.length > 0 ? named : Object.keys(STEPS);
const results = [];
for (const name of steps) {
  console.log(`check: ${name}`);
  const result = STEPS[name]();
  results.push(result);
  if (result.ok && result.closing) console.log(`\n${result.closing}\n`);
  if (result.ok) continue;
  console.log(result.output);
  break;
}

const ok = results.every((result) => result.ok);
console.log(`\n${table()}\n`);
if (!ok) console.log(`check: ${steps[results.length - 1]} failed`);
const suites = results.filter((result) => "passed" in result);
if (suites.length > 0) console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = ok ? 0 : 1;

/** A step that is a program: it passes when the program ends with 0. */
function command(...line) {
  return () => ({ ...run(line), remark: "" });
}

/** A step that is a script of this repository, whose last line says what it found. */
function script(name, ...args) {
  return () => {
    const result = run([node, `scripts/${name}`, ...args]);
    return { ...result, remark: result.output.trimEnd().split("\n").at(-1) };
  };
}

/** A step that is a part of the tests. */
function suite(...args) {
  return () => {
    const result = runSuite({ args });
    // Only the conformance tests can be skipped.
    const skipped = result.passed === 0 ? "Not checked: there is no OpenAPI document, see CONTRIBUTING.md" : undefined;
    return { ...result, remark: skipped ?? `${result.passed} tests passed` };
  };
}

function table() {
  const rows = steps.map((name, index) => {
    const result = results[index];
    if (result === undefined) return [name, "not run", "", ""];
    return [name, result.ok ? "ok" : "failed", `${result.seconds.toFixed(1)} s`, result.ok ? result.remark : ""];
  });
  return rows
    .map(([name, state, time, remark]) =>
      `${name.padEnd(11)} ${state.padEnd(8)} ${time.padStart(7)}  ${remark}`.trimEnd(),
    )
    .join("\n");
}

function total(key) {
  return suites.reduce((sum, suite) => sum + suite[key], 0);
}
