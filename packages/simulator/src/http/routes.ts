import { readFileSync } from "node:fs";
import findMyWay, { type HTTPMethod } from "find-my-way";
import type { OperationId } from "../generated/contract.js";
import { ApiProblem, notFound } from "../problem.js";

/** What the generated table says of an operation. */
export interface Operation {
  readonly id: OperationId;
  readonly method: HTTPMethod;
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

type Router = ReturnType<typeof findMyWay>;

let table: readonly Operation[] | undefined;
let router: Router | undefined;

/** All operations of the API, in the order of its document. */
export function operations(): readonly Operation[] {
  table ??= JSON.parse(
    readFileSync(new URL("../../generated/operations.json", import.meta.url), "utf8"),
  ) as Operation[];
  return table;
}

/** Finds the operation of a method and a path; throws the 404 of an unknown path, the 405 of a known one. */
export function findOperation(method: string, pathname: string): Match {
  router ??= buildRouter(operations());
  // HEAD is GET without the body, which the adapters leave out.
  const found = router.find((method === "HEAD" ? "GET" : method) as HTTPMethod, pathname);
  if (found) return { operation: found.store as Operation, params: found.params };
  const allowed = METHODS.filter((other) => router?.find(other, pathname));
  if (allowed.length === 0) throw notFound();
  throw new ApiProblem(405, "method_not_allowed", {
    message: `${method} is not allowed here; ${allowed.join(", ")} would be.`,
    headers: { allow: allowed.join(", ") },
  });
}

const METHODS: readonly HTTPMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function buildRouter(all: readonly Operation[]): Router {
  const built = findMyWay({ ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 4096 });
  for (const operation of all) built.on(operation.method, pattern(operation.path), unused, operation);
  return built;
}

/** `/v2/droplets/{droplet_id}` in the router's words. */
function pattern(path: string): string {
  return path.replaceAll(":", "::").replace(/\{([^}]+)\}/g, (_, name: string) => `:${name.replaceAll(/\W/g, "_")}`);
}

/** The router wants a handler with every route; what is stored with the route is all that is used. */
function unused(): void {}
