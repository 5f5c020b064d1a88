import { constants } from "node:os";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { reasonOf } from "../io/errno.js";
import type { Program, StartedProgram } from "../io/io.js";
import type { Context } from "../session/context.js";
import { tokenVariables } from "../session/token.js";
import type { CommandLine } from "./command-line.js";

/** What ssh and its like must not be given: it can be told to send its environment on. */
const secrets: ReadonlySet<string> = new Set([
  ...tokenVariables,
  "GRADIENT_MODEL_ACCESS_KEY",
  "GRADIENT_AGENT_ACCESS_KEY",
]);

/** Starts ssh or scp, without any token in its environment. */
export async function startSsh(
  context: Context,
  [name, ...args]: CommandLine,
  output?: Program["output"],
): Promise<StartedProgram> {
  const { io } = context;
  const token = (await context.credentials())?.token;
  const kept = Object.entries(io.env).filter(([key, value]) => !secrets.has(key) && value !== token);
  const program = { name, args, env: Object.fromEntries(kept), cwd: io.cwd };
  context.noteChange();
  try {
    return await io.start(output === undefined ? program : { ...program, output });
  } catch (error) {
    throw notStarted(name, error);
  }
}

/** Hands the terminal to ssh or scp and gives the exit code that it ends with. */
export async function handOver(context: Context, line: CommandLine): Promise<number> {
  if (context.signal.aborted) throw context.signal.reason;
  const started = await startSsh(context, line);
  // From here on Ctrl-C goes to the program; this one came while it was started.
  if (context.signal.aborted) started.stop();
  const { exitCode, signal } = await started.end;
  return exitCode ?? 128 + (signal === null ? 0 : numberOf(signal));
}

/** No program of this name can be started, whatever it is asked to do. */
export class MissingProgram extends Failure {}

function notStarted(name: string, error: unknown): Failure {
  if (Reflect.get(Object(error), "code") !== "ENOENT")
    return new Failure(ExitCode.failed, `cannot start ${name}: ${reasonOf(error)}`);
  return new MissingProgram(
    ExitCode.failed,
    `there is no ${name} in the PATH`,
    "install OpenSSH; on Debian: apt-get install openssh-client",
  );
}

function numberOf(signal: string): number {
  return Object.hasOwn(constants.signals, signal) ? constants.signals[signal as NodeJS.Signals] : 0;
}
