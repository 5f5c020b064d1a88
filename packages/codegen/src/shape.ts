import type { ApiDocument, Schema } from "./document.js";

/** An object schema with everything that `allOf` adds to it laid flat. */
export interface Shape {
  /** Every definition of each property; several when more than one part of an `allOf` speaks of it. */
  properties: Map<string, Schema[]>;
  required: Set<string>;
  /** The unions among the parts, each with its alternatives. */
  unions: Schema[];
  additional?: boolean | Schema;
}

export function shapeOf(document: ApiDocument, schema: Schema): Shape {
  const shape: Shape = { properties: new Map(), required: new Set(), unions: [] };
  add(document, schema, shape);
  return shape;
}

function add(document: ApiDocument, reference: Schema, shape: Shape): void {
  const schema = document.resolve(reference);
  for (const part of schema.allOf ?? []) add(document, part, shape);
  for (const [name, property] of Object.entries(objectBody(schema).properties ?? {})) {
    const known = shape.properties.get(name) ?? [];
    if (!known.some((other) => JSON.stringify(other) === JSON.stringify(property))) {
      shape.properties.set(name, [...known, property]);
    }
  }
  for (const name of objectBody(schema).required ?? []) shape.required.add(name);
  if (schema.oneOf ?? schema.anyOf) shape.unions.push(schema);
  if (schema.additionalProperties !== undefined) shape.additional = schema.additionalProperties;
}

/** The document describes some objects by `type: object` and `items`; what is meant is the schema under `items`. */
export function objectBody(schema: Schema): Schema {
  return schema.type === "object" && schema.items && !schema.properties ? schema.items : schema;
}

/** Whether a schema describes an object (or only adds to one, as `{ required: [...] }` does). */
export function isObject(document: ApiDocument, reference: Schema): boolean {
  const schema = document.resolve(reference);
  if (schema.properties ?? schema.required ?? schema.additionalProperties) return true;
  if (schema.type !== undefined) return schema.type === "object";
  if (schema.allOf) return schema.allOf.some((part) => isObject(document, part));
  const members = schema.oneOf ?? schema.anyOf;
  return members !== undefined && members.length > 0 && members.every((member) => isObject(document, member));
}

/** Whether a schema is a single text, number or switch without a list of values: its name would say less than its type. */
export function isPlain(schema: Schema): boolean {
  const isScalar = ["string", "integer", "number", "boolean"].includes(schema.type ?? "");
  return isScalar && !(schema.enum ?? schema.allOf ?? schema.oneOf ?? schema.anyOf);
}

/** Whether a schema says anything about the form of a value, not only about its use. */
export function isStructural(schema: Schema): boolean {
  const { $ref, type, properties, required, items, allOf, oneOf, anyOf, additionalProperties } = schema;
  const structure = $ref ?? type ?? properties ?? required ?? items ?? allOf ?? oneOf ?? anyOf ?? schema.enum;
  return structure !== undefined || additionalProperties !== undefined;
}

/** Whether a marker such as `readOnly` stands on the schema itself, behind its reference or on a part of its `allOf`. */
export function isMarked(document: ApiDocument, reference: Schema, marker: "readOnly" | "writeOnly"): boolean {
  const schema = document.resolve(reference);
  return schema[marker] === true || (schema.allOf ?? []).some((part) => isMarked(document, part, marker));
}

/** Whether a value of the schema cannot do without some property. */
export function requiresAnything(document: ApiDocument, reference: Schema): boolean {
  const schema = document.resolve(reference);
  const { properties, required, unions } = shapeOf(document, schema);
  const needed = [...required].some((name) => {
    const definitions = properties.get(name) ?? [];
    return !definitions.some((definition) => isMarked(document, definition, "readOnly"));
  });
  return needed || unions.some((union) => alternatives(union).every((member) => requiresAnything(document, member)));
}

export function alternatives(schema: Schema): readonly Schema[] {
  return schema.oneOf ?? schema.anyOf ?? [];
}
