import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import type { Interrupts } from "./process.js";
import type { Program, ProgramEnd, StartedProgram } from "./io.js";

/** How long a program may take to end once it was asked to, in milliseconds. */
const grace = 5000;

/** How long output may still come after a program has ended, counted from the last that came, in milliseconds. */
const silence = 1000;

/** What ends with this process, however that ends. */
const alive = new Set<ChildProcess>();

/** Starts a program of this machine. */
export async function startProgram(program: Program, interrupts: Interrupts): Promise<StartedProgram> {
  const child = spawnProgram(program);
  // The terminal sends Ctrl-C to both; what it ends is for the program to say.
  const resume = program.output === undefined ? interrupts.divert((signal) => child.kill(signal)) : () => {};
  const end = untilEnd(child, program).finally(() => {
    resume();
    forget(child);
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    resume();
    forget(child);
    throw error;
  }
  // Of one that runs: that a signal did not reach it.
  child.on("error", () => {});
  return { end, stop: () => stop(child) };
}

function spawnProgram({ name, args, env, cwd, output }: Program): ChildProcess {
  const stdio: StdioOptions = output === undefined ? "inherit" : ["ignore", "pipe", "pipe"];
  const child = spawn(name, args, { env, cwd, stdio, windowsHide: true });
  if (alive.size === 0) process.on("exit", endAll);
  alive.add(child);
  return child;
}

function untilEnd(child: ChildProcess, { output }: Program): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    let last: ProgramEnd | undefined;
    let timer: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(timer);
      child.stdout?.destroy();
      child.stderr?.destroy();
      if (last !== undefined) resolve(last);
    };
    // Something that the program left behind can hold its output open for ever.
    const waitForMore = () => {
      clearTimeout(timer);
      timer = setTimeout(finish, silence);
    };
    const taking = (take: ((chunk: Uint8Array) => void) | undefined) => (chunk: Uint8Array) => {
      if (last !== undefined) waitForMore();
      take?.(chunk);
    };
    child.stdout?.on("data", taking(output?.stdout));
    child.stderr?.on("data", taking(output?.stderr));
    child.on("exit", (exitCode, signal) => {
      last = { exitCode, signal };
      waitForMore();
    });
    child.on("close", finish);
  });
}

/** Asks a program to end, and makes it when it does not. */
function stop(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), grace);
  child.once("exit", () => clearTimeout(timer));
}

function forget(child: ChildProcess): void {
  if (alive.delete(child) && alive.size === 0) process.off("exit", endAll);
}

function endAll(): void {
  for (const child of alive) child.kill("SIGKILL");
}
