// Compiles packages/codegen and writes the generated files of the other packages from DigitalOcean's OpenAPI document:
// `node scripts/generate.mjs [--spec FILE]`. With `--check` nothing is written; what differs is listed.

import { root, run, tool } from "./command.mjs";

const compiled = run([...tool("typescript", "tsc"), "-p", "packages/codegen"]);
if (!compiled.ok) {
  console.error(compiled.output);
  process.exit(1);
}
const { main } = await import("../packages/codegen/dist/main.js");
process.exitCode = main(process.argv.slice(2), { root, print: console.log, complain: console.error });
