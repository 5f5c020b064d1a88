import type { ApiDocument, Schema } from "./document.js";
import type { Operation } from "./operations.js";
import { alternatives } from "./shape.js";

/** The values of its discriminating property that lead to a schema. */
export interface Narrowing {
  propertyName: string;
  values: readonly string[];
}

/** What the places where named schemas are used say about them. */
export interface Usage {
  /** Schemas that are nothing but the body of an answer. */
  envelopes: ReadonlySet<string>;
  /** Schemas that are only ever chosen by a discriminator, always for the same values. */
  narrowings: ReadonlyMap<string, Narrowing>;
}

export function readUsage(document: ApiDocument, operations: readonly Operation[]): Usage {
  const answers = new Set<string>();
  const elsewhere = new Set<string>();
  const chosen = new Map<string, Narrowing[]>();

  const visit = (schema: Schema): void => {
    if (schema.$ref !== undefined) elsewhere.add(document.schemaName(schema.$ref));
    const mapped = mappedMembers(document, schema);
    for (const [name, narrowing] of mapped) chosen.set(name, [...(chosen.get(name) ?? []), narrowing]);
    for (const child of children(schema)) {
      const isMapped = child.$ref !== undefined && mapped.has(document.schemaName(child.$ref));
      if (!isMapped) visit(child);
    }
  };

  for (const schema of Object.values(document.schemas)) visit(schema);
  for (const { answer, body, pathParameters, query, headers } of operations) {
    for (const { schema } of [...pathParameters, ...query, ...headers]) visit(schema);
    if (body) visit(body.schema);
    if (answer.kind !== "json") continue;
    if (answer.schema.$ref === undefined) visit(answer.schema);
    else answers.add(document.schemaName(answer.schema.$ref));
  }

  const narrowings = new Map<string, Narrowing>();
  for (const [name, uses] of chosen) {
    const [first] = uses;
    const agree = uses.every((use) => JSON.stringify(use) === JSON.stringify(first));
    if (first && agree && !elsewhere.has(name)) narrowings.set(name, first);
  }
  return { envelopes: new Set([...answers].filter((name) => !elsewhere.has(name))), narrowings };
}

/** For each named member of a discriminated union, the values that choose it. */
export function mappedMembers(document: ApiDocument, schema: Schema): Map<string, Narrowing> {
  const members = new Map<string, Narrowing>();
  const { propertyName, mapping } = schema.discriminator ?? {};
  if (propertyName === undefined || mapping === undefined) return members;
  for (const { $ref } of alternatives(schema)) {
    const values = Object.keys(mapping).filter((value) => mapping[value] === $ref);
    if ($ref !== undefined && values.length > 0) members.set(document.schemaName($ref), { propertyName, values });
  }
  return members;
}

function children(schema: Schema): Schema[] {
  const { items, additionalProperties, not, properties, allOf, oneOf, anyOf } = schema;
  return [
    ...Object.values(properties ?? {}),
    ...(allOf ?? []),
    ...(oneOf ?? []),
    ...(anyOf ?? []),
    ...[items, additionalProperties, not].filter((child) => typeof child === "object"),
  ];
}
