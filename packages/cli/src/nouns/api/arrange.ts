import { usage } from "../../failure.js";
import type { Target } from "../../operations/find.js";
import type { Field, Operation } from "../../operations/table.js";
import { emptyObject, parseKey, place } from "./key.js";
import { convert, typesOf, unknownField } from "./value.js";

/** A field of the command line: text of `-f`, or a value of `-F`. */
export interface Given {
  readonly key: string;
  readonly value: { readonly text: string } | { readonly json: unknown };
}

/** A request of an operation, its parts in their places. */
export interface Arranged {
  readonly path: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown> | undefined;
}

/** Sorts fields into path, query, headers and body, as the table of operations has them. */
export function arrange({ operation, path, query }: Target, given: readonly Given[], hasInput: boolean): Arranged {
  const arranged = { path: { ...path }, query: emptyObject(), headers: {} as Record<string, string> };
  const body = emptyObject();
  // As in an address: a name that comes again is a list.
  for (const [name, value] of query) place(arranged.query, isRepeated(name, query) ? `${name}[]` : name, value);
  for (const { key, value } of given) {
    const [name] = parseKey(key);
    const parameter = namedIn(operation.pathParameters, name);
    const header = operation.headers?.find((field) => field.name.toLowerCase() === name.toLowerCase());
    // A name can be that of a parameter of the path and of a field of the body: the first value is the path's.
    if (parameter !== undefined && !Object.hasOwn(arranged.path, name)) arranged.path[name] = single(key, value);
    else if (header !== undefined) arranged.headers[header.name] = single(key, value);
    else if (namedIn(operation.query, name) !== undefined || ("json" in value && operation.body === undefined)) {
      placeInQuery(arranged.query, key, valueOf(key, value, operation.query));
    } else if (operation.body !== undefined && !hasInput) place(body, key, bodyValue({ key, value }, operation));
    else if (operation.body !== undefined) throw usage(`${key} is part of the body, which --input gives`);
    else throw unknownField(key, [...(operation.pathParameters ?? []), ...(operation.query ?? [])], operation.id);
  }
  checkPath(operation, arranged.path);
  return { ...arranged, body: Object.keys(body).length > 0 ? body : undefined };
}

function placeInQuery(query: Record<string, unknown>, key: string, value: unknown): void {
  const [, part, deeper] = parseKey(key);
  const isFlat = part === undefined || (deeper === undefined && (part === "" || typeof part === "number"));
  if (!isFlat || isObject(value))
    throw usage(`${key} is part of the address, which takes plain values and lists of them`);
  place(query, key, value);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && (!Array.isArray(value) || value.some(isObject));
}

function namedIn(fields: readonly Field[] | undefined, name: string): Field | undefined {
  return fields?.find((field) => field.name === name);
}

function isRepeated(name: string, query: Target["query"]): boolean {
  return query.filter(([other]) => other === name).length > 1;
}

function valueOf(key: string, value: Given["value"], fields: readonly Field[] = []): unknown {
  return "json" in value ? value.json : convert(value.text, key, typesOf(fields, key));
}

/** Text goes to fields that the table has, so that a slip is found; JSON may also be of those that it does not have. */
function bodyValue({ key, value }: Given, operation: Operation): unknown {
  const fields = operation.body?.fields ?? [];
  if ("json" in value || fields.length === 0) return valueOf(key, value);
  const [name] = parseKey(key);
  const types = typesOf(fields, key);
  if (namedIn(fields, name) !== undefined && types?.length !== 0) return convert(value.text, key, types);
  const { message, hint } = unknownField(key, [...(operation.pathParameters ?? []), ...fields], operation.id);
  throw usage(message, `${hint} -F sends a field that the table of operations does not have`);
}

function single(key: string, value: Given["value"]): string {
  const plain = "json" in value ? value.json : value.text;
  const isPlain = typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean";
  if (parseKey(key).length > 1 || !isPlain) throw usage(`${key} takes a single value`);
  return String(plain);
}

function checkPath({ id, pathParameters = [] }: Operation, path: Readonly<Record<string, string>>): void {
  const missing = pathParameters.filter(({ name }) => !Object.hasOwn(path, name)).map(({ name }) => name);
  if (missing.length > 0) throw usage(`${id} needs ${missing.join(", ")}`, `for example: -f ${missing[0]}=...`);
  for (const [name, value] of Object.entries(path)) {
    // Such a value would lead to another operation.
    if (["", ".", ".."].includes(value)) throw usage(`${name} cannot be "${value}"`);
  }
}
