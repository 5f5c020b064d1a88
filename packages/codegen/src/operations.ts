import type { ApiDocument, RawContent, RawOperation, RawParameter, Schema } from "./document.js";
import { DocumentError } from "./document.js";
import { type List, listOf } from "./lists.js";
import { requiresAnything } from "./shape.js";

export interface Parameter {
  name: string;
  required: boolean;
  deprecated: boolean;
  schema: Schema;
}

/** What an operation answers with when it succeeds. */
export type Answer = { kind: "json"; schema: Schema } | { kind: "text" | "bytes"; media: string } | { kind: "none" };

/** One operation of the document, reduced to the facts that the outputs need. */
export interface Operation extends List {
  id: string;
  method: string;
  path: string;
  tag: string;
  /** The first success status; the only documented status of an operation that never succeeds. */
  status: number;
  /** The scopes of the first way to authorise. */
  scopes: readonly string[];
  /** The scopes of each further way. */
  alternativeScopes: readonly (readonly string[])[];
  deprecated: boolean;
  host?: "inference" | "agent" | "upload";
  pathParameters: readonly Parameter[];
  query: readonly Parameter[];
  headers: readonly Parameter[];
  body?: { schema: Schema; media: string; required: boolean };
  answer: Answer;
}

const METHODS = ["get", "put", "post", "delete", "patch"];
/** The servers of operations that are not on the API's own. The URL for an upload comes whole from another answer. */
const HOSTS = new Map<string, NonNullable<Operation["host"]>>([
  ["https://inference.do-ai.run", "inference"],
  ["https://{agent_url}", "agent"],
  ["https://", "upload"],
]);

const NO_SCHEMA: Schema = {};

/** All operations, in the order of the document. */
export function readOperations(document: ApiDocument): Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    const inherited = (item.parameters ?? []) as readonly RawParameter[];
    for (const [method, raw] of Object.entries(item)) {
      if (METHODS.includes(method)) {
        operations.push(readOperation(document, { path, method, inherited, raw: raw as RawOperation }));
      }
    }
  }
  requireUnique(operations);
  return operations;
}

interface Place {
  path: string;
  method: string;
  inherited: readonly RawParameter[];
  raw: RawOperation;
}

function readOperation(document: ApiDocument, { path, method, inherited, raw }: Place): Operation {
  const where = `${method.toUpperCase()} ${path}`;
  if (!raw.operationId) throw new DocumentError(`${where} has no operationId`);
  const parameters = [...inherited, ...(raw.parameters ?? [])].map((parameter) => document.resolve(parameter));
  const inPlace = (place: RawParameter["in"]) => parameters.filter((parameter) => parameter.in === place).map(read);
  const { status, answer } = readAnswer(document, raw, where);
  const [scopes = [], ...alternativeScopes] = (raw.security ?? []).map((entry) => Object.values(entry).flat());
  const body = readBody(document, raw.requestBody);
  const host = hostOf(raw, where);
  const query = inPlace("query");
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    tag: raw.tags?.[0] ?? "Other",
    status,
    scopes,
    alternativeScopes,
    deprecated: raw.deprecated === true,
    ...(host && { host }),
    pathParameters: inPlace("path"),
    query,
    // OpenAPI says that these are settled by the media types, whatever a parameter says.
    headers: inPlace("header").filter(({ name }) => !/^(accept|content-type|authorization)$/i.test(name)),
    ...(body && { body }),
    answer,
    ...listOf(document, { method, path, query: query.map(({ name }) => name), answer }),
  };
}

function read(parameter: RawParameter): Parameter {
  return {
    name: parameter.name,
    required: parameter.in === "path" || parameter.required === true,
    deprecated: parameter.deprecated === true,
    schema: parameter.schema ?? NO_SCHEMA,
  };
}

function readBody(document: ApiDocument, reference: RawContent | undefined): Operation["body"] {
  if (!reference) return undefined;
  const raw = document.resolve(reference);
  const content = Object.entries(raw.content ?? {});
  const [media, { schema = NO_SCHEMA }] = content.find(([name]) => isJson(name)) ??
    content[0] ?? ["application/json", {}];
  return { schema, media, required: raw.required === true || requiresAnything(document, schema) };
}

function readAnswer(document: ApiDocument, raw: RawOperation, where: string): { status: number; answer: Answer } {
  const codes = Object.keys(raw.responses).filter((code) => /^\d{3}$/.test(code));
  const success = codes.filter((code) => code.startsWith("2"));
  const code = success[0] ?? codes.find((other) => other === "410") ?? codes[0];
  if (code === undefined) throw new DocumentError(`${where} names no status`);
  const status = Number(code);
  const bodies = success.map((each) =>
    Object.entries(document.resolve(raw.responses[each] as RawContent).content ?? {}),
  );
  const json = bodies.flatMap((body) => body.filter(([name]) => isJson(name)).map(([, { schema }]) => schema ?? {}));
  if (json.length > 0) {
    const distinct = json.filter((schema, index) => json.findIndex((other) => same(schema, other)) === index);
    const [only] = distinct;
    return { status, answer: { kind: "json", schema: only && distinct.length === 1 ? only : { oneOf: distinct } } };
  }
  const media = bodies[0]?.[0]?.[0];
  if (media === undefined) return { status, answer: { kind: "none" } };
  return { status, answer: { kind: /^text\/|yaml/.test(media) ? "text" : "bytes", media } };
}

function hostOf({ servers }: RawOperation, where: string): Operation["host"] {
  const url = servers?.[0]?.url;
  if (url === undefined) return undefined;
  const host = HOSTS.get(url);
  if (host === undefined) throw new DocumentError(`${where} is on a server that is not known here: ${url}`);
  return host;
}

function requireUnique(operations: readonly Operation[]): void {
  const seen = new Set<string>();
  for (const { id, method, path } of operations) {
    if (seen.has(id)) throw new DocumentError(`the operationId ${id} is used twice (again by ${method} ${path})`);
    seen.add(id);
  }
}

function isJson(media: string): boolean {
  return /[/+]json\b/.test(media);
}

function same(a: Schema, b: Schema): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
