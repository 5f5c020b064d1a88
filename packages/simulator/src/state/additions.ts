import type { Database } from "./database.js";

/** What is added to the state from the moment at which this is made; for use within one transaction. */
export class Additions {
  readonly #database: Database;
  readonly #documents: number;
  readonly #events: number;

  constructor(database: Database) {
    this.#database = database;
    this.#documents = this.#latest("documents");
    this.#events = this.#latest("events");
  }

  /** Numbers of the documents that were created: those of `kind`, or with `not` those of all other kinds. */
  documents(kind: { is: string } | { not: string }): number[] {
    const [comparison, name] = "is" in kind ? ["=", kind.is] : ["<>", kind.not];
    return this.#database
      .rows(`SELECT seq FROM documents WHERE seq > ? AND kind ${comparison} ?`, this.#documents, name)
      .map(([seq]) => Number(seq));
  }

  hasEvents(): boolean {
    return this.#latest("events") > this.#events;
  }

  /** Lets the events that were scheduled end in failure. */
  failEvents(): void {
    this.#database.run("UPDATE events SET errored = 1 WHERE seq > ?", this.#events);
  }

  #latest(table: "documents" | "events"): number {
    return Number(this.#database.row(`SELECT coalesce(max(seq), 0) FROM ${table}`)?.[0]);
  }
}

/** Removes documents by their numbers. */
export function removeDocuments(database: Database, numbers: readonly number[]): void {
  for (const seq of numbers) {
    database.run("DELETE FROM labels WHERE seq = ?", seq);
    database.run("DELETE FROM documents WHERE seq = ?", seq);
  }
}

/** Reads the state as it is without some documents, which stay in it. */
export function readWithout<T>(database: Database, numbers: readonly number[], work: () => T): T {
  let done: { result: T } | undefined;
  try {
    // Taken out and put back by undoing it all: totals, filters and pages are those of a state without them.
    return database.write(() => {
      removeDocuments(database, numbers);
      done = { result: work() };
      throw UNDO;
    });
  } catch (error) {
    if (error !== UNDO || !done) throw error;
    return done.result;
  }
}

const UNDO = new Error("Everything was read; the removal is undone.");
