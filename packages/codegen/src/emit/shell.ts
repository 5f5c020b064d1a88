import type { ApiDocument } from "../document.js";
import { bodyFields, parameterField } from "../fields.js";
import type { Operation, Parameter } from "../operations.js";
import { lines } from "./json.js";

/** The shell's `operations.json`: what is needed to make a request of any operation from words, and to tell how. */
export function emitShellTable(document: ApiDocument, operations: readonly Operation[]): string {
  return `${lines(
    operations.map((operation) => JSON.stringify(row(document, operation))),
    ["[", "]"],
  )}\n`;
}

function row(document: ApiDocument, operation: Operation): Record<string, unknown> {
  const { id, method, path, tag, status, scopes, alternativeScopes, pagination, envelope, host, answer } = operation;
  const group = (name: string, parameters: readonly Parameter[]) =>
    parameters.length > 0 && { [name]: parameters.map((parameter) => parameterField(document, parameter)) };
  return {
    id,
    method,
    path,
    tag,
    status,
    ...(scopes.length > 0 && { scopes }),
    ...(alternativeScopes.length > 0 && { alternativeScopes }),
    ...(pagination && { pagination }),
    ...(envelope !== null && { items: envelope }),
    ...(operation.deprecated && { deprecated: true }),
    ...(host && { host }),
    ...((answer.kind === "text" || answer.kind === "bytes") && { media: answer.media }),
    ...group("pathParameters", operation.pathParameters),
    ...group("query", operation.query),
    ...group("headers", operation.headers),
    ...(operation.body && { body: bodyRow(document, operation.body) }),
  };
}

function bodyRow(document: ApiDocument, { schema, media, required }: NonNullable<Operation["body"]>) {
  const isJson = /json/.test(media);
  return {
    ...(required && { required }),
    ...(!isJson && { media }),
    fields: isJson ? bodyFields(document, schema) : [],
  };
}
