import type { StruckFault } from "../faults/rule.js";

/** One request as the log remembers it. Neither headers nor bodies are kept. */
export interface LoggedRequest {
  /** Milliseconds since 1970 on the simulator's clock. */
  readonly at: number;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly path: string;
  /** The operation's id; undefined when the request got as far as none. */
  readonly operation: string | undefined;
  /** The status of the answer, also of one that a fault kept from arriving; 0 when there was none. */
  readonly status: number;
  readonly requestId: string;
  /** With a status of 500 what went wrong inside the simulator: the answer tells nothing of it. */
  readonly defect?: unknown;
  /** The faults by rule that struck it; not there when none did. */
  readonly faults?: readonly StruckFault[];
}

const KEPT = 1000;

/** The latest 1,000 requests, oldest first, in the memory of this process. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    // Cut rarely: moving a thousand entries with every request would cost more than the request.
    if (this.#entries.length >= 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
  }

  entries(): readonly LoggedRequest[] {
    return this.#entries.slice(-KEPT);
  }

  clear(): void {
    this.#entries = [];
  }
}
