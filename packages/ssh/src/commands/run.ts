import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Connection } from "../connection.js";
import {
  CommandError,
  CommandOutputError,
  type CommandResult,
  CommandTimeoutError,
  SshOptionError,
} from "../errors.js";
import { type Command, lineOf, masked, preparation } from "./command.js";
import { RemoteProcess } from "./process.js";

/** What a command reads: a text, bytes, or a stream of them. */
export type Input = string | Uint8Array | AsyncIterable<string | Uint8Array>;

export interface SpawnOptions {
  /** The directory for this command, instead of the one that `cd` has set. */
  readonly directory?: string | undefined;
  /** Variables for the command. Others on the machine may be able to read them: secrets go into `input`. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Ends the command when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Is called with what the command writes to stderr. */
  readonly onStderr?: ((chunk: Buffer) => void) | undefined;
  /** Milliseconds that a command which is to end has for it, five seconds by default; then it is killed. */
  readonly killAfter?: number | undefined;
}

export interface RunOptions extends SpawnOptions {
  /** Milliseconds until the command is ended; by default ten minutes, or what the connection was made with. */
  readonly timeout?: number | undefined;
  /** What the command reads; nothing by default. */
  readonly input?: Input | undefined;
  /** False: any end is a result, not only exit code 0. */
  readonly check?: boolean | undefined;
  /** Is called with what the command writes to stdout, which is collected as well. */
  readonly onStdout?: ((chunk: Buffer) => void) | undefined;
  /** Bytes of stdout, and of stderr, above which the command is ended; 256 MiB by default. */
  readonly maxOutput?: number | undefined;
  /** What errors call the command, when its own text would say little. */
  readonly name?: string | undefined;
  /** Texts that no error shows: in the command and in what it wrote, `***` stands for them. */
  readonly secrets?: readonly string[] | undefined;
}

/** Where commands run when they do not say otherwise. */
export interface RunContext {
  readonly connection: Connection;
  readonly directory: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
}

const MAX_OUTPUT = 256 * 1024 * 1024;
/** What one string of Node can hold, in every version. */
const MAX_STRING = 2 ** 29 - 25;
/** The longest that a timer can wait. */
const MAX_TIMER = 2 ** 31 - 1;

/** Runs a command to its end. */
export async function run(context: RunContext, command: Command, options: RunOptions = {}): Promise<CommandResult> {
  options.signal?.throwIfAborted();
  const line = lineOf(command);
  const lines = [...preparation({ directory: context.directory, ...options }), line];
  const shown = masked(options.name ?? line, options.secrets ?? []);
  const stop = new Stop({ command: shown, timeout: context.timeout, options });
  const { stdout, stderr } = stop.output;
  let process: RemoteProcess | undefined;
  const starting = RemoteProcess.start({
    connection: context.connection,
    lines,
    input: options.input !== undefined,
    onStderr: stderr.take,
    killAfter: options.killAfter,
  });
  try {
    process = await stop.orFirst(starting);
    process.stdout.on("data", stdout.take);
    if (options.input !== undefined) void feed(process, options.input).catch(stop.because);
    const end = await stop.orFirst(process.end);
    if (end.exitCode === 0 || options.check === false) return { ...end, stdout: stdout.text, stderr: stderr.text };
    throw new CommandError(shown, { ...end, ...stop.shownOutput });
  } catch (error) {
    if (!stop.isStopped) throw error;
    // A channel that opens only now belongs to nobody, and what it started has to end as well.
    if (process === undefined) starting.then((late) => late.kill()).catch(() => {});
    throw stop.error((await process?.kill()) ?? false);
  } finally {
    stop.release();
  }
}

/** Starts a command whose streams are the caller's. */
export async function spawn(
  context: RunContext,
  command: Command,
  options: SpawnOptions & { readonly stdin?: boolean | undefined } = {},
): Promise<RemoteProcess> {
  const { signal, onStderr, killAfter, stdin = false } = options;
  signal?.throwIfAborted();
  const lines = [...preparation({ directory: context.directory, ...options }), lineOf(command)];
  const { connection } = context;
  const process = await RemoteProcess.start({ connection, lines, input: stdin, onStderr, killAfter });
  const onAbort = () => void process.kill();
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener("abort", onAbort);
  void process.ended.finally(() => signal?.removeEventListener("abort", onAbort)).catch(() => {});
  return process;
}

interface OutputRules {
  /** Bytes. */
  readonly max: number;
  readonly tooLong: () => void;
  /** The caller's own function has thrown. */
  readonly failed: (error: unknown) => void;
}

/** What is written to one of the two outputs, up to the limit. */
class Collected {
  readonly #chunks: Buffer[] = [];
  #length = 0;
  readonly take: (chunk: Buffer) => void;

  constructor(onChunk: ((chunk: Buffer) => void) | undefined, { max, tooLong, failed }: OutputRules) {
    this.take = (chunk) => {
      this.#length += chunk.length;
      if (this.#length > max) return tooLong();
      this.#chunks.push(chunk);
      try {
        onChunk?.(chunk);
      } catch (error) {
        failed(error);
      }
    };
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}

interface Limited {
  readonly command: string;
  readonly timeout: number;
  readonly options: RunOptions;
}

/** What can end a command before it ends by itself, and the error that this is. */
class Stop {
  readonly output: { readonly stdout: Collected; readonly stderr: Collected };
  readonly #limited: Limited;
  readonly #controller = new AbortController();
  readonly #stopped: Promise<never>;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = () => this.#by(() => this.#limited.options.signal?.reason);

  constructor(limited: Limited) {
    const { maxOutput = MAX_OUTPUT, timeout = limited.timeout, signal, onStdout, onStderr } = limited.options;
    if (!(timeout > 0)) throw new SshOptionError("timeout must be a number of milliseconds above 0.");
    if (!(maxOutput >= 0 && maxOutput <= MAX_STRING)) {
      throw new SshOptionError(`maxOutput must be a number of bytes up to ${MAX_STRING}.`);
    }
    this.#limited = limited;
    this.#stopped = new Promise((_, reject) => this.#controller.signal.addEventListener("abort", reject));
    this.#stopped.catch(() => {});
    const limit = (words: string, Kind: typeof CommandTimeoutError | typeof CommandOutputError) => () =>
      this.#by((ended) => new Kind({ command: limited.command, limit: words, ended }, this.shownOutput));
    const tooLong = limit(`it wrote more than ${maxOutput} bytes`, CommandOutputError);
    const rules = { max: maxOutput, tooLong, failed: this.because };
    this.output = { stdout: new Collected(onStdout, rules), stderr: new Collected(onStderr, rules) };
    const late = limit(`it ran into its limit of ${timeout} ms`, CommandTimeoutError);
    this.#timer = timeout > MAX_TIMER ? undefined : setTimeout(late, timeout);
    signal?.addEventListener("abort", this.#onAbort);
  }

  get isStopped(): boolean {
    return this.#controller.signal.aborted;
  }

  /** What was written so far, without the secrets. */
  get shownOutput() {
    const secrets = this.#limited.options.secrets ?? [];
    return { stdout: masked(this.output.stdout.text, secrets), stderr: masked(this.output.stderr.text, secrets) };
  }

  /** Stops the command because of an error from outside of it. */
  readonly because = (error: unknown): void => this.#by(() => error);

  /** The work's result; rejects when the command is stopped first. */
  orFirst<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#stopped]);
  }

  error(ended: boolean): unknown {
    return (this.#controller.signal.reason as (ended: boolean) => unknown)(ended);
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#limited.options.signal?.removeEventListener("abort", this.#onAbort);
  }

  #by(error: (ended: boolean) => unknown): void {
    this.#controller.abort(error);
  }
}

/** Writes a command's input. Rejects when the source fails; a command that reads only part of it is not a failure. */
async function feed(process: RemoteProcess, input: Input): Promise<void> {
  const { stdin } = process;
  const gone = process.ended.catch(() => {});
  for await (const chunk of typeof input === "string" || input instanceof Uint8Array ? [input] : input) {
    if (!isOpen(stdin)) return;
    if (!stdin.write(chunk)) await Promise.race([once(stdin, "drain"), gone]);
  }
  if (isOpen(stdin)) stdin.end();
}

function isOpen(stdin: Writable): boolean {
  return stdin.writable && !stdin.writableEnded && !stdin.destroyed;
}
