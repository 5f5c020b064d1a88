import type { Database, Row } from "./database.js";

/** Something that happens at its time: kept in the state, done when the next request finds it due. */
export interface DueEvent {
  readonly due: number;
  readonly account: string;
  readonly name: string;
  /** The event is to end in failure. */
  readonly errored: boolean;
  readonly payload: unknown;
}

/** An event is due at a time, or once what it is about has been read so often. */
export type NewEvent = Omit<DueEvent, "due"> & ({ readonly due: number } | { readonly reads: number });

/** An event that waits for reads, and what it is about. */
export interface Awaiting {
  readonly seq: number;
  readonly payload: unknown;
}

export class Events {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(event: NewEvent): void {
    this.#database.run(
      "INSERT INTO events (due, reads, account, name, errored, payload) VALUES (?, ?, ?, ?, ?, ?)",
      "due" in event ? event.due : null,
      "reads" in event ? event.reads : 0,
      event.account,
      event.name,
      event.errored ? 1 : 0,
      JSON.stringify(event.payload),
    );
  }

  anyDue(now: number): boolean {
    return this.#database.row("SELECT 1 FROM events WHERE due <= ? LIMIT 1", now) !== undefined;
  }

  /** Until when nothing is due; undefined while something waits for reads. */
  quietUntil(): number | undefined {
    const [due, reads] = this.#database.row("SELECT min(due), max(reads) FROM events") ?? [];
    return Number(reads) > 0 ? undefined : Number(due ?? Number.POSITIVE_INFINITY);
  }

  /** Takes the earliest event that is due off the list; of several at one time the first that was added. */
  take(now: number): DueEvent | undefined {
    const row = this.#database.row(
      `DELETE FROM events WHERE seq = (SELECT seq FROM events WHERE due <= ? ORDER BY due, seq LIMIT 1)
       RETURNING due, account, name, errored, payload`,
      now,
    );
    return row && dueEvent(row);
  }

  awaitingReads(account: string): Awaiting[] {
    return this.#database
      .rows("SELECT seq, payload FROM events WHERE account = ? AND reads > 0", account)
      .map(([seq, payload]) => ({ seq: Number(seq), payload: JSON.parse(String(payload)) as unknown }));
  }

  /** Counts one read; with the last one the event is due. */
  countRead(seq: number, now: number): void {
    this.#database.run(
      "UPDATE events SET reads = reads - 1, due = CASE reads WHEN 1 THEN ? END WHERE seq = ? AND reads > 0",
      now,
      seq,
    );
  }
}

function dueEvent([due, account, name, errored, payload]: Row): DueEvent {
  return {
    due: Number(due),
    account: String(account),
    name: String(name),
    errored: errored === 1,
    payload: JSON.parse(String(payload)),
  };
}
