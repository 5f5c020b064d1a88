import type { Runner } from "../commands/background.js";
import { quotePath } from "../commands/quote.js";
import { sh, ShellText } from "../commands/template.js";
import { type CommandResult, SshOptionError } from "../errors.js";

export interface PipOptions {
  /** The Python whose packages these are, `python3` by default; that of a virtual environment is `<folder>/bin/python`. */
  readonly python?: string | undefined;
  /** Milliseconds until the command is ended, fifteen minutes by default. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Packages of Python. */
export class Pip {
  readonly #runner: Runner;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /**
   * Installs packages: names, with or without a version.
   *
   * @example
   * ```ts
   * await ssh.run(["python3", "-m", "venv", "/srv/venv"]);
   * await ssh.pip.install(["flask==3.1.0"], { python: "/srv/venv/bin/python" });
   * ```
   * @throws CommandError
   */
  async install(packages: readonly string[] | string, options: PipOptions = {}): Promise<CommandResult> {
    const names = typeof packages === "string" ? [packages] : packages;
    if (names.length === 0) throw new SshOptionError("There is no package to install.");
    return await this.#pip(sh`install -- ${names}`, options);
  }

  /** Installs what a requirements file on the droplet lists. @throws CommandError */
  async installRequirements(file: string, options: PipOptions = {}): Promise<CommandResult> {
    return await this.#pip(new ShellText(`install -r ${quotePath(file)}`), options);
  }

  /** What is installed, one requirement each: `flask==3.1.0`. @throws CommandError */
  async freeze(options: PipOptions = {}): Promise<string[]> {
    const { stdout } = await this.#pip(sh`freeze`, options);
    return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  }

  #pip(words: ShellText, { python = "python3", timeout = 900_000, signal }: PipOptions): Promise<CommandResult> {
    const program = new ShellText(quotePath(python));
    return this.#runner.run(sh`${program} -m pip --no-input --disable-pip-version-check ${words}`, { timeout, signal });
  }
}
