import type { ApiDocument, Schema } from "./document.js";
import { factsOf } from "./facts.js";
import type { Parameter } from "./operations.js";
import { alternatives, isMarked, isObject, isStructural, objectBody, shapeOf } from "./shape.js";
import { mappedMembers } from "./usage.js";

/** A value that a request can carry, as a line of a table says it. */
export interface Field {
  /** With brackets for what is inside: `size`, `backup_policy[plan]`, `rules[][port]`. */
  name: string;
  /** `string`, `integer`, `number`, `boolean`, `object` or `any`, each with `[]` for a list; several with `|` between. */
  type: string;
  required?: true;
  values?: readonly (string | number | boolean)[];
  facts?: string;
}

/** How far inside a body fields are told of: what is deeper is part of a value. */
const DEPTH = 2;

export function parameterField(document: ApiDocument, { name, required, deprecated, schema }: Parameter): Field {
  const definitions = deprecated ? [schema, { deprecated }] : [schema];
  return fieldOf(document, name, { required, readings: [definitions] });
}

/** The fields of an object that is sent, each followed by those inside it. */
export function bodyFields(document: ApiDocument, schema: Schema, depth = DEPTH): Field[] {
  return [...membersOf(document, schema)].flatMap(([name, member]) => {
    const field = fieldOf(document, name, member);
    if (depth === 1) return [field];
    const inside = member.readings.flatMap((reading) => childrenOf(document, together(reading), depth));
    const children = inside.map((child) => prefixed(name, child, member.required));
    return [field, ...children.filter(({ name: own }, at) => children.findIndex((other) => other.name === own) === at)];
  });
}

/** One property of an object. */
interface Member {
  required: boolean;
  /** A list of definitions that hold together, for each alternative of the object that has the property. */
  readings: (readonly Schema[])[];
  /** The values that choose between the alternatives, where this property does. */
  values?: readonly string[];
}

function membersOf(document: ApiDocument, schema: Schema): Map<string, Member> {
  const { properties, required, unions } = shapeOf(document, schema);
  const members = new Map<string, Member>();
  for (const [name, definitions] of properties) {
    members.set(name, { required: required.has(name), readings: [definitions] });
  }
  for (const union of unions) addUnion(document, union, members);
  for (const [name, { readings }] of members) {
    const sent = readings.filter((reading) => !reading.some((each) => isMarked(document, each, "readOnly")));
    if (sent.length === 0) members.delete(name);
  }
  return members;
}

function addUnion(document: ApiDocument, union: Schema, members: Map<string, Member>): void {
  const choices = alternatives(union).map((choice) => membersOf(document, choice));
  for (const name of new Set(choices.flatMap((choice) => [...choice.keys()]))) {
    const found = choices.flatMap((choice) => choice.get(name) ?? []);
    const always = found.length === choices.length && found.every(({ required }) => required);
    const known = members.get(name);
    members.set(name, {
      required: known?.required === true || always,
      readings: [...(known?.readings ?? []), ...found.flatMap(({ readings }) => readings)],
    });
  }
  const mapped = [...mappedMembers(document, union).values()];
  const chooser = mapped[0]?.propertyName;
  if (chooser === undefined) return;
  const values = mapped.flatMap((narrowing) => narrowing.values);
  members.set(chooser, { required: true, readings: members.get(chooser)?.readings ?? [[{ type: "string" }]], values });
}

function fieldOf(document: ApiDocument, name: string, { required, readings, values }: Member): Field {
  const kinds = unique(readings.flatMap((reading) => kindsOf(document, together(reading))));
  const allowed = values ?? valuesOf(document, readings);
  const facts = unique(readings.map((reading) => factsOf(document, reading, "request")));
  return {
    name,
    type: kinds.join("|"),
    ...(required && { required }),
    ...(allowed.length > 0 && { values: allowed }),
    ...(facts.length === 1 && facts[0] !== undefined && facts[0] !== "" && { facts: facts[0] }),
  };
}

function kindsOf(document: ApiDocument, reference: Schema): string[] {
  const schema = objectBody(document.resolve(reference));
  if (schema.$ref !== undefined) return kindsOf(document, schema);
  if (isObject(document, schema)) return ["object"];
  const members = alternatives(schema);
  if (members.length > 0) return unique(members.flatMap((member) => kindsOf(document, member)));
  if (schema.type === "array") return kindsOf(document, schema.items ?? {}).map((kind) => `${kind}[]`);
  if (schema.type !== undefined) return [schema.type];
  if (schema.enum) return unique(schema.enum.filter((value) => value !== null).map((value) => typeof value));
  // Parts of a plain value can only narrow it: the last one that says anything says most.
  const parts = (schema.allOf ?? []).filter(isStructural).map((part) => kindsOf(document, part));
  return parts.findLast(([kind]) => kind !== "any") ?? ["any"];
}

/** The values that a field can have; none when one of its readings leaves them open. */
function valuesOf(document: ApiDocument, readings: Member["readings"]): (string | number | boolean)[] {
  const lists = readings.map((reading) => enumOf(document, together(reading)));
  return lists.every((list) => list.length > 0) ? unique(lists.flat()) : [];
}

function enumOf(document: ApiDocument, reference: Schema): (string | number | boolean)[] {
  const schema = document.resolve(reference);
  if (schema.enum) return schema.enum.filter((value) => value !== null);
  if (schema.type === "array" && schema.items) return enumOf(document, schema.items);
  const members = alternatives(schema).map((member) => enumOf(document, member));
  if (members.length > 0) return members.every((list) => list.length > 0) ? unique(members.flat()) : [];
  return (schema.allOf ?? []).map((part) => enumOf(document, part)).find((list) => list.length > 0) ?? [];
}

/** What is inside an object, or inside the objects of a list. */
function childrenOf(document: ApiDocument, reference: Schema, depth: number): Field[] {
  const schema = objectBody(document.resolve(reference));
  const isList = schema.type === "array";
  const inner = isList ? (schema.items ?? {}) : schema;
  if (!isObject(document, inner)) return [];
  const fields = bodyFields(document, inner, depth - 1);
  return isList ? fields.map((field) => ({ ...field, name: `[]${bracketed(field.name)}` })) : fields;
}

function prefixed(name: string, { required, ...child }: Field, isNeeded: boolean): Field {
  const inside = child.name.startsWith("[]") ? child.name : bracketed(child.name);
  return { ...child, name: `${name}${inside}`, ...(required === true && isNeeded && { required }) };
}

/** `a[b]` as what is inside something else: `[a][b]`. */
function bracketed(name: string): string {
  const [, first = "", rest = ""] = /^([^[]*)(.*)$/.exec(name) ?? [];
  return `[${first}]${rest}`;
}

function together(definitions: readonly Schema[]): Schema {
  const [only = {}] = definitions;
  return definitions.length === 1 ? only : { allOf: definitions };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
