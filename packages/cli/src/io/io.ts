import type { Clock } from "@doapi/client";

/** A stream that is written to. */
export interface Sink {
  write(data: string | Uint8Array): void;
  readonly isTTY: boolean;
  /** Columns of the terminal; 80 when it is none. */
  readonly columns: number;
  /** True when nobody reads any more (a closed pipe): what is written from then on is dropped in silence. */
  readonly closed: boolean;
}

/** Questions to the person at the terminal. Undefined is the answer of one who gives up. */
export interface Dialogue {
  confirm(question: string, signal: AbortSignal): Promise<boolean | undefined>;
  /** Asks for a text that is not shown. */
  secret(question: string, signal: AbortSignal): Promise<string | undefined>;
}

/** A program of this machine, as a run starts it. */
export interface Program {
  /** As the folders of the PATH have it: `ssh`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative file names start here. */
  readonly cwd: string;
  /**
   * Takes what the program writes; nothing can be read by it then. Left out, it has the streams of this process, a terminal
   * among them, and the signals that this process gets.
   */
  readonly output?: {
    readonly stdout: (chunk: Uint8Array) => void;
    readonly stderr: (chunk: Uint8Array) => void;
  };
}

/** How a program ended: by itself, or by a signal. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A program that runs. */
export interface StartedProgram {
  /** Resolves when it has ended and everything that it wrote was taken; never rejects. */
  readonly end: Promise<ProgramEnd>;
  /** Asks it to end, and makes it end when it does not within seconds. */
  stop(): void;
}

/** Everything that a run of `doapi` takes from, and gives to, the outside. */
export interface Io {
  readonly stdin: { read(): Promise<string> };
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Undefined where nobody can be asked: where input or messages are no terminal. */
  dialogue(): Dialogue | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative file names start here. */
  readonly cwd: string;
  readonly home: string;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Starts a program of this machine. Rejects when that cannot be done, with the code `ENOENT` where there is none of the name. */
  start(program: Program): Promise<StartedProgram>;
  /** Drives waits, and the embedded simulator; the real clock when left out. */
  readonly clock?: Clock;
}
