import { nameError } from "./base.js";
import { RequestError, type RequestFacts } from "./request.js";

/** No complete answer arrived: the name was not resolved, the connection was refused, reset or cut. */
export class NetworkError extends RequestError {
  static {
    nameError(this, "NetworkError");
  }

  /** The system's code, for example `ECONNREFUSED`, where there is one. */
  readonly code: string | undefined;
  /** False when the request surely did not reach the API; true when it may have. */
  readonly reached: boolean;
  /** True when repeating cannot help, as with a certificate that is refused. */
  readonly permanent: boolean;

  constructor(facts: RequestFacts, cause: unknown, outcome: { reached: boolean; permanent?: boolean }) {
    const code = codeOf(cause);
    super(`no answer: ${describe(cause, code)}`, facts, { cause });
    this.code = code;
    this.reached = outcome.reached;
    this.permanent = outcome.permanent ?? false;
  }
}

/** No complete answer arrived within the time limit of one attempt. */
export class TimeoutError extends RequestError {
  static {
    nameError(this, "TimeoutError");
  }

  /** The limit, in milliseconds. */
  readonly timeout: number;

  constructor(facts: RequestFacts, timeout: number) {
    super(`no complete answer within ${timeout} ms`, facts);
    this.timeout = timeout;
  }
}

/**
 * A request that must not be sent twice (a POST or PATCH) was sent, and its outcome is unknown: it may have been carried out.
 * `cause` tells what happened. Look whether the thing exists before trying again.
 */
export class AmbiguousResultError extends RequestError {
  static {
    nameError(this, "AmbiguousResultError");
  }

  constructor(facts: RequestFacts, cause: Error) {
    super(
      `the outcome is unknown, the request may have been carried out; check before repeating it. ${cause.message}`,
      facts,
      { cause },
    );
  }
}

/** An answer of success that is not what this operation answers: no JSON, cut off, or without the expected fields. */
export class ResponseFormatError extends RequestError {
  static {
    nameError(this, "ResponseFormatError");
  }
}

/** The error of an answer whose fields are not those of its route, for example "GET /v2/account". */
export function malformed(route: string, message: string, options?: ErrorOptions): ResponseFormatError {
  const [method = "", path = ""] = route.split(" ");
  return new ResponseFormatError(message, { method, path, attempts: 1 }, options);
}

/** A request to, or a redirect towards, another origin than the endpoint's. It is refused: the token goes to the endpoint only. */
export class ForeignOriginError extends RequestError {
  static {
    nameError(this, "ForeignOriginError");
  }
}

function codeOf(cause: unknown): string | undefined {
  const code = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}

function describe(cause: unknown, code: string | undefined): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (code === undefined || message.includes(code)) return message;
  // A name with several addresses of which none answers gives an error without words.
  return message === "" ? code : `${message} (${code})`;
}
