import type { ApiDocument, Schema } from "./document.js";
import { hasFactualDefault } from "./facts.js";
import { unicodePattern } from "./patterns.js";
import { isMarked, objectBody, shapeOf } from "./shape.js";
import { mappedMembers } from "./usage.js";

export type JsonSchema = Record<string, unknown>;

/** The formats that mean a check of a request; the others say how a number is stored, or are unknown to validators. */
const CHECKED_FORMATS = new Set(["date-time", "date", "uuid", "email", "hostname", "ipv4", "ipv6", "uri", "byte"]);

const BOUNDS = [
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
] as const;

/** Turns schemas, as seen by a request, into JSON Schema draft-07, and remembers the named ones that they refer to. */
export class JsonSchemaWriter {
  readonly #document: ApiDocument;
  readonly #definitions = new Map<string, JsonSchema>();

  constructor(document: ApiDocument) {
    this.#document = document;
  }

  /** The named schemas that what was written refers to, in the order of the document. */
  definitions(): [string, JsonSchema][] {
    return Object.keys(this.#document.schemas).flatMap((name): [string, JsonSchema][] => {
      const definition = this.#definitions.get(name);
      return definition ? [[name, definition]] : [];
    });
  }

  write(schema: Schema): JsonSchema {
    if (schema.$ref !== undefined) return this.#reference(schema.$ref);
    return this.#value(schema, this.#readOnlyNames(schema));
  }

  #reference(reference: string): JsonSchema {
    const name = this.#document.schemaName(reference);
    if (!this.#definitions.has(name)) {
      // Set before it is known, since a schema may refer to itself.
      this.#definitions.set(name, {});
      this.#definitions.set(name, this.write(this.#document.schema(name)));
    }
    return { $ref: `#/definitions/${encodeURIComponent(name)}` };
  }

  /** `left` are the properties that a request leaves out, here or in another part of the same `allOf`. */
  #value(schema: Schema, left: ReadonlySet<string>): JsonSchema {
    const body = objectBody(schema);
    if (body !== schema) return this.write(body);
    const result: JsonSchema = {
      ...typeOf(schema),
      ...(schema.enum && { enum: [...schema.enum] }),
      ...this.#scalar(schema),
      ...this.#object(schema, left),
      ...(schema.items && { items: this.write(schema.items) }),
      ...this.#combined(schema, left),
      ...(hasFactualDefault(schema) && { default: schema.default }),
    };
    return schema.nullable === true ? orNull(result) : result;
  }

  #scalar(schema: Schema): JsonSchema {
    const { format, pattern, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
    return {
      ...(format !== undefined && schema.type === "string" && CHECKED_FORMATS.has(format) && { format }),
      ...(pattern !== undefined && { pattern: unicodePattern(pattern) }),
      ...(minimum !== undefined && { [exclusiveMinimum ? "exclusiveMinimum" : "minimum"]: minimum }),
      ...(maximum !== undefined && { [exclusiveMaximum ? "exclusiveMaximum" : "maximum"]: maximum }),
      ...Object.fromEntries(BOUNDS.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]])),
    };
  }

  #object({ properties, required, additionalProperties }: Schema, left: ReadonlySet<string>): JsonSchema {
    const kept = Object.entries(properties ?? {}).filter(([name]) => !left.has(name));
    const needed = (required ?? []).filter((name) => !left.has(name));
    return {
      ...(kept.length > 0 && { properties: Object.fromEntries(kept.map(([name, each]) => [name, this.write(each)])) }),
      ...(needed.length > 0 && { required: needed }),
      ...(typeof additionalProperties === "object" && { additionalProperties: this.write(additionalProperties) }),
      ...(additionalProperties === false && { additionalProperties }),
    };
  }

  #combined(schema: Schema, left: ReadonlySet<string>): JsonSchema {
    const mapped = mappedMembers(this.#document, schema);
    if (mapped.size > 0) return this.#discriminated(schema, mapped);
    const parts = (schema.allOf ?? [])
      .map((part) => this.#part(part, left))
      .filter((part) => Object.keys(part).length > 0);
    return {
      ...(parts.length > 0 && { allOf: parts }),
      ...(schema.oneOf && this.#oneOf(schema.oneOf, left)),
      ...(schema.anyOf && { anyOf: schema.anyOf.map((member) => this.#part(member, left)) }),
      ...(schema.not && { not: this.write(schema.not) }),
    };
  }

  /** Chooses by the value of one property, so that an error speaks of the chosen alternative and not of all of them. */
  #discriminated(schema: Schema, mapped: ReturnType<typeof mappedMembers>): JsonSchema {
    const name = schema.discriminator?.propertyName ?? "";
    const branches = [...mapped].map(([member, { values }]) => ({
      if: { properties: { [name]: { enum: values } }, required: [name] },
      then: this.#reference(`#/components/schemas/${member}`),
    }));
    const values = [...mapped.values()].flatMap((narrowing) => narrowing.values);
    return { type: "object", properties: { [name]: { enum: values } }, required: [name], allOf: branches };
  }

  /** Alternatives that each require a property which no other has are chosen by it, for the sake of clear errors. */
  #oneOf(members: readonly Schema[], left: ReadonlySet<string>): JsonSchema {
    const written = members.map((member) => this.#part(member, left));
    const shapes = members.map((member) => shapeOf(this.#document, member));
    const marks = shapes.map(({ required }, index) =>
      [...required].find((name) => shapes.every(({ properties }, other) => properties.has(name) === (other === index))),
    );
    const [first] = written;
    if (first === undefined || marks.some((mark) => mark === undefined)) return { oneOf: written };
    const chosen = written
      .slice(1)
      .reduceRight<JsonSchema>(
        (otherwise, member, index) => ({ if: { required: [marks[index + 1]] }, then: member, else: otherwise }),
        first,
      );
    return { type: "object", ...chosen };
  }

  #part(part: Schema, left: ReadonlySet<string>): JsonSchema {
    return part.$ref === undefined
      ? this.#value(part, new Set([...left, ...this.#readOnlyNames(part)]))
      : this.write(part);
  }

  #readOnlyNames(schema: Schema): Set<string> {
    const entries = [...shapeOf(this.#document, schema).properties];
    const isReadOnly = (definitions: Schema[]) =>
      definitions.some((each) => isMarked(this.#document, each, "readOnly"));
    return new Set(entries.filter(([, definitions]) => isReadOnly(definitions)).map(([name]) => name));
  }
}

/** The document often leaves out that what has properties is an object. */
function typeOf({ type, properties }: Schema): JsonSchema {
  if (type !== undefined) return { type };
  return properties ? { type: "object" } : {};
}

function orNull(schema: JsonSchema): JsonSchema {
  const isSimple = typeof schema.type === "string" && !["allOf", "oneOf", "anyOf"].some((key) => key in schema);
  if (!isSimple) return { anyOf: [schema, { type: "null" }] };
  const values = Array.isArray(schema.enum) && !schema.enum.includes(null) ? { enum: [...schema.enum, null] } : {};
  return { ...schema, type: [schema.type, "null"], ...values };
}
