import { createColors } from "picocolors";
import width from "fast-string-width";
import type { Io, Program, Sink } from "../io/io.js";
import { usesColour } from "../output/output.js";
import { printable } from "../output/printable.js";

type Takers = NonNullable<Program["output"]>;

/** Takes what one droplet's command writes. */
export interface HostOutput extends Takers {
  /** What was kept of it: all, or of what was printed already the last line of the errors. */
  readonly kept: () => { readonly stdout: string; readonly stderr: string };
}

/** The most bytes that are kept of one droplet. */
const mostBytes = 64 * 1024 * 1024;

/** A line that is longer is printed in parts of this many characters. */
const longestLine = 64 * 1024;

/** Keeps everything, to be shown when the command has ended. `onExcess` is told when it becomes too much; no more is kept then. */
export function keepingOutput(onExcess: () => void): HostOutput {
  const chunks: Record<"stdout" | "stderr", Uint8Array[]> = { stdout: [], stderr: [] };
  let size = 0;
  const keep = (stream: Uint8Array[]) => (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > mostBytes) onExcess();
    else stream.push(chunk);
  };
  const text = (stream: Uint8Array[]) => Buffer.concat(stream).toString("utf8");
  return {
    stdout: keep(chunks.stdout),
    stderr: keep(chunks.stderr),
    kept: () => ({ stdout: text(chunks.stdout), stderr: text(chunks.stderr) }),
  };
}

/** Prints the lines of all droplets as they come, each with the name of its droplet in front. */
export function prefixedOutput(io: Io, names: readonly string[]): (index: number) => HostOutput {
  const labels = names.map(printable);
  const widest = Math.max(0, ...labels.map((label) => width(label)));
  return (index) => {
    const label = labels[index] ?? "";
    const padded = label + " ".repeat(widest - width(label));
    let lastError = "";
    const printer = (sink: Sink, onLine: (line: string) => void = () => {}) => {
      const prefix = `${paint(io, sink, index)(`${padded} |`)} `;
      return lines((line) => {
        onLine(line);
        sink.write(`${prefix}${sink.isTTY ? printable(line) : line}\n`);
      });
    };
    const stdout = printer(io.stdout);
    const stderr = printer(io.stderr, (line) => (lastError = line));
    const kept = () => {
      stdout.end();
      stderr.end();
      return { stdout: "", stderr: lastError };
    };
    return { stdout: stdout.take, stderr: stderr.take, kept };
  };
}

/** Cuts what comes in pieces into lines; the last one may lack its end. */
function lines(onLine: (line: string) => void) {
  const decoder = new TextDecoder();
  let open = "";
  const add = (text: string) => {
    const parts = (open + text).split("\n");
    open = parts.pop() ?? "";
    // ssh itself ends its lines as a terminal wants them.
    for (const part of parts) onLine(part.replace(/\r$/, ""));
    if (open.length < longestLine) return;
    onLine(open);
    open = "";
  };
  return {
    take: (chunk: Uint8Array) => add(decoder.decode(chunk, { stream: true })),
    end: () => {
      add(decoder.decode());
      if (open !== "") onLine(open);
      open = "";
    },
  };
}

/** A colour for each droplet, where there are colours. */
function paint(io: Io, sink: Sink, index: number): (text: string) => string {
  const colours = createColors(usesColour(io, sink.isTTY));
  const { cyan, yellow, green, magenta, blue, red } = colours;
  const all = [cyan, yellow, green, magenta, blue, red];
  return all[index % all.length] ?? cyan;
}
