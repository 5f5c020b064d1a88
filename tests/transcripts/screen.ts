import { memoryIo, type Io, type MemoryIoOptions } from "@doapi/cli";

/** A terminal as far as the program uses one: lines, the way up, and erasing below. Colours are left out. */
export class Screen {
  readonly #lines: string[] = [""];
  #row = 0;
  #column = 0;

  write(data: string): void {
    // oxlint-disable-next-line no-control-regex
    for (const [part] of data.matchAll(/\u001b\[\d*[A-Za-z]|[\n\r]|[^\u001b\n\r]+/g)) this.#apply(part);
  }

  /** What is seen, without the empty end. */
  get text(): string {
    const lines = this.#lines.map((line) => line.trimEnd());
    return `${lines.join("\n").trimEnd()}\n`;
  }

  #apply(part: string): void {
    const count = Number(/\d+/.exec(part)?.[0] ?? 1);
    if (part === "\n") this.#newLine();
    else if (part === "\r") this.#column = 0;
    else if (part.endsWith("A") && part.startsWith("\u001b")) this.#row = Math.max(0, this.#row - count);
    else if (part === "\u001b[0J") this.#eraseBelow();
    else if (part.startsWith("\u001b") && !part.endsWith("m"))
      throw new Error(`unknown sequence ${JSON.stringify(part)}`);
    else if (!part.startsWith("\u001b")) this.#print(part);
  }

  #newLine(): void {
    this.#row += 1;
    this.#column = 0;
    this.#lines[this.#row] ??= "";
  }

  #eraseBelow(): void {
    this.#lines.length = this.#row + 1;
    this.#lines[this.#row] = this.#line().slice(0, this.#column);
  }

  #print(text: string): void {
    const line = this.#line().padEnd(this.#column);
    this.#lines[this.#row] = line.slice(0, this.#column) + text + line.slice(this.#column + text.length);
    this.#column += text.length;
  }

  #line(): string {
    return this.#lines[this.#row] ?? "";
  }
}

/** Streams whose outputs are one screen. */
export function screenIo(screen: Screen, options: MemoryIoOptions & { readonly terminal: number }): Io {
  const sink = {
    write: (data: string | Uint8Array) => screen.write(Buffer.from(data).toString()),
    isTTY: true,
    columns: options.terminal,
    closed: false,
  };
  return { ...memoryIo(options), stdout: sink, stderr: sink };
}
