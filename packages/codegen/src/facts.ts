import type { ApiDocument, Schema } from "./document.js";
import { isPlain } from "./shape.js";
import type { Direction } from "./types.js";

/**
 * What a schema says beyond its type, as one short note: `1..200, default 20`, `date-time`, `@deprecated`. Bounds and
 * defaults tell a caller what to send; about an answer they say nothing that its reader needs.
 */
export function factsOf(document: ApiDocument, definitions: readonly Schema[], direction: Direction): string {
  const schema: Schema = Object.assign({}, ...definitions.flatMap((definition) => ownParts(document, definition)));
  const notes = [...formatNotes(schema), ...(direction === "request" ? boundNotes(document, schema) : [])];
  // A tag is only seen at the start of a comment.
  return [schema.deprecated === true ? "@deprecated" : "", notes.join(", ")].filter((part) => part !== "").join(" ");
}

/** A default that is a number, a switch or one of the allowed values; others are prose or examples in disguise. */
export function hasFactualDefault(schema: Schema): boolean {
  const { default: value } = schema;
  if (typeof value === "number" || typeof value === "boolean") return true;
  return typeof value === "string" && (schema.enum ?? []).includes(value);
}

/** Formats that only say how a number is stored, or that the type itself says. */
const SILENT_FORMATS = new Set(["int32", "int64", "uint32", "uint64", "float", "double", "binary", "string"]);

/** The schema itself and the parts of its `allOf`, except references to what has a declaration of its own. */
function ownParts(document: ApiDocument, schema: Schema): Schema[] {
  if (schema.$ref !== undefined) {
    const target = document.resolve(schema);
    return isPlain(target) ? [target] : [];
  }
  return [...(schema.allOf ?? []).flatMap((part) => ownParts(document, part)), schema];
}

function formatNotes({ format, type }: Schema): string[] {
  if (format === undefined) return [];
  const isNumberInText = type === "string" && /^u?int/.test(format);
  return isNumberInText || !SILENT_FORMATS.has(format) ? [format] : [];
}

function boundNotes(document: ApiDocument, schema: Schema): string[] {
  return [
    ...exclusiveNotes(schema),
    range(schema.exclusiveMinimum ? undefined : schema.minimum, schema.exclusiveMaximum ? undefined : schema.maximum),
    schema.multipleOf === undefined ? undefined : `multiple of ${schema.multipleOf}`,
    range(schema.minLength, schema.maxLength, " characters"),
    range(schema.minItems, schema.maxItems, " items"),
    defaultNote(document, schema),
  ].filter((note) => note !== undefined);
}

function exclusiveNotes({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): string[] {
  return [...(exclusiveMinimum ? [`above ${minimum}`] : []), ...(exclusiveMaximum ? [`below ${maximum}`] : [])];
}

function defaultNote(document: ApiDocument, schema: Schema): string | undefined {
  const [base] = schema.allOf ?? [];
  const allowed = schema.enum ?? (base && document.resolve(base).enum) ?? [];
  return hasFactualDefault({ ...schema, enum: allowed }) ? `default ${String(schema.default)}` : undefined;
}

function range(low: number | undefined, high: number | undefined, unit = ""): string | undefined {
  if (low === undefined && high === undefined) return undefined;
  if (low === high) return `${low}${unit}`;
  if (low === undefined) return `at most ${high}${unit}`;
  if (high === undefined) return `at least ${low}${unit}`;
  return `${low}..${high}${unit}`;
}
