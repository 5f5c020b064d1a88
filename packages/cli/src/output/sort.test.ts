import { describe, expect, it } from "vitest";
import type { Columns } from "./columns.js";
import { rowsOf } from "./selection.js";
import { readSortKey, Sorting } from "./sort.js";

interface Row {
  readonly id: number;
  readonly name?: string | null;
  readonly deep?: { readonly size: number };
}
const columns: Columns<Row> = [
  { title: "ID", value: (row) => row.id },
  { title: "Name", value: (row) => row.name },
];

function order(rows: readonly Row[], word: string): number[] {
  return new Sorting(rowsOf(columns), readSortKey(word)).order(rows).map(({ id }) => id);
}

describe("sorting", () => {
  it("takes numbers by size and texts by their characters, in both directions", () => {
    const rows = [
      { id: 10, name: "b" },
      { id: 9, name: "a" },
      { id: 100, name: "B" },
    ];
    expect(order(rows, "id")).toEqual([9, 10, 100]);
    expect(order(rows, "-id")).toEqual([100, 10, 9]);
    expect(order(rows, "name")).toEqual([100, 9, 10]);
  });

  it("puts what has no value last in both directions, and keeps the order of equals", () => {
    const rows = [{ id: 1, name: null }, { id: 2, name: "a" }, { id: 3 }, { id: 4, name: "a" }];
    expect(order(rows, "name")).toEqual([2, 4, 1, 3]);
    expect(order(rows, "-name")).toEqual([2, 4, 1, 3]);
  });

  it("takes fields by their path", () => {
    const rows = [
      { id: 1, deep: { size: 20 } },
      { id: 2, deep: { size: 3 } },
    ];
    expect(order(rows, "deep.size")).toEqual([2, 1]);
  });

  it("by what no item has leaves them as they are, and is an error at the end", () => {
    const sorting = new Sorting(rowsOf(columns), readSortKey("-size"));
    sorting.check();
    expect(sorting.order([{ id: 2 }, { id: 1 }])).toEqual([{ id: 2 }, { id: 1 }]);
    expect(() => sorting.check()).toThrow('unknown column "size"');
  });
});
