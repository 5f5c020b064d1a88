import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { type Columns, statusColour } from "./columns.js";
import { renderFields, renderTable, truncate } from "./table.js";

interface Row {
  readonly id: number;
  readonly name: string;
  readonly note?: string | null;
}

const columns: Columns<Row> = [
  { title: "ID", value: (row) => row.id, right: true },
  { title: "Name", value: (row) => row.name, colour: statusColour },
  { title: "Note", value: (row) => row.note, drop: 1 },
];
const plain = createColors(false);
const table = (rows: readonly Row[], width = 80) => renderTable(columns, rows, { colours: plain, width, header: true });

describe("renderTable", () => {
  it("aligns the columns and marks what is missing", () => {
    expect(
      table([
        { id: 5, name: "web", note: "hi" },
        { id: 10, name: "db-1", note: null },
      ]),
    ).toBe(["ID  NAME  NOTE", " 5  web   hi", "10  db-1  -", ""].join("\n"));
  });

  it("counts the columns that characters take, not the characters", () => {
    expect(
      table([
        { id: 1, name: "日本", note: "x" },
        { id: 2, name: "abcd", note: "x" },
      ]),
    ).toBe(["ID  NAME  NOTE", " 1  日本  x", " 2  abcd  x", ""].join("\n"));
  });

  it("drops the least important column when it is too wide, then shortens the widest", () => {
    const rows = [{ id: 1, name: "a-long-name", note: "note" }];
    expect(table(rows, 16)).toBe("ID  NAME\n 1  a-long-name\n");
    expect(table(rows, 11)).toBe("ID  NAME\n 1  a-long…\n");
  });

  it("keeps control characters out and colours the value alone", () => {
    const row = { id: 1, name: "active", note: "a\u001b[2Jb" };
    const text = renderTable(columns, [row], { colours: createColors(true), width: 80, header: true });
    expect(text).toContain("\u001b[32mactive\u001b[39m");
    expect(text).toContain("a\\u001b[2Jb");
  });
});

it("renderFields shows one item, a line for each column", () => {
  const text = renderFields(columns, { id: 1, name: "web" }, { colours: plain, header: true });
  expect(text).toBe("ID    1\nName  web\nNote  -\n");
});

it("truncate never splits a character", () => {
  expect(truncate("日本語", 4)).toBe("日…");
  expect(truncate("abc", 3)).toBe("abc");
});
