import { describe, expect, it } from "vitest";
import { ApiDocument } from "./document.js";
import { documentOf, reference } from "./testing.js";

describe("ApiDocument", () => {
  it.each([null, [], "text", {}, { openapi: "2.0", paths: {} }, { swagger: "2.0" }])("refuses %j", (value) => {
    expect(() => new ApiDocument(value)).toThrow("not an OpenAPI 3.0 document");
  });

  it("refuses a document without paths", () => {
    expect(() => new ApiDocument({ openapi: "3.0.0" })).toThrow("no `paths`");
  });

  it("follows references over several steps", () => {
    const document = documentOf({ a: reference("b"), b: reference("c"), c: { type: "string" } });
    expect(document.resolve(reference("a"))).toEqual({ type: "string" });
  });

  it("follows references into paths, with their escapes", () => {
    const paths = { "/a~b": { get: { type: "integer" } } };
    expect(documentOf({}, paths).resolve({ $ref: "#/paths/~1a~0b/get" })).toEqual({ type: "integer" });
  });

  it("says which reference is broken", () => {
    const document = documentOf({ a: reference("a") });
    expect(() => document.resolve(reference("nothing"))).toThrow("#/components/schemas/nothing points at nothing");
    expect(() => document.resolve({ $ref: "other.json#/x" })).toThrow("other.json#/x points outside");
    expect(() => document.resolve(reference("a"))).toThrow("leads in a circle");
    expect(() => document.schemaName("#/components/parameters/x")).toThrow("names no schema");
  });
});
