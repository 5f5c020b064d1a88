import type { Database, Value } from "./database.js";

const TABLES = {
  documents: ["seq", "account", "kind", "id", "json"],
  labels: ["account", "kind", "label", "seq"],
  events: ["seq", "due", "reads", "account", "name", "errored", "payload"],
  counters: ["name", "value"],
  settings: ["name", "json"],
} as const;

type TableName = keyof typeof TABLES;
const NAMES = Object.keys(TABLES) as TableName[];

/** The whole state as plain JSON, of the format `version`: documents, what is due, counters and the clock. */
export interface Snapshot {
  readonly version: 2;
  readonly tables: Readonly<Record<TableName, readonly (readonly Value[])[]>>;
}

export function takeSnapshot(database: Database): Snapshot {
  const read = (name: TableName) => database.rows(`SELECT ${TABLES[name].join(", ")} FROM ${name}`);
  return database.read(() => ({
    version: 2,
    tables: Object.fromEntries(NAMES.map((name) => [name, read(name)])) as Snapshot["tables"],
  }));
}

/**
 * Puts the state back as it was; what is there now is gone. Throws, and changes nothing, for anything that is no
 * snapshot.
 */
export function restoreSnapshot(database: Database, snapshot: Snapshot): void {
  if (snapshot?.version !== 2 || !NAMES.every((name) => Array.isArray(snapshot.tables?.[name]))) {
    throw new TypeError("This is not a snapshot that simulator.snapshot() made.");
  }
  database.write(() => {
    for (const name of NAMES) {
      database.run(`DELETE FROM ${name}`);
      const columns = TABLES[name];
      const places = columns.map(() => "?").join(", ");
      for (const row of snapshot.tables[name]) {
        database.run(`INSERT INTO ${name} (${columns.join(", ")}) VALUES (${places})`, ...row);
      }
    }
  });
}

/** Forgets everything but the clock. */
export function clearState(database: Database): void {
  database.write(() => {
    for (const name of NAMES) if (name !== "settings") database.run(`DELETE FROM ${name}`);
  });
}
