import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import type { Columns } from "../columns.js";
import type { Page } from "../format.js";
import { rowsOf } from "../selection.js";
import { csvFormat } from "./csv.js";

interface Row {
  readonly text: string | number | boolean | null;
  readonly deep?: { readonly inner: string };
}
const columns: Columns<Row> = [{ title: "Some Text", value: (row) => row.text }];

function csv(rows: readonly Row[], settings: Partial<Page> = {}): string {
  let written = "";
  const page: Page = {
    write: (text) => (written += text),
    isTTY: false,
    width: 80,
    colours: createColors(false),
    columns: [],
    header: true,
    ...settings,
  };
  const writer = csvFormat(page).list(rowsOf(columns));
  for (const row of rows) writer.item(row);
  writer.end(true);
  return written;
}

const cell = (text: Row["text"], settings: Partial<Page> = {}) => csv([{ text }], { header: false, ...settings });

describe("a cell", () => {
  it.each([
    ['a "quoted", text', '"a ""quoted"", text"\n'],
    ["two\nlines", '"two\nlines"\n'],
    [null, "\n"],
    ["", "\n"],
    [false, "false\n"],
    [-5, "-5\n"],
    ["ünï", "ünï\n"],
  ])("of %j is %j", (text, written) => {
    expect(cell(text)).toBe(written);
  });

  it.each(["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "\r=1", "=", "-----BEGIN"])(
    "that a spreadsheet would take for a formula is a text: %j",
    (text) => {
      const starts = text.length > 1 ? "'" : text;
      expect(cell(text).replace(/^"/, "").startsWith(starts)).toBe(true);
    },
  );

  it.each(["@", "-", "-5", "+49.5", "a=b"])("that is no formula stays as it is: %j", (text) => {
    expect(cell(text)).toBe(`${text}\n`);
  });

  it("reaches a terminal without control characters, and a file as it is", () => {
    expect(cell("a\u001b[2Jb", { isTTY: true })).toBe("a\\u001b[2Jb\n");
    expect(cell("a\u001b[2Jb")).toBe("a\u001b[2Jb\n");
  });
});

describe("the first line", () => {
  it("has the names of the columns, as they are given where they are given", () => {
    expect(csv([])).toBe("some_text\n");
    expect(csv([{ text: 1 }])).toBe("some_text\n1\n");
    expect(csv([{ text: 1, deep: { inner: "x" } }], { columns: ["deep.inner", "some_text"] })).toBe(
      "deep.inner,some_text\nx,1\n",
    );
    expect(csv([{ text: 1 }], { header: false })).toBe("1\n");
  });
});

describe("named columns", () => {
  it("are known as soon as one row has them", () => {
    const rows = [{ text: 1 }, { text: 2, deep: { inner: "x" } }, { text: 3 }];
    expect(csv(rows, { columns: ["deep.inner"], header: false })).toBe("\nx\n\n");
  });

  it("that no row has are an error, after everything else is written", () => {
    let written = "";
    const write = (text: string) => void (written += text);
    const run = () => csv([{ text: 1 }], { columns: ["some_text", "other"], write });
    expect(run).toThrow('unknown column "other"');
    expect(written).toBe("some_text\n1\n");
  });
});
