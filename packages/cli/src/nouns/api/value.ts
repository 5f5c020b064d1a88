import { usage } from "../../failure.js";
import { nearest } from "../../operations/nearest.js";
import type { Field } from "../../operations/table.js";
import { parseKey } from "./key.js";

/** The types that the table gives for a key; undefined where it says nothing: inside a map, or deeper than it goes. */
export function typesOf(fields: readonly Field[], key: string): readonly string[] | undefined {
  const [name, ...inside] = parseKey(key);
  let known = fields.find((field) => field.name === name);
  let types = known?.type.split("|");
  for (const part of inside) {
    if (types === undefined || known === undefined) return undefined;
    if (part === "" || typeof part === "number") {
      types = types.filter((type) => type.endsWith("[]")).map((type) => type.slice(0, -2));
      if (types.length === 0) throw usage(`${key}: ${known.name} is no list`);
      continue;
    }
    const prefix = `${known.name}${isObjectList(known) ? "[]" : ""}[`;
    if (!fields.some((field) => field.name.startsWith(prefix))) return undefined;
    const inner: Field | undefined = fields.find((field) => field.name === `${prefix}${part}]`);
    if (inner === undefined) return [];
    known = inner;
    types = inner.type.split("|");
  }
  return types;
}

function isObjectList({ type }: Field): boolean {
  return type.split("|").includes("object[]");
}

/** The text of a field as the value that the operation takes there. */
export function convert(text: string, key: string, types: readonly string[] | undefined): unknown {
  if (types === undefined || types.includes("any")) return text;
  if (types.includes("boolean") && /^(?:true|false)$/.test(text)) return text === "true";
  if (types.includes("integer") && /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  if (types.includes("number") && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (types.includes("string")) return text;
  if (types.some((type) => type.endsWith("[]")))
    throw usage(`${key} is a list`, `write ${key}[]=value for each element`);
  if (types.includes("object")) throw usage(`${key} is an object`, `write ${key}[name]=value, or -F ${key}=JSON`);
  throw usage(`${key} must be ${withArticle(types.join(" or "))}`, "-F sends any JSON");
}

function withArticle(type: string): string {
  if (type === "boolean") return "true or false";
  return type.startsWith("i") ? `an ${type}` : `a ${type}`;
}

/** What to say of a field that the operation does not have. */
export function unknownField(key: string, fields: readonly Field[], operation: string) {
  const near = nearest(
    key.replace(/\[.*/, ""),
    fields.map(({ name }) => name.replace(/\[.*/, "")),
  );
  const hint =
    near.length > 0 ? `did you mean ${[...new Set(near)].join(", ")}?` : `see: doapi api ${operation} --help.`;
  return usage(`${operation} takes no "${key}"`, hint);
}
