import { readFileSync } from "node:fs";
import { format } from "node:util";
import { runInThisContext } from "node:vm";
import * as client from "@doapi/client";
import type { Simulator } from "@doapi/simulator";
import { transformSync } from "rolldown/utils";
import { vi } from "vitest";

/** One row of a page's tables, as the cells of its line. */
export interface Row {
  readonly place: string;
  readonly cells: readonly string[];
}

/** A page for those who come from another library. */
export class Guide {
  readonly #file: string;
  readonly #text: string;

  constructor(name: string) {
    this.#file = `coming-from-${name}.md`;
    this.#text = readFileSync(new URL(`../../docs/guide/${this.#file}`, import.meta.url), "utf8");
  }

  get programs(): string[] {
    return [...this.#text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, program = ""]) => program);
  }

  /** The rows of all tables, without their heads. */
  get rows(): Row[] {
    const lines = this.#text.split("\n");
    return lines.flatMap((line, index) => {
      const isHead = lines[index + 1]?.startsWith("| ---") === true;
      if (!line.startsWith("| ") || line.startsWith("| ---") || isHead) return [];
      const cells = line.split("|").slice(1, -1);
      return { place: `${this.#file}:${index + 1}`, cells: cells.map((cell) => cell.trim()) };
    });
  }

  /** What the first column is about, where that is one name and nothing else. */
  get names(): string[] {
    return this.rows.flatMap(({ cells: [first = ""] }) => /^`([\w.]+)`$/.exec(first)?.[1] ?? []);
  }

  /**
   * Runs one program of the page and gives what it wrote. Only the modules that it imports are not quite those of a user: its
   * client is on the simulator, whose clock moves when the program waits, so that nothing sleeps.
   */
  async run(number: number, simulator: Simulator, { whileSleeping = () => {} } = {}): Promise<string[]> {
    const sleep = async (milliseconds: number, signal?: AbortSignal) => {
      whileSleeping();
      signal?.throwIfAborted();
      simulator.clock.advance(milliseconds);
    };
    class DigitalOcean extends client.DigitalOcean {
      constructor(options: client.ClientOptions = {}) {
        super({ ...options, fetch: simulator.fetch, clock: { now: () => simulator.clock.now(), sleep } });
      }
    }
    const modules = { "@doapi/client": { ...client, DigitalOcean }, "node:timers/promises": { setTimeout: sleep } };
    const written: string[] = [];
    const log = vi
      .spyOn(console, "log")
      .mockImplementation((...words: unknown[]) => void written.push(format(...words)));
    try {
      await functionOf(this.programs[number] ?? "")(modules);
    } finally {
      log.mockRestore();
    }
    return written;
  }
}

/** A program as a function of the modules that it imports. */
function functionOf(program: string): (modules: object) => Promise<void> {
  const { code, errors } = transformSync("program.ts", program);
  if (code === "" || errors.length > 0) throw new Error(`the page has no such program: ${errors.join("; ")}`);
  const body = code.replaceAll(
    /^import \{(.*?)\} from "(.*?)";$/gm,
    (_, names: string, name: string) => `const {${names.replaceAll(" as ", ": ")}} = modules["${name}"];`,
  );
  return runInThisContext(`(async (modules) => {${body}\n})`) as (modules: object) => Promise<void>;
}
