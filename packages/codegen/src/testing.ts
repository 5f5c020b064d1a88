import { ApiDocument, type Schema } from "./document.js";
import { readOperations } from "./operations.js";
import { SchemaReader } from "./schema.js";
import { readUsage } from "./usage.js";

/** A document for tests: its named schemas and, where they matter, its paths. */
export function documentOf(schemas: Record<string, Schema>, paths: object = {}): ApiDocument {
  return new ApiDocument({ openapi: "3.0.0", paths, components: { schemas } });
}

export function readerOf(schemas: Record<string, Schema>, paths: object = {}): SchemaReader {
  const document = documentOf(schemas, paths);
  return new SchemaReader(document, readUsage(document, readOperations(document)));
}

export function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** Paths with one operation that answers with a schema, and what else it is to have. */
export function operationOf(answer: Schema, rest: object = {}, [method, path] = ["get", "/things"]): object {
  const responses = { 200: { content: { "application/json": { schema: answer } } } };
  return { [path as string]: { [method as string]: { operationId: "op", responses, ...rest } } };
}

/** The query parameters of an operation. */
export function query(...names: string[]): object {
  return { parameters: names.map((name) => ({ name, in: "query", schema: { type: "string" } })) };
}
