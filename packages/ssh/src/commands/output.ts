import type { Readable } from "node:stream";

/** The last bytes that were written, for messages. */
export class Tail {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #length = 0;

  constructor(limit = 65_536) {
    this.#limit = limit;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > 2 * this.#limit) {
      this.#chunks = [Buffer.concat(this.#chunks).subarray(-this.#limit)];
      this.#length = this.#limit;
    }
  }

  toString(): string {
    return Buffer.concat(this.#chunks).subarray(-this.#limit).toString("utf8");
  }
}

/**
 * Takes the process id from the head of stderr, where the first line of every command writes it behind a mark. What a
 * shell's start-up file writes before goes through, and so does everything after.
 */
export class ProcessIdFilter {
  readonly #mark: Buffer;
  #head: Buffer | undefined = Buffer.alloc(0);
  #tell = () => {};
  /** Undefined until it was read. */
  pid: number | undefined;
  /** Resolves when it was read, or will never be. */
  readonly settled = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  constructor(mark: string) {
    this.#mark = Buffer.from(mark);
  }

  /** The part of the chunk that the command wrote. */
  pass(chunk: Buffer): Buffer {
    if (this.#head === undefined) return chunk;
    const head = Buffer.concat([this.#head, chunk]);
    const start = head.indexOf(this.#mark);
    const end = start < 0 ? -1 : head.indexOf("\n", start);
    if (end < 0 && head.length < 65_536) {
      this.#head = head;
      return Buffer.alloc(0);
    }
    this.#head = undefined;
    this.#tell();
    if (end < 0) return head;
    const pid = Number(head.toString("latin1", start + this.#mark.length, end));
    if (Number.isInteger(pid) && pid > 1) this.pid = pid;
    return Buffer.concat([head.subarray(0, start), head.subarray(end + 1)]);
  }

  /** What was held back when the stream ended. */
  rest(): Buffer {
    const head = this.#head ?? Buffer.alloc(0);
    this.#head = undefined;
    this.#tell();
    return head;
  }
}

/** The lines of a stream of text, without their ends; the last one also when nothing ends it. */
export async function* linesOf(stream: Readable): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  // Pieces of one line are joined once: a line of 100 MB must not be copied with every piece.
  let pieces: string[] = [];
  for await (const chunk of stream) {
    const [first = "", ...others] = decoder.decode(chunk as Buffer, { stream: true }).split("\n");
    pieces.push(first);
    for (const other of others) {
      yield pieces.join("");
      pieces = [other];
    }
  }
  const last = pieces.join("") + decoder.decode();
  if (last !== "") yield last;
}
