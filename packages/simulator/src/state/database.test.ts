import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Libsql from "libsql";
import { afterAll, describe, expect, it } from "vitest";
import { Database, StateError } from "./database.js";

const folder = mkdtempSync(join(tmpdir(), "simulator-database-"));
afterAll(() => rmSync(folder, { recursive: true }));

const Connection = createRequire(import.meta.url)("libsql") as typeof Libsql;

function written(name: string, sql: string): string {
  const file = join(folder, name);
  const connection = new Connection(file);
  connection.exec(sql);
  connection.close();
  return file;
}

describe("Database", () => {
  it("makes the file, with its folders, and finds in it what was written", () => {
    const file = join(folder, "a", "b", "state.db");
    const first = new Database(file);
    first.write(() => first.run("INSERT INTO counters VALUES ('x', 7)"));
    first.close();
    const second = new Database(file);
    expect(second.row("SELECT value FROM counters WHERE name = 'x'")).toEqual([7]);
    second.close();
  });

  it("undoes everything of a write that throws, and writes again", () => {
    const database = new Database();
    const failing = () =>
      database.write(() => {
        database.run("INSERT INTO counters VALUES ('x', 1)");
        throw new Error("no");
      });
    expect(failing).toThrow("no");
    database.write(() => database.run("INSERT INTO counters VALUES ('y', 2)"));
    expect(database.rows("SELECT name FROM counters")).toEqual([["y"]]);
    database.close();
  });

  it("refuses a file that is no database and leaves it as it is", () => {
    const file = join(folder, "letter.txt");
    writeFileSync(file, "Dear reader, ".repeat(500));
    expect(() => new Database(file)).toThrow(StateError);
    expect(() => new Database(file)).toThrow(`${file} is not a state file of the simulator: it is no SQLite database.`);
    expect(readFileSync(file, "utf8")).toBe("Dear reader, ".repeat(500));
  });

  it("refuses a database of something else", () => {
    const file = written("other.db", "CREATE TABLE books (title TEXT)");
    expect(() => new Database(file)).toThrow(
      `${file} is not a state file of the simulator: it is another SQLite database.`,
    );
  });

  it("refuses the format of another version", () => {
    const file = join(folder, "newer.db");
    new Database(file).close();
    written("newer.db", "PRAGMA user_version = 99");
    expect(() => new Database(file)).toThrow(
      /written by another version of the simulator \(format 99, this one reads 2\)/,
    );
  });

  it("says which file cannot be opened", () => {
    expect(() => new Database(folder)).toThrow(StateError);
    expect(() => new Database(folder)).toThrow(`The state file ${folder} cannot be opened`);
  });
});
