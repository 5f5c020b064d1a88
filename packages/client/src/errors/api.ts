import type { RateLimit } from "../rate-limit.js";
import { nameError } from "./base.js";
import { RequestError, type RequestFacts } from "./request.js";

/** What an {@link ApiError} is made of. */
export interface ApiErrorFacts extends RequestFacts {
  readonly status: number;
  /** The `id` of the API's error body, for example `not_found`; undefined when the body was no JSON. */
  readonly id: string | undefined;
  /** The API's own words, or the start of a body that was no JSON. */
  readonly detail: string;
  readonly requestId: string | undefined;
  /** The decoded body: JSON where it was JSON, else text. */
  readonly body: unknown;
  /** How long the API asks to wait, in milliseconds, where it said so. */
  readonly retryAfter: number | undefined;
}

/** The API answered with a status of 400 or more. */
export class ApiError extends RequestError {
  static {
    nameError(this, "ApiError");
  }

  readonly status: number;
  readonly id: string | undefined;
  readonly requestId: string | undefined;
  readonly body: unknown;
  readonly retryAfter: number | undefined;

  constructor(facts: ApiErrorFacts, hint = "") {
    const id = facts.id === undefined ? "" : ` ${facts.id}`;
    const requestId = facts.requestId === undefined ? "" : ` [request ${facts.requestId}]`;
    super(`${facts.status}${id}: ${facts.detail}${hint}${requestId}`, facts);
    this.status = facts.status;
    this.id = facts.id;
    this.requestId = facts.requestId;
    this.body = facts.body;
    this.retryAfter = facts.retryAfter;
  }
}

/** 401: the token is missing, wrong, expired or revoked. */
export class AuthenticationError extends ApiError {
  static {
    nameError(this, "AuthenticationError");
  }
}

/** 403: the token may not do this, or the resource is in a state that forbids it. */
export class PermissionError extends ApiError {
  static {
    nameError(this, "PermissionError");
  }

  /** The token scopes that the operation needs, where they are known (Node.js only; empty elsewhere). */
  readonly scopes: readonly string[];

  constructor(facts: ApiErrorFacts, scopes: readonly string[] = []) {
    super(facts, scopes.length > 0 ? ` (needs the scope ${scopes.join(", ")})` : "");
    this.scopes = scopes;
  }
}

/** 404 (or 410): there is no such resource for this token. */
export class NotFoundError extends ApiError {
  static {
    nameError(this, "NotFoundError");
  }
}

/** 409 or 412: the state of the resource does not allow the request. */
export class ConflictError extends ApiError {
  static {
    nameError(this, "ConflictError");
  }
}

/** 400 or 422: the request was understood and refused. */
export class UnprocessableError extends ApiError {
  static {
    nameError(this, "UnprocessableError");
  }

  /** True when the resource is busy with another event, so that the same request can work a little later. */
  isPendingEvent(): boolean {
    return /pending event|blocking events/i.test(this.message);
  }
}

/** 429: the token's budget of requests is used up. */
export class RateLimitError extends ApiError {
  static {
    nameError(this, "RateLimitError");
  }

  /** Requests allowed per hour. */
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** When the oldest counted request expires. */
  readonly reset: Date | undefined;

  constructor(facts: ApiErrorFacts, rateLimit: RateLimit | undefined) {
    super(facts);
    this.limit = rateLimit?.limit;
    this.remaining = rateLimit?.remaining;
    this.reset = rateLimit?.reset;
  }
}

/** 5xx: the API failed. */
export class ServerError extends ApiError {
  static {
    nameError(this, "ServerError");
  }
}
