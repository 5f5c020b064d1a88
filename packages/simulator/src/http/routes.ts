import { readData } from "../data-files.js";
import type { OperationId } from "../generated/contract.js";
import { ApiProblem, notFound } from "../problem.js";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** What the generated table says of an operation. */
export interface Operation {
  readonly id: OperationId;
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  /** The status of success. */
  readonly status: number;
  readonly hasBody: boolean;
  readonly bodyRequired?: boolean;
  /** The answer's media type where it is not JSON. */
  readonly media?: string;
}

export interface Match {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** One segment of a path: what may follow it, and the operations that end here. */
interface Branch {
  readonly literals: Map<string, Branch>;
  parameter: Branch | undefined;
  readonly routes: Map<string, Route>;
}

interface Route {
  readonly operation: Operation;
  /** Which segments are parameters, and of what name. */
  readonly parameters: readonly (readonly [index: number, name: string])[];
}

let table: readonly Operation[] | undefined;
let tree: Branch | undefined;

/** All operations of the API, in the order of its document. */
export function operations(): readonly Operation[] {
  table ??= readData("generated/operations.json") as Operation[];
  return table;
}

/**
 * Finds the operation of a method and a path, which may have slashes too many; throws the 404 of an unknown path, the
 * 405 of a known one. A tree of our own: it is built in a millisecond, where loading a router takes thirty.
 */
export function findOperation(method: string, pathname: string): Match {
  tree ??= plant(operations());
  const segments = pathname.split("/").filter((segment) => segment !== "");
  if (pathname.includes("%"))
    for (const [index, segment] of segments.entries()) segments[index] = decodeURIComponent(segment);
  // HEAD is GET without the body, which the adapters leave out.
  const found = search(tree, { method: method === "HEAD" ? "GET" : method, segments }, 0);
  if (found) return { operation: found.operation, params: valuesOf(found, segments) };
  const allowed = METHODS.filter((other) => tree && search(tree, { method: other, segments }, 0));
  if (allowed.length === 0) throw notFound();
  throw new ApiProblem(405, "method_not_allowed", {
    message: `${method} is not allowed here; ${allowed.join(", ")} would be.`,
    headers: { allow: allowed.join(", ") },
  });
}

interface Wanted {
  readonly method: string;
  readonly segments: readonly string[];
}

/** A literal segment goes before a parameter, unless it leads to nothing with this method. */
function search(branch: Branch, wanted: Wanted, depth: number): Route | undefined {
  const segment = wanted.segments[depth];
  if (segment === undefined) return branch.routes.get(wanted.method);
  const literal = branch.literals.get(segment);
  return (
    (literal && search(literal, wanted, depth + 1)) ?? (branch.parameter && search(branch.parameter, wanted, depth + 1))
  );
}

function plant(all: readonly Operation[]): Branch {
  const root = newBranch();
  for (const operation of all) {
    const segments = operation.path.slice(1).split("/");
    let branch = root;
    for (const segment of segments) branch = nextBranch(branch, segment);
    const parameters = segments.flatMap((segment, index) => {
      const name = parameterOf(segment);
      return name === undefined ? [] : [[index, name] as const];
    });
    branch.routes.set(operation.method, { operation, parameters });
  }
  return root;
}

function nextBranch(branch: Branch, segment: string): Branch {
  if (parameterOf(segment) !== undefined) return (branch.parameter ??= newBranch());
  const next = branch.literals.get(segment) ?? newBranch();
  branch.literals.set(segment, next);
  return next;
}

function newBranch(): Branch {
  return { literals: new Map(), parameter: undefined, routes: new Map() };
}

function valuesOf({ parameters }: Route, segments: readonly string[]): Match["params"] {
  return Object.fromEntries(parameters.map(([index, name]) => [name, segments[index]]));
}

/** `droplet_id` of `{droplet_id}`; undefined for a literal segment. */
function parameterOf(segment: string): string | undefined {
  return segment.startsWith("{") ? segment.slice(1, -1) : undefined;
}
