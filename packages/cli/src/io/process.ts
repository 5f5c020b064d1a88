import { homedir } from "node:os";
import process from "node:process";
import { isatty } from "node:tty";
import { reasonOf } from "./errno.js";
import type { Io, Sink } from "./io.js";
import { terminalDialogue } from "./dialogue.js";

/** The streams, environment and signals of this process. */
export function processIo(): Io {
  // Node.js makes a stream when it is first asked for, which takes milliseconds: only those that are used are.
  const stderr = sink(() => process.stderr);
  const stdout = sink(
    () => process.stdout,
    (error) => {
      process.exitCode ||= 1;
      stderr.write(`doapi: cannot write to standard output: ${reasonOf(error)}\n`);
    },
  );
  const interrupts = processInterrupts();
  return {
    stdin: { read: readStdin },
    stdout,
    stderr,
    dialogue: () => (isatty(0) && isatty(2) ? terminalDialogue : undefined),
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    interrupt: interrupts.signal,
    // Loaded only now: most runs start nothing.
    start: async (program) => (await import("./programs.js")).startProgram(program, interrupts),
  };
}

async function readStdin(): Promise<string> {
  process.stdin.setEncoding("utf8");
  let text = "";
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}

/** `onFailure` is told once, of any failure to write but that nobody reads any more: a reader that has seen enough is none. */
function sink(open: () => NodeJS.WriteStream, onFailure: (error: unknown) => void = () => {}): Sink {
  let opened: NodeJS.WriteStream | undefined;
  let closed = false;
  const stream = () => {
    opened ??= open().on("error", (error: NodeJS.ErrnoException) => {
      const first = !closed;
      closed = true;
      if (first && error.code !== "EPIPE") onFailure(error);
    });
    return opened;
  };
  return {
    write(data) {
      if (!closed) stream().write(data);
    },
    get isTTY() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns ?? 80;
    },
    get closed() {
      return closed;
    },
  };
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
type InterruptSignal = (typeof signals)[number];

/** Ctrl-C and its like, as this process gets them. */
export interface Interrupts {
  /** The first of them asks for an orderly end; the second ends at once. */
  readonly signal: AbortSignal;
  /** Hands them to somebody else, a program that has the terminal, until the function that is returned is called. */
  divert(to: (signal: InterruptSignal) => void): () => void;
}

/** Listens for the signals that ask this process to end. */
function processInterrupts(): Interrupts {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error("interrupted"));
  };
  const own = ["SIGINT", "SIGTERM"] as const;
  for (const signal of own) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    divert(to) {
      for (const signal of signals) process.on(signal, to);
      for (const signal of own) process.off(signal, interrupt);
      return () => {
        for (const signal of own) process.on(signal, interrupt);
        for (const signal of signals) process.off(signal, to);
      };
    },
  };
}
