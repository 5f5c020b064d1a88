/** The parts of an OpenAPI 3.0 document that the generator reads. Everything else in it is ignored. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: readonly (string | number | boolean | null)[];
  nullable?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  deprecated?: boolean;
  default?: unknown;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  anyOf?: readonly Schema[];
  not?: Schema;
  discriminator?: { propertyName: string; mapping?: Readonly<Record<string, string>> };
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
}

export interface RawParameter {
  $ref?: string;
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  deprecated?: boolean;
  schema?: Schema;
}

export interface RawContent {
  $ref?: string;
  required?: boolean;
  content?: Readonly<Record<string, { schema?: Schema }>>;
}

export interface RawOperation {
  operationId: string;
  tags?: readonly string[];
  deprecated?: boolean;
  parameters?: readonly RawParameter[];
  requestBody?: RawContent;
  responses: Readonly<Record<string, RawContent>>;
  security?: readonly Readonly<Record<string, readonly string[]>>[];
  servers?: readonly { url: string }[];
}

interface RawDocument {
  openapi: string;
  paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  components: { schemas: Readonly<Record<string, Schema>> };
}

/** The document cannot be used; the message says what is wrong and where. */
export class DocumentError extends Error {
  override name = "DocumentError";
}

const SCHEMA_PREFIX = "#/components/schemas/";

/** A parsed document and the way to follow its references. */
export class ApiDocument {
  readonly paths: RawDocument["paths"];
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly root: RawDocument;

  /** @throws DocumentError when the value is no OpenAPI 3.0 document */
  constructor(value: unknown) {
    if (!isRecord(value) || typeof value.openapi !== "string" || !value.openapi.startsWith("3.0")) {
      throw new DocumentError("this is not an OpenAPI 3.0 document: it has no `openapi: 3.0.x`");
    }
    if (!isRecord(value.paths)) throw new DocumentError("the document has no `paths`");
    const components = isRecord(value.components) ? value.components : {};
    const schemas = isRecord(components.schemas) ? components.schemas : {};
    // From here on the document is trusted to follow the OpenAPI schema; references are checked when they are followed.
    this.root = { ...value, components: { ...components, schemas } } as unknown as RawDocument;
    this.paths = this.root.paths;
    this.schemas = this.root.components.schemas;
  }

  /** Follows `$ref` until there is none. */
  resolve<T extends { $ref?: string }>(node: T): T {
    let current = node;
    for (let hops = 0; current.$ref !== undefined; hops++) {
      if (hops > 20) throw new DocumentError(`the reference ${node.$ref} leads in a circle`);
      current = this.#lookUp(current.$ref) as T;
    }
    return current;
  }

  /** The name of the schema that a reference points at. */
  schemaName(reference: string): string {
    const name = reference.startsWith(SCHEMA_PREFIX) ? unescapePointer(reference.slice(SCHEMA_PREFIX.length)) : "";
    if (!Object.hasOwn(this.schemas, name)) throw new DocumentError(`${reference} names no schema of the document`);
    return name;
  }

  schema(name: string): Schema {
    return this.resolve({ $ref: SCHEMA_PREFIX + name.replaceAll("~", "~0").replaceAll("/", "~1") } as Schema);
  }

  #lookUp(reference: string): unknown {
    if (!reference.startsWith("#/")) throw new DocumentError(`${reference} points outside of the document`);
    let node: unknown = this.root;
    for (const part of reference.slice(2).split("/").map(unescapePointer)) {
      if (!isRecord(node) || !Object.hasOwn(node, part)) throw new DocumentError(`${reference} points at nothing`);
      node = node[part];
    }
    return node;
  }
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
