import { DigitalOceanError, nameError } from "./base.js";

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
