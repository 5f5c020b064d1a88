import type { ApiDocument, Schema } from "./document.js";
import type { Answer } from "./operations.js";
import { objectBody, shapeOf } from "./shape.js";

/** How an operation lists things, if it does. */
export interface List {
  pagination: "page" | "cursor" | "token" | null;
  /** The key of the answer that holds the items. */
  envelope: string | null;
  /** The answer holds further arrays, so that the items cannot be found without knowing the key. */
  ambiguous: boolean;
}

interface Candidate {
  method: string;
  path: string;
  query: readonly string[];
  answer: Answer;
}

const NO_LIST: List = { pagination: null, envelope: null, ambiguous: false };

/** Reads from an operation's query parameters and answer whether it is a list, and of which kind. */
export function listOf(document: ApiDocument, { method, path, query, answer }: Candidate): List {
  if (method !== "get" || answer.kind !== "json") return NO_LIST;
  const properties = [...shapeOf(document, answer.schema).properties].map(([name, [definition]]) => ({
    name,
    schema: definition ?? {},
  }));
  const pagination = paginationOf(query);
  const arrays = properties.filter(({ schema }) => isArray(document, schema));
  if (arrays.length === 1 && arrays[0]) {
    const [{ name, schema }] = arrays as [(typeof arrays)[number]];
    const others = properties.filter((property) => property.name !== name && !isFrame(property.name));
    const listed = pagination !== null || (!path.endsWith("}") && !isDetail(document, schema, others));
    return listed ? { pagination, envelope: name, ambiguous: false } : NO_LIST;
  }
  // Among several arrays the paged one is that of objects; the others name what can be filtered by.
  const objects = arrays.filter(({ schema }) => !isArrayOfScalars(document, schema));
  if (pagination === null || objects.length !== 1 || !objects[0]) return NO_LIST;
  return { pagination, envelope: objects[0].name, ambiguous: true };
}

function paginationOf(query: readonly string[]): List["pagination"] {
  if (query.includes("page") || query.includes("per_page")) return "page";
  if (query.includes("page_token")) return "token";
  return query.includes("after") ? "cursor" : null;
}

/** A few plain strings beside further plain properties are the details of one thing, not a list of things. */
function isDetail(document: ApiDocument, array: Schema, others: readonly unknown[]): boolean {
  return others.length > 0 && isArrayOfScalars(document, array);
}

function isFrame(name: string): boolean {
  return name === "links" || name === "meta";
}

function isArray(document: ApiDocument, reference: Schema): boolean {
  const schema = document.resolve(reference);
  return schema.type === "array" || (schema.allOf ?? []).some((part) => isArray(document, part));
}

function isArrayOfScalars(document: ApiDocument, reference: Schema): boolean {
  const schema = document.resolve(reference);
  const array = [schema, ...(schema.allOf ?? []).map((part) => document.resolve(part))].find(({ items }) => items);
  const items = objectBody(document.resolve(array?.items ?? {}));
  return ["string", "integer", "number", "boolean"].includes(items.type ?? "");
}
