import { ForeignOriginError } from "../errors/transport.js";

/** A value that can stand in a path. */
export type PathValue = string | number;
/** Query parameters: arrays are repeated, `undefined` is left out, everything else is sent as it is (0, false and "" too). */
export type QueryValues = object;

/** The endpoint in the two forms that requests need. */
export interface Endpoint {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The origin plus a path prefix, without a slash at the end. */
  readonly base: string;
}

export function readEndpoint(endpoint: string): Endpoint {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url !== undefined && url.username + url.password !== "")
    throw new TypeError("the endpoint must not contain a user name or password");
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`the endpoint "${endpoint}" is no http or https URL`);
  }
  return { origin: url.origin, base: url.origin + url.pathname.replace(/\/+$/, "") };
}

/** Fills the `{parameters}` of a path. */
export function fillPath(template: string, values: Readonly<Record<string, PathValue>> = {}): string {
  const [start = "", ...rest] = template.split(/[{}]/);
  let path = start;
  // Names and what comes between them take turns.
  for (let index = 0; index < rest.length; index += 2) {
    const name = rest[index] as string;
    const value = String(values[name] ?? "");
    // An empty or dotted segment would turn one operation into another: DELETE /v2/droplets/ deletes by tag.
    if (value === "" || value === "." || value === "..") {
      throw new TypeError(`the path parameter "${name}" of ${template} is ${value === "" ? "missing" : `"${value}"`}`);
    }
    path += encodeURIComponent(value) + (rest[index + 1] ?? "");
  }
  return path;
}

/** Adds query parameters to a URL that may have some already. */
export function withQuery(url: string, query: QueryValues | undefined): string {
  let text = url;
  for (const [name, value] of Object.entries(query ?? {}) as [string, unknown][]) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single === undefined || single === null) continue;
      text += `${text.includes("?") ? "&" : "?"}${encodeURIComponent(name)}=${encodeURIComponent(String(single))}`;
    }
  }
  return text;
}

/**
 * The absolute URL of a path ("/v2/...") or of an absolute URL on the endpoint's own origin.
 * Anything else is refused, because every request carries the token.
 */
export function resolveUrl(target: string, endpoint: Endpoint, method: string): { url: string; path: string } {
  if (target.startsWith("/") && !target.startsWith("//")) {
    // A fragment is never sent, and a query that is added behind it would be lost.
    const [address = ""] = target.split("#", 1);
    const [path = ""] = address.split("?", 1);
    return { url: endpoint.base + address, path };
  }
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined) throw new TypeError(`"${target}" is neither a path that starts with "/" nor an absolute URL`);
  // Not `url.origin`: a blob: URL has the origin of the URL inside it.
  const origin = `${url.protocol}//${url.host}`;
  if (origin !== endpoint.origin) {
    throw new ForeignOriginError(`refused: the token is for ${endpoint.origin} only, not for ${origin}`, {
      method,
      path: url.pathname,
      attempts: 0,
    });
  }
  return { url: origin + url.pathname + url.search, path: url.pathname };
}
