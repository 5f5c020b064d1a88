// Compiles packages/codegen and runs it: node scripts/generate.mjs [--spec FILE] [--check]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

const { status } = spawnSync(process.execPath, [tsc, "-p", "packages/codegen"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

const { main } = await import("../packages/codegen/dist/main.js");
process.exitCode = main(process.argv.slice(2), root);
