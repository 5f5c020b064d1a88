import {
  ApiError,
  type ApiErrorFacts,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnprocessableError,
} from "../errors/api.js";
import { ForeignOriginError } from "../errors/transport.js";
import { readRateLimit } from "../rate-limit.js";
import type { Link, WireRequest, WireResponse } from "./message.js";
import { readRetryAfter } from "./retry-after.js";
import { redact } from "./redact.js";

export interface RefuseSettings {
  readonly now: () => number;
  /** The token scopes that a route needs, as far as they are known here. */
  readonly scopesOf: (route: string | undefined) => readonly string[];
}

/** Turns every answer that is no success into its error. */
export function refuse(settings: RefuseSettings): Link {
  return (next) => async (request) => {
    const response = await next(request);
    if (response.status >= 200 && response.status < 300) return response;
    throw errorOf(request, response, settings);
  };
}

function errorOf(request: WireRequest, response: WireResponse, { now, scopesOf }: RefuseSettings): Error {
  const { status, headers } = response;
  if (status < 400) {
    const where = headers["location"] === undefined ? "" : ` to ${redact(headers["location"], request)}`;
    return new ForeignOriginError(`refused: the answer was a redirect${where}, and the token stays here`, request);
  }
  const retryAfter = readRetryAfter(headers, now());
  const facts = { ...factsOf(request, response), retryAfter };
  if (status === 401) return new AuthenticationError(facts);
  if (status === 403) return new PermissionError(facts, scopesOf(request.route));
  if (status === 404 || status === 410) return new NotFoundError(facts);
  if (status === 409 || status === 412) return new ConflictError(facts);
  if (status === 400 || status === 422) return new UnprocessableError(facts);
  if (status === 429) return new RateLimitError(facts, readRateLimit(headers));
  if (status >= 500) return new ServerError(facts);
  return new ApiError(facts);
}

function factsOf(request: WireRequest, response: WireResponse): Omit<ApiErrorFacts, "retryAfter"> {
  const { method, path, attempts } = request;
  const { status, headers } = response;
  const raw = redact(response.text(), request);
  const body = decode(raw);
  const field = (name: string) => {
    const value = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return {
    method,
    path,
    attempts,
    status,
    id: field("id"),
    detail: field("message") ?? excerpt(raw),
    requestId: field("request_id") ?? redact(headers["x-request-id"], request),
    body,
  };
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function excerpt(text: string): string {
  const line = text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (line === "") return "(no message)";
  return line.length > 200 ? `${line.slice(0, 200)}...` : line;
}
