import type { Candidate, Names } from "../../completion/candidate.js";
import { findOperation } from "../../operations/find.js";
import { allOperations, type Field, type Operation, routeOf } from "../../operations/table.js";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Operations, by id or route, and once one is named its fields and their values. */
export async function completeOperation(
  words: readonly string[],
  current: string,
  names: Names,
): Promise<readonly Candidate[]> {
  const named = words.filter((word) => word.startsWith("/") || !word.includes("="));
  const operations = allOperations();
  const [first, second] = named;
  if (first === undefined) return current.startsWith("/") ? paths("GET", operations) : ids(operations);
  if (second === undefined && methods.includes(first.toUpperCase())) return paths(first.toUpperCase(), operations);
  const fields = fieldsOf(named, operations);
  const equals = current.indexOf("=");
  if (equals < 0) return unsaid(fields, words);
  return valuesOf(fields, current.slice(0, equals), names);
}

function ids(operations: readonly Operation[]): Candidate[] {
  const routes = operations.map((operation) => ({ value: operation.id, summary: routeOf(operation) }));
  return [...routes, ...methods.map((value) => ({ value }))];
}

function paths(method: string, operations: readonly Operation[]): Candidate[] {
  return operations
    .filter((operation) => operation.method === method)
    .map(({ id, path }) => ({ value: path, summary: id }));
}

function fieldsOf(named: readonly string[], operations: readonly Operation[]): readonly Field[] {
  const { operation, path } = findOperation(named, operations);
  const { pathParameters = [], query = [], headers = [], body } = operation;
  return [
    ...pathParameters.filter(({ name }) => !Object.hasOwn(path, name)),
    ...query,
    ...headers,
    ...(body?.fields ?? []),
  ];
}

/** The fields that can still be given; of an object, what is inside it. */
function unsaid(fields: readonly Field[], words: readonly string[]): Candidate[] {
  const isOpen = ({ name }: Field) => !words.some((word) => word.startsWith(`${name}=`));
  const isWhole = ({ name }: Field) => !fields.some((other) => other.name.startsWith(`${name}[`));
  return fields
    .filter((field) => isOpen(field) && isWhole(field))
    .map(({ name, type, required }) => ({
      value: `${name}${type.endsWith("[]") ? "[]" : ""}=`,
      summary: `${type.replaceAll("|", " or ")}${required === true ? ", required" : ""}`,
    }));
}

/** What the values of some fields are names of. */
const namedBy: Readonly<Record<string, string>> = {
  region: "region",
  region_slug: "region",
  size: "size",
  image: "image",
  tag: "tag",
  tags: "tag",
  tag_name: "tag",
  domain_name: "domain",
  ssh_keys: "key",
};

async function valuesOf(fields: readonly Field[], key: string, names: Names): Promise<Candidate[]> {
  const name = key.replace(/\[\d*\]$/, "").replaceAll(/\[\d+\]/g, "[]");
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined) return [];
  const said = field.values ?? (field.type === "boolean" ? [true, false] : undefined);
  const found = said?.map((value) => ({ value: String(value) })) ?? (await names(namedBy[name] ?? ""));
  return found.map((candidate) => ({ ...candidate, value: `${key}=${candidate.value}` }));
}
