import { describe, expect, it } from "vitest";
import type { Schema } from "./document.js";
import { readOperations } from "./operations.js";
import { documentOf, operationOf, query, reference } from "./testing.js";

const things: Schema = { type: "array", items: { type: "object", properties: { id: { type: "string" } } } };
const texts: Schema = { type: "array", items: { type: "string" } };

function list(properties: Record<string, Schema>, rest: object = {}, route = ["get", "/things"]) {
  const document = documentOf(
    { things, nullable_things: { ...things, nullable: true } },
    operationOf({ properties }, rest, route as [string, string]),
  );
  const [operation] = readOperations(document);
  return { pagination: operation?.pagination, envelope: operation?.envelope, ambiguous: operation?.ambiguous };
}

describe("pagination", () => {
  it.each([
    [["page", "per_page"], "page"],
    [["after", "limit"], "cursor"],
    [["page_token"], "token"],
    [["name"], null],
  ] as const)("of the parameters %j is %s", (names, expected) => {
    expect(list({ things }, query(...names)).pagination).toBe(expected);
  });

  it("needs a list: a map is none", () => {
    const map: Schema = { type: "object", additionalProperties: { type: "string" } };
    expect(list({ policies: map, meta: {} }, query("page"))).toMatchObject({ pagination: null, envelope: null });
  });
});

describe("the envelope's key", () => {
  it("is found beside links, meta and other properties", () => {
    expect(list({ links: {}, things, meta: {}, preview: { type: "object" } }).envelope).toBe("things");
  });

  it.each([
    ["a reference", reference("things")],
    ["allOf", { allOf: [{ nullable: true }, reference("things")] }],
    ["nullable", reference("nullable_things")],
  ])("is found behind %s", (_, schema) => {
    expect(list({ things: schema }).envelope).toBe("things");
  });

  it("may hold plain values when nothing else is there", () => {
    expect(list({ names: texts }).envelope).toBe("names");
  });

  it("is none for the details of one thing", () => {
    expect(list({ urls: texts, live: { type: "string" } }).envelope).toBeNull();
    expect(list({ id: { type: "string" }, things }, {}, ["get", "/things/{id}"]).envelope).toBeNull();
  });

  it("is none among several arrays without pages", () => {
    expect(list({ volumes: things, snapshots: things }).envelope).toBeNull();
  });

  it("is that of the objects among several arrays with pages, and said to be ambiguous", () => {
    expect(list({ states: texts, runs: things }, query("page"))).toEqual({
      pagination: "page",
      envelope: "runs",
      ambiguous: true,
    });
  });

  it("is none for what is no GET", () => {
    expect(list({ things }, {}, ["post", "/things"])).toEqual({ pagination: null, envelope: null, ambiguous: false });
  });
});
