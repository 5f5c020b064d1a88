import type { Dialogue, Io, Program, Sink, StartedProgram } from "./io.js";

export interface MemoryIoOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly home?: string;
  /** Columns of the terminal that both outputs are; left out, they are none. */
  readonly terminal?: number;
  /** What the person at the terminal answers, in turn: `yes`, `no`, or the text asked for. After the last one, nothing. */
  readonly answers?: readonly string[];
  readonly interrupt?: AbortSignal;
  readonly clock?: Io["clock"];
  /** Told of everything that is written to standard error. */
  readonly onStderr?: (text: string) => void;
  /** Stands in for the programs of the machine; left out, it has none. */
  readonly start?: (program: Program) => Promise<StartedProgram>;
}

/** Streams in memory, to run a command line inside another program. It sees no environment but the one given. */
export function memoryIo(
  options: MemoryIoOptions = {},
): Io & { readonly out: () => string; readonly err: () => string } {
  const { stdin = "", env = {}, cwd = "/nowhere", home = "/nowhere", terminal, clock, onStderr } = options;
  const stdout = memorySink(terminal);
  const stderr = memorySink(terminal, onStderr);
  const dialogue = memoryDialogue(options.answers ?? [], stderr.sink);
  return {
    stdin: { read: async () => stdin },
    stdout: stdout.sink,
    stderr: stderr.sink,
    dialogue: () => (terminal === undefined ? undefined : dialogue),
    env,
    cwd,
    home,
    interrupt: options.interrupt ?? new AbortController().signal,
    start: options.start ?? noProgram,
    ...(clock === undefined ? {} : { clock }),
    out: stdout.text,
    err: stderr.text,
  };
}

async function noProgram({ name }: Program): Promise<never> {
  throw Object.assign(new Error(`there is no ${name} here`), { code: "ENOENT" });
}

function memoryDialogue(answers: readonly string[], stderr: Sink): Dialogue {
  const left = [...answers];
  const ask = (question: string) => {
    stderr.write(`${question}\n`);
    return left.shift();
  };
  return {
    async confirm(question) {
      const answer = ask(question);
      return answer === undefined ? undefined : answer === "yes";
    },
    secret: async (question) => ask(question),
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
