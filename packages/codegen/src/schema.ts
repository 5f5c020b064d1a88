import type { ApiDocument, Schema } from "./document.js";
import { factsOf } from "./facts.js";
import { extendedObject, flatObject } from "./objects.js";
import { alternatives, isObject, isPlain, isStructural, objectBody, shapeOf } from "./shape.js";
import { type Direction, nullable, type Type, UNKNOWN, union } from "./types.js";
import { mappedMembers, type Usage } from "./usage.js";

/** Turns schemas of the document into types, per direction. */
export class SchemaReader {
  readonly document: ApiDocument;
  readonly #usage: Usage;
  readonly #named = new Map<string, Type>();
  readonly #unfinished = new Set<string>();

  constructor(document: ApiDocument, usage: Usage) {
    this.document = document;
    this.#usage = usage;
  }

  /** The type that a named schema declares. */
  named(name: string, direction: Direction): Type {
    const key = `${direction} ${name}`;
    const known = this.#named.get(key);
    if (known) return known;
    const schema = this.document.schema(name);
    this.#unfinished.add(key);
    const type = this.#declare(name, schema, direction);
    this.#unfinished.delete(key);
    const declared = schema.nullable === true ? nullable(type) : type;
    this.#named.set(key, declared);
    return declared;
  }

  /** The type of a schema where it stands: a reference stays a name, unless it only names a plain value. */
  read(schema: Schema, direction: Direction): Type {
    if (schema.$ref !== undefined) {
      const target = this.document.resolve(schema);
      if (isPlain(target)) return this.read(target, direction);
      return { kind: "named", schema: this.document.schemaName(schema.$ref) };
    }
    const type = this.#readValue(schema, direction);
    return schema.nullable === true ? nullable(type) : type;
  }

  /** The body of an answer that is no named schema: an envelope. */
  readAnswer(schema: Schema): Type {
    const isEnvelope = schema.$ref === undefined && isObject(this.document, schema);
    return isEnvelope
      ? flatObject(this, schema, { direction: "response", envelope: true })
      : this.read(schema, "response");
  }

  /** The body of a request, to be declared under a name of its own unless it has one. */
  readBody(schema: Schema): Type {
    const canExtend = schema.allOf !== undefined && schema.nullable !== true && isObject(this.document, schema);
    return canExtend ? extendedObject(this, schema, { direction: "request" }) : this.read(schema, "request");
  }

  /** A property that one or more parts of an object define. */
  readProperty(definitions: readonly Schema[], direction: Direction): Type {
    const [only = {}] = definitions;
    return this.read(definitions.length === 1 ? only : { allOf: definitions }, direction);
  }

  facts(definitions: readonly Schema[], direction: Direction): string {
    return factsOf(this.document, definitions, direction);
  }

  #declare(name: string, schema: Schema, direction: Direction): Type {
    if (direction === "response" && this.#usage.envelopes.has(name)) return this.readAnswer(schema);
    const narrowing = this.#usage.narrowings.get(name);
    const canExtend = (schema.allOf ?? narrowing) !== undefined && isObject(this.document, schema);
    return canExtend ? extendedObject(this, schema, { direction, narrowing }) : this.#readValue(schema, direction);
  }

  #readValue(schema: Schema, direction: Direction): Type {
    if (schema.allOf) return this.#readAll(schema, direction);
    if (schema.oneOf ?? schema.anyOf) return this.#readUnion(schema, direction);
    if (schema.enum) return readEnum(schema, direction);
    switch (schema.type) {
      case "string":
        return { kind: "scalar", name: schema.format === "binary" ? "Uint8Array" : "string" };
      case "integer":
      case "number":
        return { kind: "scalar", name: "number" };
      case "boolean":
        return { kind: "scalar", name: "boolean" };
      case "array":
        return { kind: "array", items: schema.items ? this.read(schema.items, direction) : UNKNOWN };
      default:
        return this.#readObject(schema, direction);
    }
  }

  #readObject(schema: Schema, direction: Direction): Type {
    const body = objectBody(schema);
    if (body !== schema) return this.read(body, direction);
    if (schema.properties) return flatObject(this, schema, { direction });
    if (typeof schema.additionalProperties === "object") {
      return { kind: "record", values: this.read(schema.additionalProperties, direction) };
    }
    return schema.type === "object" ? { kind: "record", values: UNKNOWN } : UNKNOWN;
  }

  #readAll({ nullable: _, ...schema }: Schema, direction: Direction): Type {
    const { allOf = [], ...siblings } = schema;
    const parts = [...allOf, siblings].filter(isStructural);
    const [first = {}] = parts;
    if (parts.length < 2) return this.read(first, direction);
    if (!parts.every((part) => isObject(this.document, part))) {
      // Parts of a plain value can only narrow it; one that lists the values says most.
      return this.read(parts.findLast((part) => this.document.resolve(part).enum) ?? first, direction);
    }
    if (parts.some(({ $ref }) => $ref !== undefined && this.#isUnfinished($ref, direction))) {
      // What leads back to itself cannot be laid flat.
      const members = parts.map((part) => this.read(part, direction)).filter(({ kind }) => kind !== "unknown");
      return { kind: "intersection", members };
    }
    return this.#addsNothing(first, parts.slice(1))
      ? this.read(first, direction)
      : extendedObject(this, schema, { direction });
  }

  #isUnfinished(reference: string, direction: Direction): boolean {
    return this.#unfinished.has(`${direction} ${this.document.schemaName(reference)}`);
  }

  /** `allOf: [A, { required: ["x"] }]` is A when A requires x anyway. */
  #addsNothing(base: Schema, rest: readonly Schema[]): boolean {
    if (base.$ref === undefined) return false;
    const known = shapeOf(this.document, base).required;
    return rest.every((part) => {
      const { properties, required, unions, additional } = shapeOf(this.document, part);
      const isEmpty = properties.size === 0 && unions.length === 0 && additional === undefined;
      return isEmpty && [...required].every((name) => known.has(name));
    });
  }

  #readUnion(schema: Schema, direction: Direction): Type {
    if (schema.properties) return flatObject(this, schema, { direction });
    const members = alternatives(schema);
    const described = members.filter(isStructural);
    if (described.length < members.length && described.every((member) => isObject(this.document, member))) {
      // Any of these or none of them: each property may be there.
      const merged = flatObject(this, { allOf: described }, { direction });
      if (merged.kind !== "object") return UNKNOWN;
      return { ...merged, properties: merged.properties.map((property) => ({ ...property, required: false })) };
    }
    const mapped = mappedMembers(this.document, schema);
    return union(
      members.map((member): Type => {
        const type = this.read(member, direction);
        const narrowing = type.kind === "named" ? mapped.get(type.schema) : undefined;
        if (type.kind === "named" && narrowing && !this.#usage.narrowings.has(type.schema)) {
          return flatObject(this, member, { direction, narrowing });
        }
        return members.length > 1 && isSpelledNull(member) ? { kind: "null" } : type;
      }),
    );
  }
}

/** Beside another member `{ type: object, nullable: true }` is how the document writes `null`. */
function isSpelledNull(member: Schema): boolean {
  return member.type === "object" && member.nullable === true && member.properties === undefined;
}

function readEnum(schema: Schema, direction: Direction): Type {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  const type: Type = { kind: "literals", values: [...new Set(values)], open: direction === "response" };
  return schema.enum?.includes(null) ? nullable(type) : type;
}
