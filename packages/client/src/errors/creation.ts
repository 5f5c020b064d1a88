import { DigitalOceanError, nameError } from "./base.js";

/** A creation that ended with something else than what was asked for; `cause` tells why. Nothing that was made is lost. */
export class CreationError<T = unknown> extends DigitalOceanError {
  static {
    nameError(this, "CreationError");
  }

  /** What was created as it was asked for, and exists. */
  readonly created: readonly T[];
  /** What exists besides, made by an attempt that was taken for lost, and could not be deleted. */
  readonly surplus: readonly T[];

  constructor(created: readonly T[], cause: unknown, surplus: readonly T[] = []) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const more = surplus.length === 0 ? "" : ` and ${surplus.length} too many, which could not be deleted`;
    super(`${created.length} created${more}, then: ${reason}`, { cause });
    this.created = created;
    this.surplus = surplus;
  }
}
