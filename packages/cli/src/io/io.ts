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
  /** Drives waits, and the embedded simulator; the real clock when left out. */
  readonly clock?: Clock;
}
