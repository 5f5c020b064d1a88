import { describe, expect, it } from "vitest";
import type { Operation } from "../../operations/table.js";
import { arrange, type Given } from "./arrange.js";

const operation: Operation = {
  id: "racks_update",
  method: "PUT",
  path: "/v2/racks/{rack_id}",
  tag: "Racks",
  status: 200,
  pathParameters: [{ name: "rack_id", type: "integer", required: true }],
  query: [
    { name: "kinds", type: "string[]" },
    { name: "page", type: "integer" },
  ],
  headers: [{ name: "X-Sure", type: "boolean" }],
  body: {
    fields: [
      { name: "rack_id", type: "integer" },
      { name: "name", type: "string" },
      { name: "height", type: "integer" },
      { name: "weight", type: "number" },
      { name: "locked", type: "boolean" },
      { name: "owner", type: "integer|string" },
      { name: "tags", type: "string[]" },
      { name: "slots", type: "object[]" },
      { name: "slots[][depth]", type: "integer" },
      { name: "labels", type: "object" },
    ],
  },
};
const list: Operation = { ...operation, id: "racks_list", method: "GET", path: "/v2/racks", pathParameters: [] };
const { body: _, ...withoutBody } = list;

const text = (...fields: string[]): Given[] =>
  fields.map((field) => {
    const [key = "", value = ""] = field.split("=", 2);
    return { key, value: { text: value } };
  });
const json = (key: string, value: unknown): Given => ({ key, value: { json: value } });
const at = { path: { rack_id: "1" }, query: [] };
const bodyOf = (...given: Given[]) =>
  JSON.parse(JSON.stringify(arrange({ operation, ...at }, given, false).body ?? null)) as unknown;

describe("fields go where the operation takes them", () => {
  it("into path, query, headers and body", () => {
    const given = text("rack_id=7", "kinds[]=a", "kinds[]=b", "page=2", "x-sure=true", "name=r1");
    const arranged = arrange({ operation, path: {}, query: [] }, given, false);
    expect({ ...arranged, query: { ...arranged.query }, body: { ...arranged.body } }).toEqual({
      path: { rack_id: "7" },
      query: { kinds: ["a", "b"], page: 2 },
      headers: { "X-Sure": "true" },
      body: { name: "r1" },
    });
  });

  it("a name of both path and body is the path's first", () => {
    const { path, body } = arrange({ operation, path: {}, query: [] }, text("rack_id=7", "rack_id=8"), false);
    expect([path, { ...body }]).toEqual([{ rack_id: "7" }, { rack_id: 8 }]);
  });

  it("an address keeps its own query, lists included", () => {
    const query = [
      ["kinds", "a"],
      ["kinds", "b"],
      ["new", "1"],
    ] as const;
    const arranged = arrange({ operation: withoutBody, path: {}, query }, text("page=2"), false);
    expect({ ...arranged.query }).toEqual({ kinds: ["a", "b"], new: "1", page: 2 });
  });
});

describe("text becomes what the operation takes", () => {
  it.each([
    ["name=007", { name: "007" }],
    ["name=", { name: "" }],
    ["height=42", { height: 42 }],
    ["weight=1.5", { weight: 1.5 }],
    ["locked=false", { locked: false }],
    ["owner=12", { owner: 12 }],
    ["owner=twelve", { owner: "twelve" }],
    ["tags[]=1", { tags: ["1"] }],
    ["slots[0][depth]=3", { slots: [{ depth: 3 }] }],
    ["labels[anything]=1", { labels: { anything: "1" } }],
  ])("%s", (field, body) => {
    expect(bodyOf(...text(field))).toEqual(body);
  });

  it.each([
    ["height=tall", "height must be an integer"],
    ["height=1.5", "height must be an integer"],
    ["height=", "height must be an integer"],
    ["weight=heavy", "weight must be a number"],
    ["locked=yes", "locked must be true or false"],
    ["tags=a", "tags is a list"],
    ["labels=a", "labels is an object"],
    ["name[]=a", "name is no list"],
    ["hight=1", 'racks_update takes no "hight"'],
    ["slots[][wide]=1", 'racks_update takes no "slots[][wide]"'],
  ])("%s is refused", (field, message) => {
    expect(() => bodyOf(...text(field))).toThrow(message);
  });

  it("JSON is sent as it is, also of a field that the table does not have", () => {
    expect(bodyOf(json("name", null), json("brand_new", [1]), json("slots[][x]", { y: 1 }))).toEqual({
      name: null,
      brand_new: [1],
      slots: [{ x: { y: 1 } }],
    });
  });
});

describe("a request that cannot be made", () => {
  it("has a parameter of its path missing, or one that would lead elsewhere", () => {
    expect(() => arrange({ operation, path: {}, query: [] }, [], false)).toThrow("racks_update needs rack_id");
    expect(() => arrange({ operation, path: { rack_id: ".." }, query: [] }, [], false)).toThrow('cannot be ".."');
    expect(() => arrange({ operation, path: {}, query: [] }, text("rack_id[]=1"), false)).toThrow(
      "takes a single value",
    );
  });

  it("has fields of a body that is given as a whole", () => {
    expect(() => arrange({ operation, ...at }, text("name=a"), true)).toThrow("--input gives");
    expect(arrange({ operation, ...at }, text("page=1"), true).body).toBeUndefined();
  });

  it("has an unknown parameter, or an object in its address", () => {
    const target = { operation: withoutBody, path: {}, query: [] };
    expect(() => arrange(target, text("pgae=1"), false)).toThrow('racks_list takes no "pgae"');
    expect(() => arrange(target, [json("filter", { a: 1 })], false)).toThrow("part of the address");
    expect({ ...arrange(target, [json("newer", 1)], false).query }).toEqual({ newer: 1 });
  });
});
