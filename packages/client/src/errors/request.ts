import { DigitalOceanError, nameError } from "./base.js";

/** The request that an error is about. Holds neither headers nor body: those can carry secrets. */
export interface RequestFacts {
  /** The HTTP method, upper case. */
  readonly method: string;
  /** The path that was asked, without the query. */
  readonly path: string;
  /** How many times the request was sent, counting the last. */
  readonly attempts: number;
}

/** An error that concerns one request. */
export abstract class RequestError extends DigitalOceanError implements RequestFacts {
  static {
    nameError(this, "RequestError");
  }

  readonly method: string;
  readonly path: string;
  readonly attempts: number;

  constructor(message: string, facts: RequestFacts, options?: ErrorOptions) {
    const tries = facts.attempts > 1 ? ` (${facts.attempts} attempts)` : "";
    super(`${facts.method} ${facts.path}: ${message}${tries}`, options);
    this.method = facts.method;
    this.path = facts.path;
    this.attempts = facts.attempts;
  }
}
