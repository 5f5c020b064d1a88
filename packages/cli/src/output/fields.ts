import type { Cell } from "./columns.js";

/** A thing as its JSON has it: an object of the client shows its wire fields. */
export function fieldsOf(item: unknown): unknown {
  const toJSON: unknown = typeof item === "object" && item !== null ? Reflect.get(item, "toJSON") : undefined;
  return typeof toJSON === "function" ? (toJSON.call(item) as unknown) : item;
}

/** A value as it is after being written as JSON and read again. */
export function plain(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** What a dotted path such as `region.slug` or `networks.v4.0.ip_address` leads to; undefined where it leads nowhere. */
export function valueAt(item: unknown, path: string): unknown {
  return path.split(".").reduce((value, name) => (has(value, name) ? Reflect.get(value, name) : undefined), item);
}

/** False when a field of the path does not exist. Behind a null, or in an empty list, any field can be. */
export function leadsSomewhere(item: unknown, path: string): boolean {
  let value = item;
  for (const name of path.split(".")) {
    if (value === null || (Array.isArray(value) && /^\d+$/.test(name) && !has(value, name))) return true;
    if (!has(value, name)) return false;
    value = Reflect.get(value, name);
  }
  return true;
}

/** The fields that stand beside the first unknown one of a path: `region.slgu` gives those of `region`. */
export function fieldsBeside(item: unknown, path: string): { readonly parent: string; readonly names: string[] } {
  const names = path.split(".");
  let depth = 0;
  while (depth < names.length - 1 && leadsSomewhere(item, names.slice(0, depth + 1).join("."))) depth += 1;
  const parent = names.slice(0, depth).join(".");
  const value = parent === "" ? item : valueAt(item, parent);
  return { parent, names: typeof value === "object" && value !== null ? Object.keys(value) : [] };
}

/** A field as the text of a cell: lists of plain values with commas, everything deeper as JSON. */
export function cellOf(value: unknown): Cell {
  if (value === undefined || value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((element) => typeof element !== "object" || element === null))
    return value.map(String).join(",");
  return JSON.stringify(value);
}

export function has(value: unknown, name: string): value is object {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name);
}
