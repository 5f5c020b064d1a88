import type { Database } from "./database.js";

/** Something that happens at its time: kept in the state, done when the next request finds it due. */
export interface DueEvent {
  readonly due: number;
  readonly account: string;
  readonly name: string;
  /** The event is to end in failure. */
  readonly errored: boolean;
  readonly payload: unknown;
}

export class Events {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add({ due, account, name, errored, payload }: DueEvent): void {
    this.#database.run(
      "INSERT INTO events (due, account, name, errored, payload) VALUES (?, ?, ?, ?, ?)",
      due,
      account,
      name,
      errored ? 1 : 0,
      JSON.stringify(payload),
    );
  }

  anyDue(now: number): boolean {
    return this.#database.row("SELECT 1 FROM events WHERE due <= ? LIMIT 1", now) !== undefined;
  }

  /** Takes the earliest event that is due off the list; of several at one time the first that was added. */
  take(now: number): DueEvent | undefined {
    const row = this.#database.row(
      `DELETE FROM events WHERE seq = (SELECT seq FROM events WHERE due <= ? ORDER BY due, seq LIMIT 1)
       RETURNING due, account, name, errored, payload`,
      now,
    );
    if (!row) return undefined;
    const [due, account, name, errored, payload] = row;
    return {
      due: Number(due),
      account: String(account),
      name: String(name),
      errored: errored === 1,
      payload: JSON.parse(String(payload)),
    };
  }
}
