import { describe, expect, it } from "vitest";
import type { Failure } from "../failure.js";
import { readQuery } from "./query.js";

function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    return error as Failure;
  }
  throw new Error("no failure");
}

describe("a query", () => {
  it("is applied to a value", () => {
    expect(readQuery("[?n > `1`].n | max(@)")([{ n: 1 }, { n: 2 }, { n: 3 }])).toBe(3);
    expect(readQuery("missing")({})).toBeNull();
  });

  it.each([
    ["a..b", 3],
    ["[?a==", 6],
    ["[?a=='x' && ]", 13],
    ["{a: b, c}", 9],
    ["a#b", 2],
    ["", 1],
    ["a b", 3],
  ])("that makes no sense (%j) is refused with its place, %i", (expression, place) => {
    const { exitCode, message } = failureOf(() => readQuery(expression));
    expect(exitCode).toBe(2);
    expect(message).toContain(`at character ${place}:`);
  });

  it("shows the place in the expression", () => {
    expect(failureOf(() => readQuery("name[?]")).hint).toBe("name[? >>> ]");
  });

  it("that calls an unknown function is refused before anything is done, wherever it stands", () => {
    expect(failureOf(() => readQuery("[].{a: b[?nope(@)]}"))).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("nope()"),
    });
  });

  it("that does not fit the value fails as usage, without a stack", () => {
    const query = readQuery("sum(@)");
    expect(failureOf(() => query(["x"]))).toMatchObject({ exitCode: 2, message: expect.stringContaining("sum()") });
  });
});
