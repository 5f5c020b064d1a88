import type { ApiDocument } from "./document.js";
import { NameRegistry, slug, tagSlug } from "./names.js";
import type { Operation, Parameter } from "./operations.js";
import { SchemaReader } from "./schema.js";
import { type Direction, mentions, type Property, signature, type Type } from "./types.js";
import { readUsage } from "./usage.js";

/** A type that is declared under a name, in the file of one tag. */
export interface Declaration {
  name: string;
  type: Type;
  direction: Direction;
  facts: string;
}

/** An operation with the types of what goes in and what comes out. */
export interface TypedOperation {
  operation: Operation;
  path: readonly Property[];
  query: Argument | undefined;
  body: Argument | undefined;
  headers: Argument | undefined;
  result: Type | undefined;
}

interface Argument {
  type: Type;
  required: boolean;
}

export interface Model {
  /** Per file (the slug of a tag), in the order in which they are written. */
  files: ReadonlyMap<string, readonly Declaration[]>;
  operations: readonly TypedOperation[];
  /** The name of the type that a mentioned schema has in a direction. */
  nameOf(schema: string, direction: Direction): string;
  /** The file that declares a type name. */
  fileOf(name: string): string;
}

/** Decides what is declared, under which name and where. */
export function buildModel(document: ApiDocument, operations: readonly Operation[]): Model {
  const reader = new SchemaReader(document, readUsage(document, operations));
  const names = new NameRegistry();
  const reached = reach(reader, operations);
  const split = splitSchemas(reader, reached);
  const schemas = Object.keys(document.schemas).filter(
    (name) => reached.request.has(name) || reached.response.has(name),
  );
  for (const name of schemas) names.registerSchema(name, split.has(name) ? "response" : "both");
  for (const name of schemas) if (split.has(name)) names.registerInput(name);

  const slugs = new Set(operations.map(({ tag }) => tagSlug(tag)));
  const files = new Map<string, Declaration[]>([...slugs].map((file) => [file, []]));
  const places = new Map<string, string>();
  const declare = (file: string, declaration: Declaration): void => {
    files.get(file)?.push(declaration);
    places.set(declaration.name, file);
  };

  for (const name of schemas) {
    const file = ownFile(name, slugs) ?? reached.response.get(name) ?? reached.request.get(name) ?? "";
    for (const direction of directionsOf(name, reached, split)) {
      const facts = reader.facts([document.schema(name)], direction);
      declare(file, { name: names.of(name, direction), type: reader.named(name, direction), direction, facts });
    }
  }
  const typed = operations.map((operation) => typeOperation({ reader, names, declare }, operation));
  return {
    files,
    operations: typed,
    nameOf: (schema, direction) => names.of(schema, direction),
    fileOf: (name) => places.get(name) ?? "",
  };
}

/** For each direction the schemas that operations reach, with the file of the first that does. */
type Reached = Record<Direction, Map<string, string>>;

function reach(reader: SchemaReader, operations: readonly Operation[]): Reached {
  const reached: Reached = { request: new Map(), response: new Map() };
  for (const operation of operations) {
    const file = tagSlug(operation.tag);
    const follow = (type: Type, direction: Direction): void => {
      for (const name of mentions(type)) {
        if (reached[direction].has(name)) continue;
        reached[direction].set(name, file);
        follow(reader.named(name, direction), direction);
      }
    };
    const { pathParameters, query, headers, body, answer } = operation;
    for (const { schema } of [...pathParameters, ...query, ...headers]) {
      follow(reader.read(schema, "request"), "request");
    }
    if (body) follow(reader.readBody(body.schema), "request");
    if (answer.kind === "json") follow(reader.readAnswer(answer.schema), "response");
  }
  return reached;
}

/** The schemas that read differently as a request and as a response, themselves or through what they mention. */
function splitSchemas(reader: SchemaReader, reached: Reached): Set<string> {
  const both = [...reached.request.keys()].filter((name) => reached.response.has(name));
  const texts = (name: string) => (["request", "response"] as const).map((direction) => reader.named(name, direction));
  const split = new Set(both.filter((name) => new Set(texts(name).map(signature)).size > 1));
  for (let size = -1; size !== split.size; ) {
    size = split.size;
    for (const name of both) {
      const others = texts(name).flatMap(mentions);
      if (others.some((other) => split.has(other))) split.add(name);
    }
  }
  return split;
}

/** A schema that reads the same both ways is declared once, with what a request has to know. */
function directionsOf(name: string, reached: Reached, split: ReadonlySet<string>): Direction[] {
  if (split.has(name)) return ["response", "request"];
  return [reached.request.has(name) ? "request" : "response"];
}

/** `droplet` belongs to the tag Droplets, `load_balancer` to Load Balancers. */
function ownFile(schema: string, slugs: ReadonlySet<string>): string | undefined {
  const name = slug(schema);
  const candidates = [name, `${name}s`, `${name}es`, name.replace(/y$/, "ies"), name.replace(/s$/, "")];
  return candidates.find((candidate) => slugs.has(candidate));
}

interface Workshop {
  reader: SchemaReader;
  names: NameRegistry;
  declare: (file: string, declaration: Declaration) => void;
}

function typeOperation({ reader, names, declare }: Workshop, operation: Operation): TypedOperation {
  const file = tagSlug(operation.tag);
  const declareFor = (suffix: "Query" | "Body" | "Result" | "Headers", type: Type): Type => {
    if (!["object", "union", "intersection"].includes(type.kind)) return type;
    const name = names.derive(operation.id, suffix);
    declare(file, { name, type, direction: suffix === "Result" ? "response" : "request", facts: "" });
    return { kind: "declared", name };
  };
  const group = (suffix: "Query" | "Headers", parameters: readonly Parameter[]): Argument | undefined => {
    if (parameters.length === 0) return undefined;
    const type = declareFor(suffix, {
      kind: "object",
      bases: [],
      properties: parameters.map((each) => property(reader, each)),
    });
    return { type, required: parameters.some(({ required }) => required) };
  };
  const { pathParameters, query, headers, body, answer } = operation;
  return {
    operation,
    path: pathParameters.map((each) => ({ ...property(reader, each), facts: "" })),
    query: group("Query", query),
    headers: group("Headers", headers),
    body: body && { type: declareFor("Body", bodyType(reader, body)), required: body.required },
    result: answer.kind === "json" ? declareFor("Result", reader.readAnswer(answer.schema)) : plainResult(answer.kind),
  };
}

function property(reader: SchemaReader, { name, required, deprecated, schema }: Parameter): Property {
  const facts = reader.facts(deprecated ? [schema, { deprecated }] : [schema], "request");
  return { name, required, facts, type: reader.read(schema, "request") };
}

function bodyType(reader: SchemaReader, { schema, media }: NonNullable<Operation["body"]>): Type {
  return /json/.test(media) ? reader.readBody(schema) : { kind: "scalar", name: "Uint8Array" };
}

function plainResult(kind: "text" | "bytes" | "none"): Type | undefined {
  if (kind === "none") return undefined;
  return { kind: "scalar", name: kind === "text" ? "string" : "Uint8Array" };
}
