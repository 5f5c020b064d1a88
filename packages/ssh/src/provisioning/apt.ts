import { setTimeout as sleep } from "node:timers/promises";
import type { Runner } from "../commands/background.js";
import { CommandError, type CommandResult, SshOptionError } from "../errors.js";

export interface AptOptions {
  /** Milliseconds until the command is ended, fifteen minutes by default. */
  readonly timeout?: number | undefined;
  /** Milliseconds to wait for another program that holds a lock of dpkg or apt, five minutes by default. */
  readonly lockLimit?: number | undefined;
  /** Milliseconds between two looks whether the lock is free, two seconds by default. */
  readonly interval?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Puts `sudo -n` in front, for users who may do that without a password. */
  readonly sudo?: boolean | undefined;
}

/** Packages of Debian and Ubuntu. Nothing is asked: a changed configuration file stays as it is. */
export class Apt {
  readonly #runner: Runner;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  /** Reads the lists of packages anew. @throws CommandError */
  update(options: AptOptions = {}): Promise<CommandResult> {
    return this.#apt(["update"], options);
  }

  /**
   * Installs packages; `name`, `name=version` or `name:architecture`.
   *
   * @example
   * ```ts
   * await ssh.apt.update();
   * await ssh.apt.install(["nginx", "git"]);
   * ```
   * @throws SshOptionError for what is no name of a package, before anything is sent
   * @throws CommandError
   */
  async install(packages: readonly string[] | string, options: AptOptions = {}): Promise<CommandResult> {
    const names = typeof packages === "string" ? [packages] : packages;
    if (names.length === 0) throw new SshOptionError("There is no package to install.");
    for (const name of names) requireName(name);
    return await this.#apt(["install", "--", ...names], options);
  }

  async #apt(words: readonly string[], options: AptOptions): Promise<CommandResult> {
    const { timeout = 900_000, lockLimit = 300_000, interval = 2_000, signal, sudo = false } = options;
    const command = [
      ...(sudo ? ["sudo", "-n"] : []),
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      "LC_ALL=C",
      "apt-get",
      "-qy",
      "--option=Dpkg::Options::=--force-confdef",
      "--option=Dpkg::Options::=--force-confold",
      ...words,
    ];
    const began = performance.now();
    for (;;) {
      try {
        return await this.#runner.run(command, { timeout, signal });
      } catch (error) {
        const isOver = performance.now() - began >= lockLimit;
        if (!(error instanceof CommandError) || isOver || !isLocked(error)) throw error;
      }
      // apt waits by itself only for some of its locks, and older ones for none.
      await sleep(interval, undefined, { ...(signal && { signal }) }).catch(() => signal?.throwIfAborted());
    }
  }
}

function isLocked({ exitCode, stderr }: CommandError): boolean {
  return exitCode === 100 && /Could not get lock|Unable to (acquire|lock)/.test(stderr);
}

// `name-` would remove a package, and a slash or a bracket has a meaning of its own.
function requireName(name: string): void {
  if (!/^[a-z0-9][a-z0-9+.-]*(?<!-)(:[a-z0-9-]+)?(=[A-Za-z0-9.+:~-]+)?$/.test(name)) {
    throw new SshOptionError(`${JSON.stringify(name)} is no name of a package.`);
  }
}
