import { findOperation, METHODS, operations } from "../http/routes.js";
import { ApiProblem } from "../problem.js";
import { type FaultRequest, type FaultRule, FaultRuleError } from "./rule.js";

/** Which requests a rule is about. */
export interface Target {
  readonly matches: (request: FaultRequest) => boolean;
  /** Whether one of them can be a request that changes something. */
  readonly canChange: boolean;
}

/** Reads what a rule says it is about; throws for what no request can be. */
export function targetOf(on: FaultRule["on"]): Target {
  if (on === undefined) return { matches: () => true, canChange: true };
  if (typeof on === "function") return { matches: (request) => ask(on, request), canChange: true };
  const targets = (typeof on === "string" ? [on] : [...on]).map(parse);
  return {
    matches: (request) => targets.some(({ matches }) => matches(request)),
    canChange: targets.some(({ canChange }) => canChange),
  };
}

function ask(decides: (request: FaultRequest) => boolean, request: FaultRequest): boolean {
  try {
    // Compared, as the function may come from a program without types.
    return decides(request) === true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ApiProblem(500, "server_error", { message: `The function of a fault rule failed: ${reason}` });
  }
}

function parse(target: string): Target {
  return target.includes(" ") ? routeTarget(target) : operationTarget(target);
}

function operationTarget(id: string): Target {
  const found = operations().find((operation) => operation.id === id);
  if (!found) {
    throw new FaultRuleError(`on: there is no operation ${id}; name one by its id or as "METHOD /path".`);
  }
  return { matches: ({ operation }) => operation === id, canChange: found.method !== "GET" };
}

function routeTarget(target: string): Target {
  const mark = target.indexOf(" ");
  const method = target.slice(0, mark);
  const pattern = target.slice(mark + 1);
  const methods = METHODS.filter((each) => method === "*" || method === each);
  if (!methods.some((each) => leadsSomewhere(each, pattern))) {
    throw new FaultRuleError(`on: no operation is ${target}.`);
  }
  const path = new RegExp(`^${pattern.replace(/\*|\{\w+\}|[.+?^$()|[\]\\{}]/g, asPattern)}$`);
  return {
    matches: (request) => methods.includes(request.method) && path.test(tidy(request.path)),
    canChange: methods.some((each) => each !== "GET"),
  };
}

function asPattern(part: string): string {
  if (part === "*") return ".*";
  return part.length > 1 ? "[^/]+" : `\\${part}`;
}

/** Looked up, so that a mistyped path is an error and not a rule that silently never strikes. */
function leadsSomewhere(method: string, pattern: string): boolean {
  // What a star can stand for is not known.
  if (pattern.includes("*")) return true;
  try {
    findOperation(method, pattern.replace(/\{\w+\}/g, "1"));
    return pattern.startsWith("/");
  } catch {
    return false;
  }
}

/** The path as the routes see it, without the slashes that are too many. */
function tidy(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  return `/${segments.join("/")}`;
}
