import type { Runner } from "../commands/background.js";
import { SshError } from "../errors.js";

/** One process of the droplet. */
export interface ProcessInfo {
  readonly pid: number;
  /** The process that started it. */
  readonly parent: number;
  readonly user: string;
  /** Percent of one processor, over its whole life. */
  readonly cpu: number;
  /** Percent of the memory. */
  readonly memory: number;
  /** Bytes of memory. */
  readonly resident: number;
  /** Seconds since it was started. */
  readonly elapsed: number;
  /** As ps writes it: `S`, `R`, `Z`, ... */
  readonly state: string;
  /** The program with its arguments. */
  readonly command: string;
}

/** What top shows at one moment. */
export interface Snapshot {
  /** How many processes wanted a processor, over the last 1, 5 and 15 minutes. */
  readonly load: readonly [number, number, number];
  /** The lines above the table, as top writes them. */
  readonly summary: readonly string[];
  /** The table, the busiest first: percent of one processor in this moment, and of the memory. */
  readonly processes: readonly {
    readonly pid: number;
    readonly user: string;
    readonly cpu: number;
    readonly memory: number;
    readonly command: string;
  }[];
}

const COLUMNS = "pid= ppid= user:32= pcpu= pmem= rss= etimes= stat= args=";

/** All processes, ps itself included. */
export async function ps(runner: Runner): Promise<ProcessInfo[]> {
  const columns = COLUMNS.split(" ").map((column) => `-o ${column}`);
  const { stdout } = await runner.run(`LC_ALL=C ps -e -ww ${columns.join(" ")}`, { timeout: 60_000 });
  return linesOf(stdout).map((line) => {
    const [pid, parent, user = "", cpu, memory, resident, elapsed, state = "", ...rest] = line.trim().split(/ +/, 9);
    const command = rest.length === 0 ? "" : line.trim().replace(/^(?:\S+ +){8}/, "");
    const numbers = [pid, parent, cpu, memory, resident, elapsed].map(Number);
    if (numbers.some(Number.isNaN)) throw new SshError(`ps wrote a line that cannot be read: ${line.slice(0, 80)}`);
    return {
      pid: Number(pid),
      parent: Number(parent),
      user,
      cpu: Number(cpu),
      memory: Number(memory),
      resident: Number(resident) * 1024,
      elapsed: Number(elapsed),
      state,
      command,
    };
  });
}

/** One look of top. */
export async function top(runner: Runner): Promise<Snapshot> {
  const { stdout } = await runner.run("LC_ALL=C TERM=dumb top -b -n 1 -w 512", { timeout: 60_000 });
  const lines = stdout.split("\n");
  const head = lines.findIndex((line) => /^\s*PID\s/.test(line));
  const [, ...load] = /load average: ([\d.]+), ([\d.]+), ([\d.]+)/.exec(stdout)?.map(Number) ?? [];
  if (head < 0 || load.length !== 3) throw new SshError("top wrote something that cannot be read.");
  const names = (lines[head] ?? "").trim().split(/\s+/);
  const column = (words: readonly string[], name: string) => words[names.indexOf(name)] ?? "";
  return {
    load: load as [number, number, number],
    summary: linesOf(lines.slice(0, head).join("\n")),
    processes: linesOf(lines.slice(head + 1).join("\n")).map((line) => {
      const words = line.trim().split(/\s+/);
      return {
        pid: Number(column(words, "PID")),
        user: column(words, "USER"),
        cpu: Number(column(words, "%CPU")),
        memory: Number(column(words, "%MEM")),
        command: words.slice(names.indexOf("COMMAND")).join(" "),
      };
    }),
  };
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}
