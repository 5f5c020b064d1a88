import { DigitalOceanError, nameError } from "./base.js";

/** No token was given and none was found in the environment. */
export class MissingTokenError extends DigitalOceanError {
  static {
    nameError(this, "MissingTokenError");
  }

  constructor(variables: readonly string[]) {
    super(`no DigitalOcean token: pass the option "token" or set one of ${variables.join(", ")}`);
  }
}

/** An operation that lives on another host was called without that host's key. The account's token does not go there. */
export class MissingKeyError extends DigitalOceanError {
  static {
    nameError(this, "MissingKeyError");
  }

  constructor(host: string) {
    const option = host === "inference" ? ', or the client the option "inferenceKey"' : "";
    super(`this operation lives on a host of its own (${host}): pass its "key"${option}`);
  }
}

/** A name that belongs to several resources was used where exactly one is meant. */
export class AmbiguousNameError<T = unknown> extends DigitalOceanError {
  static {
    nameError(this, "AmbiguousNameError");
  }

  readonly candidates: readonly T[];

  constructor(name: string, candidates: readonly (T & { readonly id: number | string })[]) {
    super(`"${name}" is the name of ${candidates.length}: ${candidates.map((candidate) => candidate.id).join(", ")}`);
    this.candidates = candidates;
  }
}

/** No resource has the name that was looked for. */
export class NameNotFoundError extends DigitalOceanError {
  static {
    nameError(this, "NameNotFoundError");
  }
}
