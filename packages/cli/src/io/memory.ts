import type { Io, Sink } from "./io.js";

export interface MemoryIoOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly home?: string;
  /** Columns of the terminal that both outputs are; left out, they are none. */
  readonly terminal?: number;
  readonly interrupt?: AbortSignal;
  readonly clock?: Io["clock"];
  /** Told of everything that is written to standard error. */
  readonly onStderr?: (text: string) => void;
}

/** Streams in memory, to run a command line inside another program. It sees no environment but the one given. */
export function memoryIo(
  options: MemoryIoOptions = {},
): Io & { readonly out: () => string; readonly err: () => string } {
  const { stdin = "", env = {}, cwd = "/nowhere", home = "/nowhere", terminal, clock, onStderr } = options;
  const stdout = memorySink(terminal);
  const stderr = memorySink(terminal, onStderr);
  return {
    stdin: { read: async () => stdin },
    stdout: stdout.sink,
    stderr: stderr.sink,
    env,
    cwd,
    home,
    interrupt: options.interrupt ?? new AbortController().signal,
    ...(clock === undefined ? {} : { clock }),
    out: stdout.text,
    err: stderr.text,
  };
}

function memorySink(terminal: number | undefined, onWrite: (text: string) => void = () => {}) {
  const chunks: Uint8Array[] = [];
  const sink: Sink = {
    write(data) {
      chunks.push(typeof data === "string" ? Buffer.from(data) : data);
      onWrite(Buffer.from(data).toString());
    },
    isTTY: terminal !== undefined,
    columns: terminal ?? 80,
    closed: false,
  };
  return { sink, text: () => Buffer.concat(chunks).toString() };
}
