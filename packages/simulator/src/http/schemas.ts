import { readData } from "../data-files.js";

/** As much of a JSON schema as is looked at here; the rest is the validator's. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [keyword: string]: unknown;
}

export interface OperationSchemas {
  readonly path?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
}

interface SchemaFile {
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly operations: Readonly<Record<string, OperationSchemas>>;
}

const NONE: OperationSchemas = {};
const REFERENCE = "#/definitions/";
let file: SchemaFile | undefined;

function schemas(): SchemaFile {
  file ??= readData("generated/schemas.json") as SchemaFile;
  return file;
}

export function schemasOf(operation: string): OperationSchemas {
  return schemas().operations[operation] ?? NONE;
}

/** The schema of an object that must have the field, of the definition's kind. */
export function fieldSchema(field: string, definition: string): Schema {
  return { type: "object", properties: { [field]: { $ref: REFERENCE + definition } }, required: [field] };
}

/** The names of the fields that a definition has. */
export function namesIn(definition: string): ReadonlySet<string> {
  return new Set(Object.keys(schemas().definitions[definition]?.properties ?? {}));
}

/** The schema with the definitions that it refers to, and no others: compiling costs by size. */
export function standalone(schema: Schema): Schema {
  const definitions: Record<string, Schema> = {};
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const reference = "$ref" in value ? value.$ref : undefined;
    if (typeof reference === "string" && reference.startsWith(REFERENCE)) {
      const name = reference.slice(REFERENCE.length);
      const definition = schemas().definitions[name];
      if (definition && !(name in definitions)) {
        definitions[name] = definition;
        collect(definition);
      }
    }
    for (const member of Object.values(value)) collect(member);
  };
  collect(schema);
  return { definitions, allOf: [schema] };
}
