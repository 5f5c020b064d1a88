import { describe, expect, it } from "vitest";
import type { Schema } from "./document.js";
import { factsOf } from "./facts.js";
import { documentOf, reference } from "./testing.js";

const document = documentOf({
  count: { type: "integer", minimum: 1, maximum: 9 },
  kind: { type: "string", enum: ["a", "b"] },
  thing: { type: "object", deprecated: true, properties: {} },
});

describe("factsOf", () => {
  it.each<[Schema, string]>([
    [{ type: "integer", minimum: 1, maximum: 200, default: 20 }, "1..200, default 20"],
    [{ type: "integer", minimum: 1 }, "at least 1"],
    [{ type: "integer", maximum: 5, multipleOf: 2 }, "at most 5, multiple of 2"],
    [{ type: "number", minimum: 0, exclusiveMinimum: true, maximum: 1 }, "above 0, at most 1"],
    [{ type: "string", minLength: 3, maxLength: 3 }, "3 characters"],
    [{ type: "array", minItems: 1 }, "at least 1 items"],
    [{ type: "string", format: "date-time" }, "date-time"],
    [{ type: "string", format: "int64" }, "int64"],
    [{ type: "integer", format: "int64" }, ""],
    [{ type: "boolean", default: false, deprecated: true }, "@deprecated default false"],
    [{ type: "string", enum: ["a"], default: "a" }, "default a"],
    [{ type: "string", default: "prose" }, ""],
    [{ allOf: [reference("kind")], default: "b" }, "default b"],
    [{ allOf: [reference("thing"), { deprecated: true }] }, "@deprecated"],
    [reference("count"), "1..9"],
    [reference("thing"), ""],
  ])("notes of %j: %s", (schema, expected) => {
    expect(factsOf(document, [schema], "request")).toBe(expected);
  });

  it("says only formats and deprecation of an answer", () => {
    const schema: Schema = { type: "string", format: "uuid", maxLength: 36, deprecated: true };
    expect(factsOf(document, [schema], "response")).toBe("@deprecated uuid");
  });
});
