import process from "node:process";
import { processIo } from "./io/process.js";
import { run } from "./run.js";

const exitCode = await run(process.argv.slice(2), processIo());
// Already set when standard output could not be written, which a run does not see.
process.exitCode ||= exitCode;
