import { badRequest, notFound, unprocessable } from "../problem.js";
import type { Match, Operation } from "./routes.js";
import { type Schema, schemasOf } from "./schemas.js";
import { validate } from "./validation.js";

/** The parameters of the path, numbers as numbers. What is no number where one belongs names nothing: 404. */
export function pathParameters({ operation, params }: Match): Record<string, string | number> | undefined {
  const declared = schemasOf(operation.id).path?.properties;
  if (!declared) return undefined;
  const path: Record<string, string | number> = {};
  for (const [name, schema] of Object.entries(declared)) {
    const text = params[name] ?? "";
    if (schema.type === "integer" && !/^\d{1,15}$/.test(text)) throw notFound();
    path[name] = schema.type === "integer" ? Number(text) : text;
  }
  return path;
}

/** The declared parameters of the query; others are not looked at. Pages are read where they are made. */
export function queryParameters(operation: Operation, sent: URLSearchParams): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  if (sent.size === 0) return query;
  const declared = schemasOf(operation.id).query?.properties ?? {};
  let plain = true;
  for (const [name, schema] of Object.entries(declared)) {
    if (name === "page" || name === "per_page" || !sent.has(name)) continue;
    query[name] = schema.type === "array" ? sent.getAll(name) : sent.get(name);
    plain &&= isPlainText(schema);
  }
  if (!plain) validate(operation.id, "query", query);
  return query;
}

/** The body as a checked object; undefined for an operation without one, whatever was sent. */
export function parseBody(operation: Operation, text: string): unknown {
  if (!operation.hasBody) return undefined;
  const body = parseJson(text) ?? {};
  if (typeof body !== "object" || Array.isArray(body)) throw unprocessable("The request body must be a JSON object.");
  validate(operation.id, "body", body as Record<string, unknown>);
  return body;
}

function parseJson(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("Request body malformed.");
  }
}

function isPlainText(schema: Schema): boolean {
  return schema.type === "string" && Object.keys(schema).length === 1;
}
