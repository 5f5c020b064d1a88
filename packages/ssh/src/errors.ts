import type { HostKey } from "./host-keys/host-key.js";

/** What every error of this package is. None holds a password, a key or a token. */
export class SshError extends Error {
  static {
    nameError(this, "SshError");
  }
}

/** An option or an argument means nothing, or would mean something else than it says. Nothing was sent. */
export class SshOptionError extends SshError {
  static {
    nameError(this, "SshOptionError");
  }
}

/** The server could not be reached in time, or the connection was lost. */
export class SshConnectionError extends SshError {
  static {
    nameError(this, "SshConnectionError");
  }
}

/** The server was reached, and refused the login for longer than is usual after a start. */
export class SshAuthenticationError extends SshError {
  static {
    nameError(this, "SshAuthenticationError");
  }
}

/** Why a host key was refused: nothing is known about it, another one is known, or it was revoked. */
export type HostKeyProblem = "unknown" | "changed" | "revoked";

/** The server showed a key that is not known to be its own. Nothing was sent to it, no login was tried. */
export class HostKeyError extends SshError {
  static {
    nameError(this, "HostKeyError");
  }

  readonly problem: HostKeyProblem;
  /** The key that the server showed. */
  readonly hostKey: HostKey;

  constructor(message: string, problem: HostKeyProblem, hostKey: HostKey) {
    super(message);
    this.problem = problem;
    this.hostKey = hostKey;
  }
}

/** How a command ended. */
export interface CommandEnd {
  /** The exit code; undefined when a signal ended the command. */
  readonly exitCode: number | undefined;
  /** The signal that ended the command, such as `SIGKILL`. */
  readonly signal: string | undefined;
}

/** A command's end and what it wrote, as text. */
export interface CommandResult extends CommandEnd {
  readonly stdout: string;
  readonly stderr: string;
}

/** A command ended with another exit code than 0, or by a signal. */
export class CommandError extends SshError implements CommandResult {
  static {
    nameError(this, "CommandError");
  }

  /** The command, with `***` in place of what was named as a secret. */
  readonly command: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  // Outside of what inspecting an error shows: this can be many megabytes.
  readonly #output: { readonly stdout: string; readonly stderr: string };

  constructor(command: string, result: CommandResult) {
    const how = result.signal === undefined ? `exit code ${result.exitCode}` : `signal ${result.signal}`;
    super(`${shortened(command)} ended with ${how}${lastLine(result.stderr)}`);
    this.command = command;
    this.exitCode = result.exitCode;
    this.signal = result.signal;
    this.#output = { stdout: result.stdout, stderr: result.stderr };
  }

  get stdout(): string {
    return this.#output.stdout;
  }

  get stderr(): string {
    return this.#output.stderr;
  }
}

/** A command was ended because it ran into its limit: of time, or of what it may write. */
export class CommandLimitError extends SshError {
  static {
    nameError(this, "CommandLimitError");
  }

  readonly command: string;
  /** False when the server did not say that the command is gone: it may still run. */
  readonly ended: boolean;
  readonly #output: { readonly stdout: string; readonly stderr: string };

  constructor(
    what: { readonly command: string; readonly limit: string; readonly ended: boolean },
    output: { readonly stdout: string; readonly stderr: string },
  ) {
    const state = what.ended ? "was ended" : "could not be ended and may still run";
    super(`${shortened(what.command)} ${state}: ${what.limit}`);
    this.command = what.command;
    this.ended = what.ended;
    this.#output = output;
  }

  /** What it had written by then. */
  get stdout(): string {
    return this.#output.stdout;
  }

  get stderr(): string {
    return this.#output.stderr;
  }
}

/** A command ran longer than its `timeout`. */
export class CommandTimeoutError extends CommandLimitError {
  static {
    nameError(this, "CommandTimeoutError");
  }
}

/** A command wrote more than `maxOutput`. */
export class CommandOutputError extends CommandLimitError {
  static {
    nameError(this, "CommandOutputError");
  }
}

/** A file could not be read or written. */
export class TransferError extends SshError {
  static {
    nameError(this, "TransferError");
  }

  /** The remote path. */
  readonly path: string;

  constructor(message: string, path: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

// A name on the prototype survives minifiers, and does not show as a field.
function nameError(errorClass: { prototype: Error }, name: string): void {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
}

function shortened(command: string): string {
  const [line = ""] = command.trim().split("\n");
  return line.length > 200 || line !== command.trim() ? `${line.slice(0, 200)}...` : line;
}

function lastLine(stderr: string): string {
  const line = stderr.trimEnd().slice(-2000).split("\n").at(-1)?.trim() ?? "";
  return line === "" ? "" : `: ${line.slice(-500)}`;
}
