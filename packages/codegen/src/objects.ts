import type { Schema } from "./document.js";
import type { SchemaReader } from "./schema.js";
import { alternatives, isMarked, shapeOf } from "./shape.js";
import { type Direction, narrows, type ObjectType, type Property, type Type, UNKNOWN, union } from "./types.js";
import type { Narrowing } from "./usage.js";

export interface ObjectOptions {
  direction: Direction;
  /** The object is the body of an answer: see `isCertain`. */
  envelope?: boolean;
  narrowing?: Narrowing | undefined;
}

/** An object schema as one flat object; with its unions, if it has any, as an intersection. */
export function flatObject(reader: SchemaReader, schema: Schema, options: ObjectOptions): Type {
  const { properties, required, unions, additional } = shapeOf(reader.document, schema);
  const left = options.direction === "request" ? "readOnly" : "writeOnly";
  const members: Property[] = [];
  for (const [name, definitions] of properties) {
    if (definitions.some((definition) => isMarked(reader.document, definition, left))) continue;
    const chosen = options.narrowing?.propertyName === name ? options.narrowing.values : undefined;
    members.push({
      name,
      type: chosen
        ? { kind: "literals", values: chosen, open: false }
        : reader.readProperty(definitions, options.direction),
      required: chosen !== undefined || required.has(name) || (options.envelope === true && isCertain(name, required)),
      facts: reader.facts(definitions, options.direction),
    });
  }
  const { propertyName, values } = options.narrowing ?? {};
  if (propertyName !== undefined && values && !properties.has(propertyName)) {
    const type: Type = { kind: "literals", values, open: false };
    members.unshift({ name: propertyName, type, required: true, facts: "" });
  }
  const index = indexOf(reader, additional, { ...options, members });
  const object: ObjectType = { kind: "object", bases: [], properties: members, ...(index && { index }) };
  if (unions.length === 0) return object;
  const choices = unions.map((choice) => readChoice(reader, choice, { direction: options.direction, members }));
  return members.length === 0 && choices[0] && choices.length === 1
    ? choices[0]
    : { kind: "intersection", members: [object, ...choices] };
}

/** An object that takes over named ones: it extends them where that says the same as repeating their properties. */
export function extendedObject(reader: SchemaReader, schema: Schema, options: ObjectOptions): Type {
  const flat = flatObject(reader, schema, options);
  if (flat.kind === "intersection") {
    const [object, ...choices] = flat.members;
    return object?.kind === "object"
      ? { kind: "intersection", members: [extend(reader, schema, { ...options, flat: object }), ...choices] }
      : flat;
  }
  return flat.kind === "object" ? extend(reader, schema, { ...options, flat }) : flat;
}

function extend(reader: SchemaReader, schema: Schema, options: ObjectOptions & { flat: ObjectType }): ObjectType {
  const { flat } = options;
  const bases = (schema.allOf ?? [])
    .flatMap(({ $ref }) => ($ref === undefined ? [] : [reader.document.schemaName($ref)]))
    .filter((name) => reader.named(name, options.direction).kind === "object");
  const inherited = inheritedProperties(reader, bases, options.direction);
  if (bases.length === 0 || inherited === undefined) return flat;
  const own: Property[] = [];
  for (const property of flat.properties) {
    const base = inherited.get(property.name);
    if (base !== undefined && !narrows(property.type, base.type)) return flat;
    if (base === undefined || !isSame(base, property)) own.push(property);
  }
  // Nothing is gained by taking over what is then all overridden.
  return own.length < flat.properties.length ? { ...flat, bases, properties: own } : flat;
}

/** What the bases bring, or nothing when two of them disagree. */
function inheritedProperties(
  reader: SchemaReader,
  bases: readonly string[],
  direction: Direction,
): Map<string, Property> | undefined {
  const found = new Map<string, Property>();
  for (const base of bases) {
    for (const property of allProperties(reader, base, direction)) {
      const other = found.get(property.name);
      if (other && !isSame(other, property)) return undefined;
      found.set(property.name, property);
    }
  }
  return found;
}

function allProperties(reader: SchemaReader, name: string, direction: Direction): Property[] {
  const type = reader.named(name, direction);
  if (type.kind !== "object") return [];
  const own = new Set(type.properties.map((property) => property.name));
  const above = type.bases.flatMap((base) => allProperties(reader, base, direction));
  return [...above.filter((property) => !own.has(property.name)), ...type.properties];
}

/** Absent from some single pages, from success, and from what is still going on. */
const UNCERTAIN = new Set(["links", "error", "completed_at"]);

/**
 * Envelopes have all of their keys, also where the document does not say so; but where it lists keys as required (other
 * than `meta`, which it always requires) it is taken at its word.
 */
function isCertain(name: string, required: ReadonlySet<string>): boolean {
  const isSpelledOut = [...required].some((other) => other !== "meta");
  return !isSpelledOut && !UNCERTAIN.has(name);
}

/** An object and the direction that it is read in. */
interface Context {
  direction: Direction;
  members: readonly Property[];
}

function indexOf(
  reader: SchemaReader,
  additional: boolean | Schema | undefined,
  { direction, members }: Context,
): Type | undefined {
  if (additional === undefined || additional === false) return undefined;
  // Beside properties of other types TypeScript accepts no narrower index.
  return additional === true || members.length > 0 ? UNKNOWN : reader.read(additional, direction);
}

/** One of several alternatives; one that only requires properties gets them from the object that it adds to. */
function readChoice(reader: SchemaReader, choice: Schema, { direction, members }: Context): Type {
  return union(
    alternatives(choice).map((alternative): Type => {
      const { properties, required } = shapeOf(reader.document, alternative);
      if (properties.size > 0 || required.size === 0) return reader.read(alternative, direction);
      const needed = members.filter(({ name }) => required.has(name));
      return {
        kind: "object",
        bases: [],
        properties: needed.map((property) => ({ ...property, required: true, facts: "" })),
      };
    }),
  );
}

function isSame(a: Property, b: Property): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
