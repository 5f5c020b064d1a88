import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Schema } from "./document.js";
import { JsonSchemaWriter } from "./json-schema.js";
import { documentOf, reference } from "./testing.js";

/** What a validator finds wrong with a value, as it is or in a document with further schemas. */
function errors(schema: Schema, value: unknown, schemas: Record<string, Schema> = {}): string[] {
  const writer = new JsonSchemaWriter(documentOf(schemas));
  const written = writer.write(schema);
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile({ ...written, definitions: Object.fromEntries(writer.definitions()) });
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const write = (schema: Schema, schemas = {}) => new JsonSchemaWriter(documentOf(schemas)).write(schema);
const text: Schema = { type: "string" };

describe("what is kept", () => {
  it("is what can be checked", () => {
    const schema = {
      type: "integer",
      format: "int32",
      minimum: 1,
      maximum: 9,
      title: "T",
      description: "D",
      example: 4,
    };
    expect(write(schema)).toEqual({ type: "integer", minimum: 1, maximum: 9 });
  });

  it("are the formats that validators know", () => {
    expect(write({ ...text, format: "uuid" })).toEqual({ type: "string", format: "uuid" });
    expect(write({ ...text, format: "cidr" })).toEqual({ type: "string" });
  });

  it("are defaults that are facts", () => {
    expect(write({ type: "integer", default: 20 })).toEqual({ type: "integer", default: 20 });
    expect(write({ ...text, default: "prose" })).toEqual({ type: "string" });
    expect(write({ ...text, enum: ["a"], default: "a" })).toEqual({ type: "string", enum: ["a"], default: "a" });
  });

  it("are exclusive bounds, in the way of draft 7", () => {
    expect(write({ type: "number", minimum: 0, exclusiveMinimum: true })).toEqual({
      type: "number",
      exclusiveMinimum: 0,
    });
  });

  it("are unknown properties, unless the document forbids them", () => {
    const schema: Schema = { type: "object", properties: { a: text } };
    expect(errors(schema, { b: 1 })).toEqual([]);
    expect(errors({ ...schema, additionalProperties: false }, { b: 1 })).toHaveLength(1);
  });
});

describe("nullable", () => {
  it.each<[string, Schema]>([
    ["a type", { ...text, nullable: true }],
    ["an enum", { ...text, enum: ["a"], nullable: true }],
    ["allOf", { allOf: [reference("a")], nullable: true }],
    ["oneOf", { oneOf: [text, { type: "integer" }], nullable: true }],
  ])("%s allows null and still checks the rest", (_, schema) => {
    const schemas = { a: text };
    expect(errors(schema, null, schemas)).toEqual([]);
    expect(errors(schema, "a", schemas)).toEqual([]);
    expect(errors(schema, true, schemas)).not.toEqual([]);
  });
});

describe("read-only properties", () => {
  it("are neither checked nor demanded", () => {
    const schema: Schema = {
      type: "object",
      properties: { id: { type: "integer", readOnly: true }, name: text },
      required: ["id", "name"],
    };
    expect(write(schema)).toEqual({ type: "object", properties: { name: text }, required: ["name"] });
  });

  it("are not demanded by another part of the same allOf", () => {
    const base = { properties: { id: { type: "integer", readOnly: true } } };
    expect(errors({ allOf: [reference("base"), { required: ["id"] }] }, {}, { base })).toEqual([]);
  });
});

describe("discriminators", () => {
  const schemas: Record<string, Schema> = {
    action: { type: "object", properties: { type: { ...text, enum: ["reboot", "resize"] } }, required: ["type"] },
    resize: { allOf: [reference("action"), { properties: { size: text }, required: ["size"] }] },
  };
  const post: Schema = {
    anyOf: [reference("action"), reference("resize")],
    discriminator: {
      propertyName: "type",
      mapping: { reboot: "#/components/schemas/action", resize: "#/components/schemas/resize" },
    },
  };

  it("check only the alternative that is chosen, and name what it lacks", () => {
    expect(errors(post, { type: "reboot" }, schemas)).toEqual([]);
    expect(errors(post, { type: "resize", size: "s" }, schemas)).toEqual([]);
    expect(errors(post, { type: "resize" }, schemas)).toContain(" must have required property 'size'");
  });

  it("allow no other value, and not none", () => {
    expect(errors(post, { type: "explode" }, schemas)).toEqual(["/type must be equal to one of the allowed values"]);
    expect(errors(post, {}, schemas)).toEqual([" must have required property 'type'"]);
    expect(errors(post, "reboot", schemas)).toContain(" must be object");
  });
});

describe("oneOf", () => {
  const choice: Schema = {
    oneOf: [
      { type: "object", properties: { name: text, size: text }, required: ["name", "size"] },
      {
        type: "object",
        properties: { names: { type: "array", items: text }, size: text },
        required: ["names", "size"],
      },
    ],
  };

  it("is chosen by the property that only one alternative has", () => {
    expect(errors(choice, { name: "a", size: "s" })).toEqual([]);
    expect(errors(choice, { names: ["a"], size: "s" })).toEqual([]);
    expect(errors(choice, { names: ["a"] })).toContain(" must have required property 'size'");
    expect(errors(choice, { names: ["a"] })).not.toContain(" must have required property 'name'");
    expect(errors(choice, {})).toContain(" must have required property 'name'");
    expect(errors(choice, [])).toContain(" must be object");
  });

  it("stays as it is where nothing tells the alternatives apart", () => {
    expect(write({ oneOf: [text, { type: "integer" }] })).toEqual({ oneOf: [text, { type: "integer" }] });
  });
});

it("treats what has properties as an object", () => {
  expect(errors({ properties: { name: text } }, [])).toEqual([" must be object"]);
});

it("writes a schema that refers to itself", () => {
  const node: Schema = { type: "object", properties: { next: reference("node"), name: text } };
  expect(errors(reference("node"), { next: { next: { name: 1 } } }, { node })).toEqual([
    "/next/next/name must be string",
  ]);
});
