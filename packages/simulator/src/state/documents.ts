import type { Database, Value } from "./database.js";

/**
 * A sort of document. `labels` are what lists can be filtered by: they are written with the document, so that a filter
 * is an index look-up in SQL and never a scan.
 */
export interface Kind<T> {
  readonly name: string;
  readonly labels?: (document: T) => readonly string[];
}

export interface Filter {
  /** Only documents that carry all of these labels. */
  labels?: readonly string[];
  newestFirst?: boolean;
}

/** Items that are counted and read in part. */
export interface Source<T> {
  count(): number;
  slice(offset: number, limit: number): T[];
}

/** The documents of one account. Another account's are out of reach. */
export class Documents {
  readonly #database: Database;
  readonly #account: string;

  constructor(database: Database, account: string) {
    this.#database = database;
    this.#account = account;
  }

  get<T>(kind: Kind<T>, id: string | number): T | undefined {
    const row = this.#database.row(
      "SELECT json FROM documents WHERE account = ? AND kind = ? AND id = ?",
      this.#account,
      kind.name,
      String(id),
    );
    return row && parse<T>(row[0]);
  }

  /** Adds or replaces. A replaced document keeps its place in the order. */
  put<T>(kind: Kind<T>, id: string | number, document: T): void {
    const row = this.#database.row(
      `INSERT INTO documents (account, kind, id, json) VALUES (?, ?, ?, ?)
       ON CONFLICT (account, kind, id) DO UPDATE SET json = excluded.json RETURNING seq`,
      this.#account,
      kind.name,
      String(id),
      JSON.stringify(document),
    );
    if (!kind.labels) return;
    const seq = row?.[0] ?? null;
    this.#database.run("DELETE FROM labels WHERE seq = ?", seq);
    for (const label of new Set(kind.labels(document))) {
      this.#database.run("INSERT INTO labels VALUES (?, ?, ?, ?)", this.#account, kind.name, label, seq);
    }
  }

  remove(kind: Kind<never>, id: string | number): void {
    const key = [this.#account, kind.name, String(id)];
    this.#database.run(
      "DELETE FROM labels WHERE seq = (SELECT seq FROM documents WHERE account = ? AND kind = ? AND id = ?)",
      ...key,
    );
    this.#database.run("DELETE FROM documents WHERE account = ? AND kind = ? AND id = ?", ...key);
  }

  /** What matches, in the order in which it was made. */
  find<T>(kind: Kind<T>, { labels = [], newestFirst = false }: Filter = {}): Source<T> {
    const values: Value[] = [this.#account, kind.name, ...labels];
    const from = matching(labels.length);
    const json = labels.length === 0 ? "d.json" : "(SELECT json FROM documents WHERE seq = d.seq) AS json";
    const page = `SELECT ${json} ${from} ORDER BY d.seq ${newestFirst ? "DESC" : "ASC"} LIMIT ? OFFSET ?`;
    return {
      count: () => Number(this.#database.row(`SELECT count(*) ${from}`, ...values)?.[0]),
      slice: (offset, limit) => this.#database.rows(page, ...values, limit, offset).map((row) => parse<T>(row[0])),
    };
  }

  /** Everything that matches, at once: for sets that are small by nature. */
  all<T>(kind: Kind<T>, filter?: Filter): readonly T[] {
    return this.find(kind, filter).slice(0, -1);
  }
}

/**
 * The documents of an account and a kind that carry so many labels. Labels have an index in the order of their documents:
 * nothing is sorted, and no document is read only to be counted or skipped.
 */
function matching(labels: number): string {
  const names = Array.from({ length: labels }, (_, index) => (index === 0 ? "d" : `l${index}`));
  const joins = names.slice(1).map((name) => ` JOIN labels ${name} USING (account, kind, seq)`);
  const conditions = names.map((name) => ` AND ${name}.label = ?`);
  const from = `FROM ${labels === 0 ? "documents" : "labels"} d${joins.join("")}`;
  return `${from} WHERE d.account = ? AND d.kind = ?${conditions.join("")}`;
}

function parse<T>(json: Value | undefined): T {
  return JSON.parse(String(json)) as T;
}
