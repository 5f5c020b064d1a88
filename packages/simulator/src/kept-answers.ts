import type { Outgoing } from "./http/message.js";
import type { Database } from "./state/database.js";
import { Events } from "./state/events.js";

/** Bytes of bodies that are kept at most. */
const LIMIT = 16 * 1024 * 1024;

interface Kept {
  readonly outgoing: Outgoing;
  /** What is due then may change it. */
  readonly until: number;
}

/**
 * Answers to reads, for as long as the state is what they were made from: who polls gets what has not changed without it
 * being put together anew. Nothing that depends on the time or on what is counted may be put in here.
 */
export class KeptAnswers {
  readonly #database: Database;
  readonly #answers = new Map<string, Kept>();
  #version = "";
  #size = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  get(key: string, now: number): Outgoing | undefined {
    const version = this.#database.version();
    if (version !== this.#version) this.#clear(version);
    const kept = this.#answers.get(key);
    return kept && now < kept.until ? kept.outgoing : undefined;
  }

  /** Keeps an answer that was just made from the state of the latest `get`; a change since then lets it go unkept. */
  put(key: string, outgoing: Outgoing): void {
    const until = new Events(this.#database).quietUntil();
    if (until === undefined || this.#database.version() !== this.#version) return;
    // As bytes, so that it is encoded once.
    const body = outgoing.body === undefined ? undefined : Buffer.from(outgoing.body);
    this.#size += body?.length ?? 0;
    if (this.#size > LIMIT) this.#clear(this.#version);
    this.#answers.set(key, { outgoing: { ...outgoing, body }, until });
  }

  #clear(version: string): void {
    this.#answers.clear();
    this.#version = version;
    this.#size = 0;
  }
}
