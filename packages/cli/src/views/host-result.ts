import type { Columns } from "../output/columns.js";

/** What became of a command on one droplet. */
export interface HostResult {
  readonly id: number;
  readonly name: string;
  /** The address that ssh was sent to; null where there is none. */
  readonly host: string | null;
  /** What the command ended with, or 255 of ssh itself; null where it was ended, or never began. */
  readonly exit_code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why there is no result of the command; null where there is one. */
  readonly error: string | null;
}

export const hostResultColumns: Columns<HostResult> = [
  { title: "ID", value: ({ id }) => id, drop: 3 },
  { title: "Name", value: ({ name }) => name },
  { title: "Host", value: ({ host }) => host, drop: 2 },
  { title: "Exit", name: "exit_code", value: ({ exit_code: code }) => code, right: true },
  { title: "Signal", value: ({ signal }) => signal, drop: 4 },
  { title: "Stdout", value: ({ stdout }) => stdout.trimEnd() },
  { title: "Stderr", value: ({ stderr }) => stderr.trimEnd(), drop: 1 },
  { title: "Error", value: ({ error }) => error },
];
