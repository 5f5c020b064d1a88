import { type Failure, usage } from "../failure.js";
import { nearest } from "./nearest.js";
import { type Operation, routeOf } from "./table.js";

/** What the words of a command line name: an operation, and the parameters that its path already fills in. */
export interface Target {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Finds an operation by its id, or by method and path: the path of the document (`/v2/droplets/{droplet_id}`) or a real one
 * (`/v2/droplets/123`). A path without a method is read.
 */
export function findOperation(words: readonly string[], operations: readonly Operation[]): Target {
  const [first = "", second, ...others] = words.flatMap((word) => word.trim().split(/\s+/));
  if (others.length > 0) throw usage(`"${others[0]}" is neither part of the operation nor a field such as name=web`);
  if (first.startsWith("/")) {
    if (second === undefined) return findRoute("GET", first, operations);
    throw usage(`"${second}" is no field such as name=web`);
  }
  const method = first.toUpperCase();
  if (second !== undefined && methods.includes(method)) return findRoute(method, second, operations);
  if (second !== undefined) throw usage(`"${second}" is no field such as name=web`);
  const found =
    operations.find(({ id }) => id === first) ?? operations.find(({ id }) => id.toLowerCase() === first.toLowerCase());
  if (found === undefined) throw unknownId(first, operations);
  return { operation: found, path: {}, query: [] };
}

function unknownId(word: string, operations: readonly Operation[]): Failure {
  if (methods.includes(word.toUpperCase())) return usage(`${word} of which path?`, `for example: ${word} /v2/droplets`);
  const ids = operations.map(({ id }) => id);
  return usage(`unknown operation "${word}"`, suggestion(nearest(word, ids), "all are listed by: doapi api --list"));
}

function findRoute(method: string, target: string, operations: readonly Operation[]): Target {
  const [path = "", search] = target.split("?", 2);
  const same = operations.filter((operation) => operation.method === method);
  const exact = same.find((operation) => operation.path === path);
  const operation = exact ?? bestMatch(path, same);
  if (operation === undefined) throw unknownRoute(method, path, operations);
  const query = [...new URLSearchParams(search ?? "")];
  return { operation, path: exact === undefined ? valuesIn(path, operation) : {}, query };
}

/** Of several paths that fit, the one with most of it spelled out: `/v2/projects/default` is no project's id. */
function bestMatch(path: string, operations: readonly Operation[]): Operation | undefined {
  const fitting = operations
    .filter((operation) => fits(path, operation.path))
    .map((operation) => ({ operation, free: operation.path.split("{").length }));
  return fitting.sort((a, b) => a.free - b.free)[0]?.operation;
}

function fits(path: string, template: string): boolean {
  const parts = path.split("/");
  const pattern = template.split("/");
  return (
    parts.length === pattern.length &&
    pattern.every((part, index) => (isFree(part) ? parts[index] !== "" : part === parts[index]))
  );
}

function valuesIn(path: string, { path: template }: Operation): Record<string, string> {
  const parts = path.split("/");
  return Object.fromEntries(
    template.split("/").flatMap((part, index) => {
      const value = parts[index] ?? "";
      // The place of a parameter under another name says as little as under its own.
      return isFree(part) && !isFree(value) ? [[part.slice(1, -1), decoded(value)]] : [];
    }),
  );
}

function isFree(part: string): boolean {
  return part.startsWith("{") && part.endsWith("}");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw usage(`"${part}" has a % that is no escape`);
  }
}

function unknownRoute(method: string, path: string, operations: readonly Operation[]): Failure {
  const others = operations.filter((operation) => operation.path === path || fits(path, operation.path));
  if (others.length > 0) {
    return usage(`there is no ${method} of ${path}`, `there is ${others.map(routeOf).join(", ")}`);
  }
  const same = operations.filter((operation) => operation.method === method).map((operation) => operation.path);
  const near = nearest(path, same).map((found) => `${method} ${found}`);
  return usage(
    `unknown operation "${method} ${path}"`,
    suggestion(near, "doapi request sends what is not in the table of operations"),
  );
}

function suggestion(near: readonly string[], otherwise: string): string {
  return near.length > 0 ? `did you mean ${near.join(", ")}?` : otherwise;
}
