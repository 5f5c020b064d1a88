import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const IMPORT = 'import { createSimulator } from "@doapi/simulator";';

/** The simulator compiled into a folder of its own, for processes of their own. */
export class Program {
  readonly folder = mkdtempSync(join(tmpdir(), "simulator-"));
  readonly #children = new Set<ChildProcess>();

  constructor() {
    const simulator = join(root, "packages", "simulator");
    const tsc = join(root, "node_modules", "typescript", "lib", "tsc.js");
    const options = ["-p", join(simulator, "tsconfig.json"), "--outDir", join(this.folder, "dist"), "--noCheck"];
    execFileSync(process.execPath, [tsc, ...options, "--declaration", "false"]);
    for (const name of ["generated", "catalog"])
      symlinkSync(join(simulator, name), join(this.folder, name), "junction");
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"), "junction");
    writeFileSync(join(this.folder, "package.json"), '{ "type": "module" }');
    mkdirSync(join(this.folder, "state"));
  }

  /** A new path for a state file. */
  stateFile(name: string): string {
    return join(this.folder, "state", name);
  }

  /** Runs a module that may import `@doapi/simulator`; what it writes comes out line by line. */
  run(source: string): Running {
    const code = source.replace("@doapi/simulator", pathToFileURL(join(this.folder, "dist", "index.js")).href);
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#children.add(child);
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      ended,
      kill: () => child.kill("SIGKILL"),
      async line() {
        const { value, done } = await lines.next();
        if (done) throw new Error("The process has written nothing more.");
        return value;
      },
    };
  }

  /** Serves on any port with the options given as source text. */
  async serve(options: string): Promise<Running & { url: string }> {
    const running = this.run(`${IMPORT} console.log((await createSimulator(${options}).listen()).url);`);
    return { ...running, url: await running.line() };
  }

  remove(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Running {
  /** The exit code; null when it was killed. */
  readonly ended: Promise<number | null>;
  line(): Promise<string>;
  kill(): void;
}
