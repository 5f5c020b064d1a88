import { type Json, type JsonObject, resolve } from "./document.js";

// What means nothing to a validator. A discriminator only tells a reader which alternative to look at first: that one of
// them fits is checked without it.
const ANNOTATIONS = new Set(["example", "externalDocs", "xml", "discriminator"]);

/**
 * The JSON Schema (2019-09) of a schema in the dialect of OpenAPI 3.0, for a whole value: in an object of which any field
 * is named, no others are allowed.
 */
export function jsonSchema(document: JsonObject, schema: JsonObject): JsonObject {
  const converted = convert(document, schema);
  return fieldsOf(document, schema).length > 0 ? { ...converted, unevaluatedProperties: false } : converted;
}

/** The schemas that others refer to, by the name under which they do. */
export function referredSchemas(document: JsonObject): Record<string, JsonObject> {
  const { schemas } = document.components as JsonObject;
  const converted = Object.entries(schemas as JsonObject).map(
    ([name, schema]) => [`/components/schemas/${name}`, convert(document, schema as JsonObject)] as const,
  );
  return Object.fromEntries(converted);
}

/** A schema as a part of others: together they may name more fields. */
function convert(document: JsonObject, schema: JsonObject): JsonObject {
  // OpenAPI 3.0 ignores everything beside a reference.
  if (typeof schema.$ref === "string") return { $ref: schema.$ref.slice(1) };
  const { nullable, ...rest } = schema;
  const entries = Object.entries(rest).filter(([name]) => !ANNOTATIONS.has(name) && !name.startsWith("x-"));
  const converted = Object.fromEntries(entries.map(([name, value]) => [name, keyword(document, name, value as Json)]));
  if (converted.properties !== undefined) converted.type ??= "object";
  return nullable === true ? orNull(converted) : converted;
}

function keyword(document: JsonObject, name: string, value: Json): Json {
  switch (name) {
    case "properties":
      return each(value, (schema) => jsonSchema(document, schema));
    case "items":
      return jsonSchema(document, value as JsonObject);
    case "additionalProperties":
      return typeof value === "boolean" ? value : jsonSchema(document, value as JsonObject);
    case "not":
      return convert(document, value as JsonObject);
    case "allOf":
    case "anyOf":
    case "oneOf":
      return (value as JsonObject[]).map((schema) => convert(document, schema));
    default:
      return value;
  }
}

function orNull(schema: JsonObject): JsonObject {
  if (typeof schema.type !== "string") return { anyOf: [{ type: "null" }, schema] };
  const values = schema.enum as Json[] | undefined;
  return { ...schema, type: [schema.type, "null"], ...(values && { enum: [...new Set([...values, null])] }) };
}

/** The fields that a schema names, itself or in the parts that it is composed of. */
export function fieldsOf(document: JsonObject, schema: JsonObject, seen = new Set<JsonObject>()): string[] {
  const resolved = resolve(document, schema);
  if (seen.has(resolved)) return [];
  seen.add(resolved);
  const { properties = {}, allOf, anyOf, oneOf } = resolved;
  const parts = [allOf, anyOf, oneOf].flatMap((list) => (list ?? []) as JsonObject[]);
  return [...Object.keys(properties as JsonObject), ...parts.flatMap((part) => fieldsOf(document, part, seen))];
}

function each(object: Json | undefined, change: (value: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object as JsonObject).map(([name, value]) => [name, change(value as JsonObject)]),
  );
}
