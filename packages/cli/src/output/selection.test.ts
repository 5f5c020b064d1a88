import { describe, expect, it } from "vitest";
import type { Failure } from "../failure.js";
import type { Columns } from "./columns.js";
import { rowsOf, Selection } from "./selection.js";

type Row = Readonly<Record<string, unknown>>;
const view: Columns<Row> = [
  { title: "Region", value: () => "from the view", drop: 1 },
  { title: "USD/month", value: () => 6 },
];

function select(names: readonly string[], ...rows: Row[]) {
  const selection = new Selection(rowsOf(view), names);
  for (const row of rows) selection.see(row);
  return selection;
}

function failureOf(selection: { check(): void }): Failure | undefined {
  try {
    selection.check();
  } catch (error) {
    return error as Failure;
  }
  return undefined;
}

const row = { region: { slug: "ams3", sizes: ["a", "b"] }, kernel: null, list: [] };

describe("a name", () => {
  it("is that of a column before that of a field, in any case", () => {
    const values = select(["region", "USD_Month", "region.slug"], row).columns.map(({ value }) => value(row));
    expect(values).toEqual(["from the view", 6, "ams3"]);
  });

  it("keeps its column also where the terminal is narrow", () => {
    expect(select(["region"], row).columns[0]).not.toHaveProperty("drop");
  });

  it("leads into lists by number; a list of plain values is one cell", () => {
    const values = select(["region.sizes.1", "region.sizes", "list.0.ip"], row).columns.map(({ value }) => value(row));
    expect(values).toEqual(["b", "a,b", undefined]);
  });

  it("may lead behind a null or into an empty list", () => {
    expect(failureOf(select(["kernel.name", "list.0.ip"], row))).toBeUndefined();
  });

  it("that is in no row is refused with those that there are", () => {
    expect(failureOf(select(["slug"], row))).toMatchObject({
      exitCode: 2,
      message: 'unknown column "slug"',
      hint: "columns: region, usd_month; fields: region, kernel, list",
    });
    expect(failureOf(select(["region.slgu"], row))?.hint).toBe("region has the fields slug, sizes");
  });

  it("is not judged before a row was seen", () => {
    expect(failureOf(select(["anything"]))).toBeUndefined();
  });

  it("of nothing leaves the other columns, or those of the view", () => {
    expect(select(["region.slug", "nope"], row).columns.map(({ title }) => title)).toEqual(["region.slug"]);
    expect(select(["nope"], row).columns).toBe(view);
  });

  it("is no property that every object has", () => {
    expect(failureOf(select(["constructor"], row))?.exitCode).toBe(2);
  });
});
