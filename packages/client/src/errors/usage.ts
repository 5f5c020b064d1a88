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
