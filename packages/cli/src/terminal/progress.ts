import { createColors } from "picocolors";
import type { Io } from "../io/io.js";
import { usesColour } from "../output/output.js";
import { printable } from "../output/printable.js";
import { truncate } from "../output/table.js";

export type ProgressState = "pending" | "done" | "failed";

/** Where one resource stands. */
export interface ProgressLine {
  /** Tells the lines apart. */
  readonly key: string | number;
  readonly label: string;
  /** In the API's word: `new`, `in-progress`, `completed`. */
  readonly status: string;
  readonly state: ProgressState;
}

/** Shows on standard error how a wait goes on. */
export interface Progress {
  update(lines: readonly ProgressLine[]): void;
  /** Takes a drawing in place off the screen, so that something else can be written. It is drawn again with the next update. */
  clear(): void;
  /** Leaves the last state standing. */
  finish(): void;
}

const marks = { pending: "…", done: "✓", failed: "✗" } as const;
const mostLines = 12;

/** On a terminal a line for each resource, updated in place. */
export function terminalProgress(io: Io): Progress {
  const colours = createColors(usesColour(io, true));
  const paint = { pending: colours.yellow, done: colours.green, failed: colours.red };
  const now = () => io.clock?.now() ?? Date.now();
  let drawn = 0;
  let last = "";
  let started: number | undefined;
  const clear = () => {
    // From the first column: what is typed meanwhile, Ctrl-C among it, is shown on the last line.
    if (drawn > 0) io.stderr.write(`\r\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  return {
    clear,
    update(lines) {
      started ??= now();
      const elapsed = `${Math.round((now() - started) / 1000)} s`;
      // What is done gives way first: only so many lines can be redrawn without scrolling.
      const order = lines.length <= mostLines ? lines : lines.toSorted((a, b) => rank(a) - rank(b));
      const shown = order.slice(0, mostLines).map((line) => {
        const since = line.state === "pending" ? `, ${elapsed}` : "";
        const text = truncate(printable(`${line.label}: ${line.status}${since}`), io.stderr.columns - 3);
        return `${paint[line.state](marks[line.state])} ${text}\n`;
      });
      if (lines.length > mostLines) {
        const pending = lines.filter((line) => line.state === "pending").length;
        shown.push(`  ${lines.length} in all, ${pending} pending\n`);
      }
      const drawing = shown.join("");
      if (drawing === last && drawn > 0) return;
      clear();
      drawn = shown.length;
      last = drawing;
      io.stderr.write(drawing);
    },
    finish() {
      drawn = 0;
      started = undefined;
    },
  };
}

/** Elsewhere a plain line for each change. */
export function plainProgress(io: Io): Progress {
  const known = new Map<string | number, string>();
  return {
    clear: () => {},
    finish: () => {},
    update(lines) {
      for (const line of lines) {
        if (known.get(line.key) === line.status) continue;
        known.set(line.key, line.status);
        io.stderr.write(`${printable(`${line.label}: ${line.status}`)}\n`);
      }
    },
  };
}

export const noProgress: Progress = { update: () => {}, clear: () => {}, finish: () => {} };

function rank(line: ProgressLine): number {
  return line.state === "done" ? 1 : 0;
}
