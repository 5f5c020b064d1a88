import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import type Libsql from "libsql";

const VERSION = 2;
/** "doap" in ASCII: tells a state file from any other SQLite database. */
const APPLICATION_ID = 0x646f6170;
/** How long one process waits for another that is writing. */
const BUSY_TIMEOUT_MS = 10_000;

const SCHEMA = `
  CREATE TABLE documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL,
    UNIQUE (account, kind, id)
  );
  CREATE INDEX documents_order ON documents (account, kind, seq);
  CREATE TABLE labels (
    account TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (account, kind, label, seq)
  ) WITHOUT ROWID;
  CREATE INDEX labels_document ON labels (seq);
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, due INTEGER, reads INTEGER NOT NULL, account TEXT NOT NULL,
    name TEXT NOT NULL, errored INTEGER NOT NULL, payload TEXT NOT NULL
  );
  CREATE INDEX events_due ON events (due, seq);
  CREATE INDEX events_reads ON events (account) WHERE reads > 0;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE settings (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${VERSION};
`;

/** A state file that cannot be used; the message names the file and says why. */
export class StateError extends Error {
  override readonly name = "StateError";
}

export type Value = string | number | null;
export type Row = readonly Value[];

/** One SQLite connection: statements are prepared once, rows are arrays in the order of the columns asked for. */
export class Database {
  readonly #connection: Libsql.Database;
  readonly #statements = new Map<string, Libsql.Statement<Value[][]>>();
  readonly #alone: boolean;

  /** Opens `file`, and makes it when it is missing. Without a file everything is in memory. */
  constructor(file?: string) {
    this.#alone = file === undefined;
    this.#connection = file === undefined ? connect(":memory:") : openFile(resolve(file));
    if (file === undefined) this.#connection.exec(SCHEMA);
  }

  row(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepare(sql).get(values) as Row | undefined;
  }

  rows(sql: string, ...values: Value[]): readonly Row[] {
    return this.#prepare(sql).all(values) as readonly Row[];
  }

  run(sql: string, ...values: Value[]): void {
    this.#prepare(sql).run(values);
  }

  /** Runs `work` as the only writer, over all processes; whatever it throws undoes what it did. */
  write<T>(work: () => T): T {
    return this.#transaction("BEGIN IMMEDIATE", work);
  }

  /** Runs `work` on one unchanging view, whatever other processes write meanwhile. */
  read<T>(work: () => T): T {
    return this.#alone ? work() : this.#transaction("BEGIN", work);
  }

  /** Another text after every change of the state, by this connection or, in a file, by another. */
  version(): string {
    const changes = String(this.row("SELECT total_changes()")?.[0]);
    return this.#alone ? changes : `${changes} ${String(this.row("PRAGMA data_version")?.[0])}`;
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #transaction<T>(begin: string, work: () => T): T {
    this.#connection.exec(begin);
    try {
      const result = work();
      this.#connection.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec("ROLLBACK");
      throw error;
    }
  }

  #prepare(sql: string): Libsql.Statement<Value[][]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      if (!this.#connection.open) throw new StateError("The simulator is closed.");
      statement = this.#connection.prepare<Value[][]>(sql);
      // Rows as objects carry a `_metadata` member that is no column.
      if (statement.reader) statement.raw();
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** libsql is a native module: loading it costs milliseconds, so only a simulator that is made pays for it. */
function connect(path: string): Libsql.Database {
  const Connection = createRequire(import.meta.url)("libsql") as typeof Libsql;
  return new Connection(path, { timeout: BUSY_TIMEOUT_MS });
}

function openFile(file: string): Libsql.Database {
  let connection: Libsql.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    connection = connect(file);
    // In a transaction: another process may be making the tables, and half of its work must not be seen.
    connection.exec("BEGIN");
    identify(connection, file);
    connection.exec("COMMIT");
    useWriteAheadLog(connection);
    connection.exec("PRAGMA synchronous = NORMAL");
    connection.exec("BEGIN IMMEDIATE");
    // Another process may have made the tables since the file was looked at.
    if (identify(connection, file) === "empty") connection.exec(SCHEMA);
    connection.exec("COMMIT");
    return connection;
  } catch (error) {
    connection?.close();
    if (error instanceof StateError) throw error;
    if (codeOf(error) === "SQLITE_NOTADB") {
      throw new StateError(`${file} is not a state file of the simulator: it is no SQLite database.`);
    }
    throw new StateError(`The state file ${file} cannot be opened: ${messageOf(error)}`, { cause: error });
  }
}

function identify(connection: Libsql.Database, file: string): "empty" | "ours" {
  const number = (sql: string) => (connection.prepare(sql).raw().get() as number[])[0];
  const version = number("PRAGMA user_version");
  if (number("PRAGMA application_id") === APPLICATION_ID) {
    if (version === VERSION) return "ours";
    throw new StateError(
      `${file} was written by another version of the simulator (format ${version}, this one reads ${VERSION}); remove it to begin anew.`,
    );
  }
  if (number("SELECT count(*) FROM sqlite_master") === 0) return "empty";
  throw new StateError(`${file} is not a state file of the simulator: it is another SQLite database.`);
}

/** Changing the journal needs the file for itself and, unlike a write, does not wait for it: so it is tried again. */
function useWriteAheadLog(connection: Libsql.Database): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 1; ; attempt++) {
    try {
      connection.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (codeOf(error) !== "SQLITE_BUSY" || attempt === 200) throw error;
      Atomics.wait(pause, 0, 0, 10);
    }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
