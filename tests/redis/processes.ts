import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { IMPORT, Program } from "../simulator/program.js";
import type { Result, Work } from "./worker.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A simulator and its clients, each in a process of its own, compiled from the sources as they are. */
export class Processes {
  readonly #simulator = new Program();
  readonly #folder: string;
  readonly #children = new Set<ChildProcess>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param name of a folder for what is compiled, which no other test uses */
  static async compile(name: string): Promise<Processes> {
    const folder = join(root, ".cache", `redis-${name}-${process.pid}`);
    const source = (path: string) => join(root, "packages", path);
    const alias = {
      "@doapi/client": source("client/src/index.ts"),
      "@doapi/redis": source("redis/src/index.ts"),
      "#platform": source("client/src/platform.node.ts"),
    };
    const bundle = await rolldown({
      input: { worker: fileURLToPath(new URL("worker.ts", import.meta.url)) },
      platform: "node",
      resolve: { alias },
      external: ["@redis/client", "ioredis"],
    });
    await bundle.write({ dir: folder, entryFileNames: "[name].mjs" });
    await bundle.close();
    return new Processes(folder);
  }

  /** Starts a simulator with the API's real limits, whose time runs `speed` times faster, and resolves to its address. */
  simulator(speed: number): Promise<string> {
    const fast = `const real = Date.now, start = real(); Date.now = () => start + Math.floor((real() - start) * ${speed});`;
    return this.#simulator.run(`${IMPORT} ${fast} console.log((await createSimulator().listen()).url);`).line();
  }

  /** Starts a worker that waits for its sign; resolves when it is ready. */
  async worker(work: Work): Promise<{ begin(until: number): void; readonly result: Promise<Result> }> {
    const child = fork(join(this.#folder, "worker.mjs"), [JSON.stringify(work)], { execArgv: [] });
    this.#children.add(child);
    await message(child);
    return { begin: (until) => void child.send(until), result: message(child) as Promise<Result> };
  }

  stop(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
    this.#simulator.remove();
  }
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`the process ended with ${code} and said nothing`)));
  });
}
