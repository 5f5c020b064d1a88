import type { Droplet } from "@doapi/client";
import { Failure } from "../failure.js";
import type { StartedProgram } from "../io/io.js";
import type { Context } from "../session/context.js";
import type { HostResult } from "../views/host-result.js";
import type { Reach } from "./address.js";
import type { CommandLine } from "./command-line.js";
import { type HostOutput, keepingOutput } from "./host-output.js";
import { MissingProgram, startSsh } from "./program.js";

/** A droplet to run something on. */
export interface Target {
  readonly droplet: Droplet;
  readonly reach: Reach;
}

export interface Running {
  /** How many run at once. */
  readonly parallel: number;
  /** How long each may run, in milliseconds. */
  readonly limit: number | undefined;
  readonly lineFor: (address: string) => CommandLine;
  /** Where what the droplets write goes; left out, it is kept for the results. */
  readonly output?: ((index: number) => HostOutput) | undefined;
  /** Takes the results in the order of the targets, each as soon as it is its turn. */
  readonly emit: (result: HostResult) => void;
}

/** What ssh ends with when it is ssh that failed, and not the command. */
const ownFailure = 255;

/** Runs a command on many droplets at once. After Ctrl-C the results are what was known by then. */
export async function runOnEach(
  context: Context,
  targets: readonly Target[],
  running: Running,
): Promise<readonly HostResult[]> {
  const results: HostResult[] = Array(targets.length);
  const left = targets.entries();
  const runs = new Set<Stop>();
  const interrupt = () => runs.forEach((stop) => stop("interrupted"));
  context.signal.addEventListener("abort", interrupt);
  let emitted = 0;
  const work = async () => {
    for (const [index, target] of left) {
      results[index] = await runOn(context, target, { ...running, runs, output: running.output?.(index) });
      for (let next = results[emitted]; next !== undefined; next = results[emitted]) {
        emitted += 1;
        running.emit(next);
      }
    }
  };
  const workers = Array.from({ length: Math.min(running.parallel, targets.length) }, work);
  // One that fails has found no ssh, as all the others will: none is left behind.
  const ended = await Promise.allSettled(workers);
  context.signal.removeEventListener("abort", interrupt);
  const failed = ended.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return results;
}

/** Ends a command before it ends by itself. */
type Stop = (why: string) => void;

type RunningOne = Pick<Running, "limit" | "lineFor"> & {
  readonly output: HostOutput | undefined;
  /** What Ctrl-C ends. */
  readonly runs: Set<Stop>;
};

async function runOn(context: Context, target: Target, running: RunningOne): Promise<HostResult> {
  const { droplet, reach } = target;
  const nothing = { exit_code: null, signal: null, stdout: "", stderr: "" };
  const result = { id: droplet.id, name: droplet.name, host: reach.address ?? null, ...nothing };
  if (reach.address === undefined) return { ...result, error: reach.problem };
  if (context.signal.aborted) return { ...result, error: "interrupted before it began" };
  let reason: string | undefined;
  let started: StartedProgram | undefined;
  const stop: Stop = (why) => {
    reason ??= why;
    started?.stop();
  };
  const output = running.output ?? keepingOutput(() => stop("it wrote more than can be kept"));
  try {
    started = await startSsh(context, running.lineFor(reach.address), output);
  } catch (error) {
    if (error instanceof Failure && !(error instanceof MissingProgram)) return { ...result, error: error.message };
    throw error;
  }
  running.runs.add(stop);
  if (context.signal.aborted) stop("interrupted");
  else if (reason !== undefined) started.stop();
  const cancel = stopAtLimit(context, running.limit, stop);
  const { exitCode, signal } = await started.end;
  cancel();
  running.runs.delete(stop);
  const kept = output.kept();
  const wasStopped = reason !== undefined && (exitCode === null || exitCode === ownFailure);
  if (wasStopped) return { ...result, ...kept, signal: signal ?? "SIGTERM", error: reason ?? null };
  return { ...result, ...kept, exit_code: exitCode, signal, error: errorOf(exitCode, signal, kept.stderr) };
}

/** The function that is returned takes the limit away. */
function stopAtLimit({ io }: Context, limit: number | undefined, stop: Stop): () => void {
  const cancelled = new AbortController();
  if (limit !== undefined) {
    const isUp = () => stop(`time is up: it took longer than ${limit / 1000} s`);
    const clock = io.clock ?? { sleep };
    clock.sleep(limit, cancelled.signal).then(isUp, () => {});
  }
  return () => cancelled.abort();
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
}

function errorOf(exitCode: number | null, signal: string | null, stderr: string): string | null {
  if (signal !== null) return `ssh was ended by ${signal}`;
  if (exitCode !== ownFailure) return null;
  // What ssh complains of at last; where the command itself ended so, it says nothing.
  return (
    stderr
      .trimEnd()
      .split(/[\r\n]+/)
      .at(-1)
      ?.trim() || `ssh ended with exit code ${ownFailure}`
  );
}
