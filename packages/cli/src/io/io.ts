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

/** Everything that a run of `doapi` takes from, and gives to, the outside. */
export interface Io {
  readonly stdin: { read(): Promise<string> };
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative file names start here. */
  readonly cwd: string;
  readonly home: string;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Drives waits, and the embedded simulator; the real clock when left out. */
  readonly clock?: Clock;
}
