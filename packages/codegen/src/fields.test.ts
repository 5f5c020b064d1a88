import { describe, expect, it } from "vitest";
import type { Schema } from "./document.js";
import { bodyFields, parameterField } from "./fields.js";
import { documentOf, reference } from "./testing.js";

const fieldsOf = (schema: Schema, schemas: Record<string, Schema> = {}) => bodyFields(documentOf(schemas), schema);
const names = (schema: Schema, schemas?: Record<string, Schema>) => fieldsOf(schema, schemas).map(({ name }) => name);

const rule: Schema = {
  type: "object",
  required: ["port"],
  properties: { port: { type: "integer" }, source: { type: "object", properties: { cidr: { type: "string" } } } },
};

describe("fields inside others", () => {
  it("have brackets around their names, and what is deeper is left to a value", () => {
    expect(names({ properties: { policy: rule } })).toEqual(["policy", "policy[port]", "policy[source]"]);
  });

  it("of a list of objects stand behind empty brackets", () => {
    const schema: Schema = { properties: { rules: { type: "array", items: reference("rule") } } };
    expect(fieldsOf(schema, { rule })).toEqual([
      { name: "rules", type: "object[]" },
      { name: "rules[][port]", type: "integer" },
      { name: "rules[][source]", type: "object" },
    ]);
  });

  it("are needed only where what they are in is needed", () => {
    const needed = (required: string[]) =>
      fieldsOf({ required, properties: { policy: rule } }).flatMap((field) => (field.required ? [field.name] : []));
    expect(needed([])).toEqual([]);
    expect(needed(["policy"])).toEqual(["policy", "policy[port]"]);
  });

  it("end where a schema leads back to itself", () => {
    const node: Schema = { type: "object", properties: { next: reference("node") } };
    expect(names(reference("node"), { node })).toEqual(["next", "next[next]"]);
  });
});

describe("alternatives", () => {
  const create: Schema = {
    properties: { kind: { type: "string", enum: ["create"] }, size: { type: "integer" } },
    required: ["kind", "size"],
  };
  const copy: Schema = {
    properties: { kind: { type: "string", enum: ["copy"] }, from: { type: "string" } },
    required: ["kind", "from"],
  };

  it("give every field of any of them, and need what all need", () => {
    expect(fieldsOf({ oneOf: [create, copy] })).toEqual([
      { name: "kind", type: "string", required: true, values: ["create", "copy"] },
      { name: "size", type: "integer" },
      { name: "from", type: "string" },
    ]);
  });

  it("are chosen by the values of the mapping", () => {
    const mapping = {
      a: "#/components/schemas/create",
      b: "#/components/schemas/copy",
      c: "#/components/schemas/copy",
    };
    const schema: Schema = {
      oneOf: [reference("create"), reference("copy")],
      discriminator: { propertyName: "kind", mapping },
    };
    expect(fieldsOf(schema, { create, copy })[0]).toEqual({
      name: "kind",
      type: "string",
      required: true,
      values: ["a", "b", "c"],
    });
  });
});

describe("a field", () => {
  it.each<[string, Schema]>([
    ["any", {}],
    ["string|integer", { anyOf: [{ type: "string" }, { type: "integer" }] }],
    ["string[]|integer[]", { type: "array", items: { oneOf: [{ type: "string" }, { type: "integer" }] } }],
    ["integer", { allOf: [{ type: "integer" }, { nullable: true }] }],
    ["object", { type: "object", items: { properties: { a: { type: "string" } } } }],
    ["string", { enum: ["a", null] }],
  ])("of the type %s", (type, schema) => {
    expect(fieldsOf({ properties: { field: schema } })[0]?.type).toBe(type);
  });

  it("that is read-only is not sent", () => {
    expect(names({ properties: { id: { type: "string", readOnly: true }, name: { type: "string" } } })).toEqual([
      "name",
    ]);
  });

  it("that is open in one place has no list of values", () => {
    const schema: Schema = {
      anyOf: [{ properties: { size: { enum: ["s"] } } }, { properties: { size: { type: "string" } } }],
    };
    expect(fieldsOf(schema)).toEqual([{ name: "size", type: "string" }]);
  });

  it("that is a parameter says when it is deprecated", () => {
    const parameter = { name: "page", required: false, deprecated: true, schema: { type: "integer", minimum: 1 } };
    expect(parameterField(documentOf({}), parameter)).toEqual({
      name: "page",
      type: "integer",
      facts: "@deprecated at least 1",
    });
  });
});
