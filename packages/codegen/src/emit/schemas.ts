import type { ApiDocument } from "../document.js";
import { type JsonSchema, JsonSchemaWriter } from "../json-schema.js";
import type { Operation, Parameter } from "../operations.js";
import { entryLines, lines } from "./json.js";

/** `schemas.json`: the JSON Schemas by which requests are checked. */
export function emitSchemas(document: ApiDocument, operations: readonly Operation[]): string {
  const writer = new JsonSchemaWriter(document);
  const requests = operations.flatMap((operation): [string, JsonSchema][] => {
    const { pathParameters, query, body } = operation;
    const request: JsonSchema = {
      ...(pathParameters.length > 0 && { path: parameters(writer, pathParameters) }),
      ...(query.length > 0 && { query: parameters(writer, query) }),
      ...(body && /json/.test(body.media) && { body: writer.write(body.schema) }),
    };
    return Object.keys(request).length > 0 ? [[operation.id, request]] : [];
  });
  const parts = [`"definitions": ${entryLines(writer.definitions())}`, `"operations": ${entryLines(requests)}`];
  return `${lines(parts, ["{", "}"])}\n`;
}

function parameters(writer: JsonSchemaWriter, group: readonly Parameter[]): JsonSchema {
  const required = group.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(group.map(({ name, schema }) => [name, writer.write(schema)])),
    ...(required.length > 0 && { required }),
  };
}
