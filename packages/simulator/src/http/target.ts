import { ApiProblem, badRequest } from "../problem.js";

export interface Target {
  readonly pathname: string;
  readonly query: URLSearchParams;
}

const NO_QUERY = new URLSearchParams();

/** Splits a request's target; throws the 400 of one that no path can be read from. */
export function parseTarget(target: string): Target {
  const local = target.startsWith("/") ? target : pathOfAbsolute(target);
  const mark = local.indexOf("?");
  const pathname = mark === -1 ? local : local.slice(0, mark);
  const search = mark === -1 ? "" : local.slice(mark + 1);
  if (local.includes("%")) {
    if (!isDecodable(pathname)) throw badRequest("The path of the request has a % that encodes nothing.");
    if (local.includes("%00")) throw badRequest("The address of the request has a NUL in it.");
  }
  return { pathname, query: search === "" ? NO_QUERY : new URLSearchParams(search) };
}

/** A page in a browser can give this machine a name of its own: only the names that are known are answered. */
export function checkHost(host: string | undefined, allowed: ReadonlySet<string>): void {
  if (allowed.has(hostname(host ?? ""))) return;
  throw new ApiProblem(421, "misdirected_request", {
    message: `This simulator answers for ${[...allowed].join(", ")}, not for the host that was asked for.`,
  });
}

/** `localhost` of `localhost:8080`, `[::1]` of `[::1]:8080`. */
export function hostname(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "");
}

function pathOfAbsolute(target: string): string {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url?.protocol.startsWith("http")) throw badRequest("The request has no path.");
  return url.pathname + url.search;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
