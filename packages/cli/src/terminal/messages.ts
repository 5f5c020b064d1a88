import type { Io } from "../io/io.js";
import { printable } from "../output/printable.js";
import { noProgress, plainProgress, type Progress, terminalProgress } from "./progress.js";

/** What a command has to say on standard error. */
export class Messages {
  #progress: Progress;
  readonly #io: Io;
  #quiet: boolean;
  readonly #hints = new Set<string>();
  readonly #secrets = new Set<string>();

  constructor(io: Io, quiet: boolean) {
    this.#io = io;
    this.#quiet = quiet;
    const redrawn = io.stderr.isTTY && io.env["TERM"] !== "dumb";
    this.#progress = quiet ? noProgress : redrawn ? terminalProgress(io) : plainProgress(io);
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** Says no more than errors from here on. */
  hush(): void {
    this.#quiet = true;
    this.#progress = noProgress;
  }

  /** Keeps a token out of every message, whoever made it. One so short that it is part of words is no real token. */
  hide(secret: string): void {
    if (secret.length >= 8) this.#secrets.add(secret);
  }

  /** Prints an error, and what can be done about it unless the same was said before. */
  error(message: string, hint?: string): void {
    this.#line(`doapi: ${message}`);
    if (hint === undefined || this.#hints.has(hint)) return;
    this.#hints.add(hint);
    this.#line(`  ${hint}`);
  }

  warn(message: string): void {
    if (!this.#quiet) this.#line(`doapi: warning: ${message}`);
  }

  note(message: string): void {
    if (!this.#quiet) this.#line(`doapi: ${message}`);
  }

  /** Prints what is asked about; a question is understood only with all of its lines, so that `--quiet` does not hide it. */
  ask(text: string): void {
    this.#line(text);
  }

  #line(text: string): void {
    let safe = text;
    for (const secret of this.#secrets) safe = safe.replaceAll(secret, "[token]");
    this.#progress.clear();
    this.#io.stderr.write(`${printable(safe)}\n`);
  }
}
