/** Requests leave out what is read-only and close their enums; responses leave out what is write-only and open them. */
export type Direction = "request" | "response";

/** A schema as seen from one direction: what TypeScript can say about it, and no more. */
export type Type =
  | { kind: "unknown" }
  | { kind: "null" }
  | { kind: "scalar"; name: "string" | "number" | "boolean" | "Uint8Array" }
  | { kind: "literals"; values: readonly (string | number | boolean)[]; open: boolean }
  | { kind: "named"; schema: string }
  /** A type that is declared for one operation. */
  | { kind: "declared"; name: string }
  | { kind: "array"; items: Type }
  | { kind: "record"; values: Type }
  | ObjectType
  | { kind: "union"; members: readonly Type[] }
  | { kind: "intersection"; members: readonly Type[] };

export interface ObjectType {
  kind: "object";
  /** Named schemas whose properties this object has too. */
  bases: readonly string[];
  properties: readonly Property[];
  /** The type of any further property, where the document allows for them explicitly. */
  index?: Type;
}

export interface Property {
  name: string;
  type: Type;
  required: boolean;
  /** Bounds, format and default, and whether it is deprecated: what the type itself cannot say. */
  facts: string;
}

export const UNKNOWN: Type = { kind: "unknown" };
const NULL: Type = { kind: "null" };

/** One type of several, flat and without repetition. */
export function union(members: readonly Type[]): Type {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  const distinct = new Map(flat.map((member) => [JSON.stringify(member), member]));
  const [first = UNKNOWN, ...rest] = distinct.values();
  if (rest.length === 0) return first;
  // `unknown | T` is `unknown`: say so, instead of seeming to say more.
  if (distinct.has(JSON.stringify(UNKNOWN))) return UNKNOWN;
  const others = [...distinct.values()].filter(({ kind }) => kind !== "null");
  return { kind: "union", members: others.length < distinct.size ? [...others, NULL] : others };
}

export function nullable(type: Type): Type {
  if (type.kind === "unknown") return type;
  return union([type, NULL]);
}

/** The type as text, to compare by: what it says, without the notes on it. */
export function signature(type: Type): string {
  return JSON.stringify(type, (key, value: unknown) => (key === "facts" ? undefined : value));
}

/** The named schemas that the text of a type mentions. */
export function mentions(type: Type): string[] {
  switch (type.kind) {
    case "named":
      return [type.schema];
    case "array":
      return mentions(type.items);
    case "record":
      return mentions(type.values);
    case "union":
    case "intersection":
      return type.members.flatMap(mentions);
    case "object": {
      const own = type.properties.flatMap((property) => mentions(property.type));
      return [...type.bases, ...own, ...(type.index ? mentions(type.index) : [])];
    }
    default:
      return [];
  }
}

/** Whether a property of type `a` can override one of type `b` in an interface. Errs on the side of no. */
export function narrows(a: Type, b: Type): boolean {
  if (b.kind === "unknown" || JSON.stringify(a) === JSON.stringify(b)) return true;
  if (a.kind === "literals" && b.kind === "scalar") return a.values.every((value) => typeof value === b.name);
  if (a.kind === "literals" && b.kind === "literals") {
    return (b.open || !a.open) && a.values.every((value) => b.open || b.values.includes(value));
  }
  if (a.kind !== "object" || b.kind !== "object" || b.bases.length > 0 || b.index) return false;
  return b.properties.every((wide) => {
    const narrow = a.properties.find(({ name }) => name === wide.name);
    return narrow !== undefined && (narrow.required || !wide.required) && narrows(narrow.type, wide.type);
  });
}
