import { createRequire } from "node:module";
import type { Ajv, ErrorObject, ValidateFunction } from "ajv";
import type { FormatsPlugin } from "ajv-formats";
import { unprocessable } from "../problem.js";
import { fieldSchema, namesIn, schemasOf, standalone } from "./schemas.js";
import { wording } from "./wording.js";

type Part = "query" | "body";

const compiled = new Map<string, ValidateFunction | undefined>();
const validators = new Map<Part, Ajv>();

/**
 * Checks one part of a request against the API's own schema and throws the 422 that names the first wrong field.
 * The schema is compiled when an operation is first used. `value` is changed in place: numbers and booleans of a query
 * are read from their text, and a null where none is allowed is left out, as the API does.
 */
export function validate(operation: string, part: Part, value: Record<string, unknown>): void {
  const check = validatorOf(operation, part);
  if (check) apply(check, operation, value);
}

/**
 * Checks one field of a body against one schema by its name: where the operation's own allows several, and which of them
 * is right depends on what is there. Throws the 422, also for a name that the schema does not know.
 */
export function validateField(body: Readonly<Record<string, unknown>>, field: string, schema: string): void {
  const key = `${field} ${schema}`;
  const check = compiled.get(key) ?? validatorFor("body").compile(standalone(fieldSchema(field, schema)));
  compiled.set(key, check);
  apply(check, key, body);
  const known = namesIn(schema);
  const unknown = Object.keys(body[field] as object).find((name) => !known.has(name));
  if (unknown !== undefined) throw unprocessable(`${field}.${unknown} is not known.`);
}

function apply(check: ValidateFunction, operation: string, value: Readonly<Record<string, unknown>>): void {
  while (!check(value)) {
    const error = tellingError(check.errors ?? []);
    if (!removeNull(value, error)) throw unprocessable(explain(operation, error));
  }
}

/** How many validators were compiled so far. */
export function compiledValidators(): number {
  return compiled.size;
}

function validatorOf(operation: string, part: Part): ValidateFunction | undefined {
  const key = `${operation} ${part}`;
  if (!compiled.has(key)) {
    const schema = schemasOf(operation)[part];
    compiled.set(key, schema && validatorFor(part).compile(standalone(schema)));
  }
  return compiled.get(key);
}

/** Ajv is loaded with the first request that needs it. */
function validatorFor(part: Part): Ajv {
  let ajv = validators.get(part);
  if (!ajv) {
    const require = createRequire(import.meta.url);
    const { Ajv: Validator } = require("ajv") as typeof import("ajv");
    const addFormats = (require("ajv-formats") as { default: FormatsPlugin }).default;
    ajv = new Validator({ strict: false, validateSchema: false, coerceTypes: part === "query" ? "array" : false });
    addFormats(ajv);
    validators.set(part, ajv);
  }
  return ajv;
}

/** Of the errors of several alternatives the deepest tells most: it belongs to the alternative that fitted best. */
function tellingError(errors: readonly ErrorObject[]): ErrorObject {
  const plain = errors.filter((error) => !["oneOf", "anyOf", "if"].includes(error.keyword));
  const depth = (error: ErrorObject) => error.instancePath.split("/").length;
  const [first, ...rest] = plain.length > 0 ? plain : errors;
  if (!first) throw new Error("A failed validation must have an error.");
  return rest.reduce((best, error) => (depth(error) > depth(best) ? error : best), first);
}

function removeNull(value: Readonly<Record<string, unknown>>, error: ErrorObject): boolean {
  const names = error.instancePath.split("/").slice(1).map(unescape);
  const last = names.pop();
  let holder: unknown = value;
  for (const name of names) holder = (holder as Record<string, unknown>)[name];
  if (last === undefined || Array.isArray(holder)) return false;
  const record = holder as Record<string, unknown>;
  if (record[last] !== null) return false;
  delete record[last];
  return true;
}

function explain(operation: string, error: ErrorObject): string {
  const missing = error.keyword === "required" ? `/${String(error.params.missingProperty)}` : "";
  const field = `${error.instancePath}${missing}`.split("/").slice(1).map(unescape).join(".");
  if (missing) return `${field} is required.`;
  const own = wording[operation]?.[field.replaceAll(/\.\d+/g, "")];
  if (own) return own;
  const allowed: unknown = error.params.allowedValues;
  const reason = Array.isArray(allowed) ? `must be one of ${allowed.join(", ")}` : (error.message ?? "is not valid");
  return field === "" ? `The request ${reason}.` : `${field} ${reason}.`;
}

function unescape(pointer: string): string {
  return pointer.replaceAll("~1", "/").replaceAll("~0", "~");
}
