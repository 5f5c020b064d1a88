import { DigitalOceanError, nameError } from "./base.js";

/** Only a part of what was asked for has been created; `cause` tells what kept the rest from it. */
export class PartialCreationError<T = unknown> extends DigitalOceanError {
  static {
    nameError(this, "PartialCreationError");
  }

  /** What was created, and exists. */
  readonly created: readonly T[];

  constructor(created: readonly T[], cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${created.length} created, then: ${reason}`, { cause });
    this.created = created;
  }
}
