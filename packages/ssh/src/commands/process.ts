import { randomUUID } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import type { Channel, Connection, Started } from "../connection.js";
import { type CommandEnd, SshConnectionError } from "../errors.js";
import { linesOf, ProcessIdFilter, Tail } from "./output.js";

/** Milliseconds that the server has for each step of ending a command. */
const PATIENCE = 5_000;

export interface ProcessOptions {
  readonly connection: Connection;
  /** The command's line with its surroundings. */
  readonly lines: readonly string[];
  /** False when its stdin is to be empty. */
  readonly input: boolean;
  readonly onStderr: ((chunk: Buffer) => void) | undefined;
  /** Milliseconds between TERM and KILL. */
  readonly killAfter: number | undefined;
}

/**
 * A command that runs on the server. Its stdout is to be read: unread, it makes the command wait, as a pipe does. Its stderr
 * is always taken in.
 */
export class RemoteProcess implements AsyncIterable<string> {
  readonly #connection: Connection;
  readonly #channel: Channel;
  readonly #pid: ProcessIdFilter;
  readonly #tail = new Tail();
  readonly #end: Promise<CommandEnd>;
  readonly #killAfter: number;
  #stdoutTaken = false;
  #hasEnded = false;

  private constructor({ channel, closed }: Started, mark: string, options: ProcessOptions) {
    this.#connection = options.connection;
    this.#channel = channel;
    this.#pid = new ProcessIdFilter(mark);
    this.#killAfter = options.killAfter ?? PATIENCE;
    this.#end = this.#watch(closed, options.onStderr);
    // Whoever waits for the end is told; a process of which nobody does must not end the program.
    this.#end.catch(() => {});
  }

  /** @internal */
  static async start(options: ProcessOptions): Promise<RemoteProcess> {
    const mark = `doapi:${randomUUID()}:`;
    // Without input its stdin is closed on the other side: a channel that is half closed takes no signals.
    const head = [`printf '%s%s\\n' '${mark}' "$$" >&2`, ...(options.input ? [] : ["exec </dev/null"])];
    const started = await options.connection.exec([...head, ...options.lines].join("\n"));
    return new RemoteProcess(started, mark, options);
  }

  /** What the command writes, as bytes. */
  get stdout(): Readable {
    this.#stdoutTaken = true;
    return this.#channel;
  }

  /** What the command reads, where it was started with `input: "stream"`. End it. */
  get stdin(): Writable {
    return this.#channel;
  }

  /** The latest 64 KB of stderr, as text. */
  get stderr(): string {
    return this.#tail.toString();
  }

  /**
   * How the command ended. Where nobody reads its stdout, this drops it.
   *
   * @throws SshConnectionError when the connection was lost before the command had ended
   */
  get end(): Promise<CommandEnd> {
    if (!this.#stdoutTaken) this.#channel.resume();
    return this.#end;
  }

  /** @internal The same, and stdout is left to whoever reads it. */
  get ended(): Promise<CommandEnd> {
    return this.#end;
  }

  /** The lines of stdout. */
  [Symbol.asyncIterator](): AsyncIterator<string> {
    return linesOf(this.stdout);
  }

  /**
   * Ends the command and everything that it has started, except what runs in a session of its own: with TERM, and after
   * `killAfter` with KILL. Resolves when the server says that it is gone; false when it does not say so.
   */
  async kill(): Promise<boolean> {
    // What it writes on the way has no reader any more, and would keep the channel open.
    this.#channel.resume();
    // Before, it is not yet the session of its own by which it is found.
    await within(PATIENCE, Promise.race([this.#pid.settled, this.#end]));
    for (const [signal, patience] of [["TERM", this.#killAfter] as const, ["KILL", PATIENCE] as const]) {
      if (this.#hasEnded || this.#connection.lost !== undefined) break;
      this.#channel.signal(signal);
      // The signal reaches one process group, where the server knows signals at all: the rest is found by its session.
      await within(PATIENCE, this.#signalSession(signal));
      await within(patience, this.#end);
    }
    if (!this.#hasEnded) this.#channel.close();
    return this.#hasEnded && this.#connection.lost === undefined;
  }

  async #signalSession(signal: string): Promise<void> {
    const pid = this.#pid.pid;
    if (pid === undefined) return;
    const find = `ps -e -o pid= -o sess= | while read -r p s; do if [ "$s" = ${pid} ]; then echo "$p"; fi; done`;
    const line = `kill -${signal} $(${find}) 2>/dev/null || kill -${signal} -${pid}`;
    const { channel, closed } = await this.#connection.exec(line);
    channel.resume().stderr.resume();
    await closed;
  }

  async #watch(closed: Promise<CommandEnd | undefined>, onStderr?: (chunk: Buffer) => void): Promise<CommandEnd> {
    const take = (chunk: Buffer) => {
      if (chunk.length === 0) return;
      this.#tail.add(chunk);
      onStderr?.(chunk);
    };
    this.#channel.stderr.on("data", (chunk: Buffer) => take(this.#pid.pass(chunk)));
    const end = await closed;
    this.#hasEnded = true;
    take(this.#pid.rest());
    if (end === undefined) throw this.#lostError();
    return end;
  }

  #lostError(): SshConnectionError {
    const { lost, name } = this.#connection;
    const cause = lost === undefined ? {} : { cause: lost };
    return new SshConnectionError(`${name}: the connection was lost before the command had ended.`, cause);
  }
}

/** Waits for something at most so long, and does not care how it ends. */
function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    work
      .catch(() => {})
      .finally(() => {
        clearTimeout(timer);
        resolve();
      });
  });
}
