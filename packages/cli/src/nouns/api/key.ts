import { usage } from "../../failure.js";

/** Where a field goes: the names of objects' fields, the places in lists, and `""` for a list's end. */
export type Path = readonly [string, ...(string | number)[]];

/** Reads `ports[0][x]` and `tags[]`. */
export function parseKey(key: string): Path {
  const [, name = "", inside = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key) ?? [];
  if (name === "") throw usage(`"${key}" is no field: write name, list[] or object[name]`);
  const parts = [...inside.matchAll(/\[([^\]]*)\]/g)].map(([, part = ""]) => part);
  return [name, ...parts.map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : part))];
}

type Container = Record<string, unknown> | unknown[];

/** Puts a value where its key says, making the objects and lists on the way. */
export function place(root: Record<string, unknown>, key: string, value: unknown): void {
  const path = parseKey(key);
  let container: Container = root;
  for (const [depth, part] of path.slice(0, -1).entries()) {
    const next = path[depth + 1] ?? "";
    const at = slot(container, { part, next, key });
    const known = Array.isArray(container) ? container[at as number] : container[at];
    const inner = known ?? (next === "" || typeof next === "number" ? [] : emptyObject());
    if (typeof inner !== "object" || inner === null) throw usage(`${key}: a part of it has a value already`);
    set(container, at, inner);
    container = inner as Container;
  }
  const last = path.at(-1) ?? "";
  const at = slot(container, { part: last, next: undefined, key });
  if (Object.hasOwn(container, at)) throw usage(`${key} is given twice`, `a list is written ${key}[]`);
  set(container, at, value);
}

interface Slot {
  readonly part: string | number;
  /** What follows inside, if anything does. */
  readonly next: string | number | undefined;
  readonly key: string;
}

/** Which element or field of the container a part of a key means. */
function slot(container: Container, { part, next, key }: Slot): string | number {
  if (!Array.isArray(container)) {
    if (part === "") throw usage(`${key}: what has named fields is no list`);
    return String(part);
  }
  if (part === "") return endOf(container, next);
  if (typeof part === "string") throw usage(`${key}: what is a list has no named fields`);
  if (part > container.length) throw usage(`${key}: the list has ${container.length} elements before it`);
  return part;
}

/** `rules[][port]=1 rules[][proto]=tcp` is one element; a name that the last one has begins the next. */
function endOf(list: readonly unknown[], next: string | number | undefined): number {
  const last: unknown = list.at(-1);
  const goesOn = typeof next === "string" && next !== "" && typeof last === "object" && last !== null;
  return goesOn && !Array.isArray(last) && !Object.hasOwn(last, next) ? list.length - 1 : list.length;
}

function set(container: Container, at: string | number, value: unknown): void {
  if (Array.isArray(container)) container[at as number] = value;
  else container[at] = value;
}

/** Without a prototype, so that a field may have any name. */
export function emptyObject(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}
