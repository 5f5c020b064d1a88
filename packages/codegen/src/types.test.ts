import { describe, expect, it } from "vitest";
import { narrows, nullable, type Type, UNKNOWN, union } from "./types.js";

const text: Type = { kind: "scalar", name: "string" };
const number: Type = { kind: "scalar", name: "number" };
const literals = (open: boolean, ...values: string[]): Type => ({ kind: "literals", values, open });
const object = (required: boolean, type: Type = text): Type => ({
  kind: "object",
  bases: [],
  properties: [{ name: "a", type, required, facts: "" }],
});

describe("union", () => {
  it("is flat, without repetition, and ends with null", () => {
    expect(union([nullable(text), number, text])).toEqual({ kind: "union", members: [text, number, { kind: "null" }] });
    expect(union([text, text])).toEqual(text);
  });

  it("is unknown when one member is", () => {
    expect(union([text, UNKNOWN])).toEqual(UNKNOWN);
    expect(nullable(UNKNOWN)).toEqual(UNKNOWN);
  });
});

describe("narrows", () => {
  it.each<[string, Type, Type, boolean]>([
    ["a type itself", text, text, true],
    ["anything unknown", text, UNKNOWN, true],
    ["another scalar", text, number, false],
    ["a scalar by literals of it", literals(false, "a"), text, true],
    ["a scalar by literals of another", literals(false, "a"), number, false],
    ["literals by fewer", literals(false, "a"), literals(false, "a", "b"), true],
    ["literals by others", literals(false, "c"), literals(false, "a", "b"), false],
    ["open literals by others", literals(false, "c"), literals(true, "a"), true],
    ["closed literals by open ones", literals(true, "a"), literals(false, "a"), false],
    ["an object by one that requires more", object(true), object(false), true],
    ["an object by one that requires less", object(false), object(true), false],
    ["an object by one with another property type", object(true, number), object(true), false],
  ])("%s", (_, a, b, expected) => {
    expect(narrows(a, b)).toBe(expected);
  });
});
