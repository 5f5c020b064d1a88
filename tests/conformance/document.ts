import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the document is looked for: the place that `npm run generate` reads, unless OPENAPI_DOCUMENT names another. */
const path = process.env.OPENAPI_DOCUMENT ?? `${root}../shared/openapi/digitalocean.openapi.json`;

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** One operation of the document. */
export interface Operation {
  /** Method and path template, for example "GET /v2/droplets/{droplet_id}". */
  readonly route: string;
  /** By status, or "default"; references are resolved. */
  readonly responses: ReadonlyMap<string, JsonObject>;
}

/** DigitalOcean's OpenAPI document; undefined when it is not at hand. */
export function readDocument(): JsonObject | undefined {
  if (process.env.OPENAPI_DOCUMENT === undefined && !existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, "utf8")) as JsonObject;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

export function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(document.paths as JsonObject).flatMap(([template, item]) =>
    METHODS.filter((method) => (item as JsonObject)[method] !== undefined).map((method) => {
      const { responses } = (item as JsonObject)[method] as JsonObject;
      const resolved = Object.entries(responses as JsonObject).map(
        ([status, response]) => [status, resolve(document, response as JsonObject)] as const,
      );
      return { route: `${method.toUpperCase()} ${template}`, responses: new Map(resolved) };
    }),
  );
}

/** The schema of a response in JSON; undefined when it has another body or none. */
export function schemaIn({ content = {} }: JsonObject): JsonObject | undefined {
  const { schema } = ((content as JsonObject)["application/json"] ?? {}) as { schema?: JsonObject };
  return schema;
}

/** What an object stands for: itself, or where its `$ref` leads. */
export function resolve(document: JsonObject, object: JsonObject): JsonObject {
  let resolved = object;
  while (typeof resolved.$ref === "string") resolved = at(document, resolved.$ref.replace(/^#/, "")) as JsonObject;
  return resolved;
}

/** What is at a JSON pointer; throws when there is nothing. */
export function at(document: JsonObject, pointer: string): Json {
  let found: Json | undefined = document;
  for (const name of namesIn(pointer)) found = (found as JsonObject | undefined)?.[name];
  if (found === undefined) throw new Error(`The document has nothing at ${pointer}.`);
  return found;
}

/** The document with something else at a JSON pointer; what is not on the way there is the same object as before. */
export function withChange(document: JsonObject, pointer: string, change: (there: never) => Json): JsonObject {
  const changed = (value: Json, [name, ...rest]: readonly string[]): Json => {
    if (name === undefined) return change(value as never);
    const next = changed((value as JsonObject)[name] as Json, rest);
    if (Array.isArray(value)) return value.with(Number(name), next);
    return { ...(value as JsonObject), [name]: next };
  };
  at(document, pointer);
  return changed(document, namesIn(pointer)) as JsonObject;
}

function namesIn(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}
