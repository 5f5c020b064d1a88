export { ExitCode } from "./exit-codes.js";
export type { Io, Program, ProgramEnd, Sink, StartedProgram } from "./io/io.js";
export { memoryIo, type MemoryIoOptions } from "./io/memory.js";
export { run } from "./run.js";
export { version } from "./version.js";
