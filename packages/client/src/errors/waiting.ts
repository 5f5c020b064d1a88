import { DigitalOceanError, nameError } from "./base.js";

/** The part of an action that its errors show. */
export interface ActionFacts {
  readonly id: number;
  readonly type: string;
  readonly status: string;
  readonly resource_id?: number | null;
  readonly resource_type?: string;
}

/** One or more actions ended as `errored`. */
export class ActionError<A extends ActionFacts = ActionFacts> extends DigitalOceanError {
  static {
    nameError(this, "ActionError");
  }

  /** The first action that failed. */
  readonly action: A;
  /** Every action that failed. */
  readonly errored: readonly A[];
  /** The actions of the same wait that were completed. */
  readonly completed: readonly A[];

  constructor(errored: readonly [A, ...A[]], completed: readonly A[] = []) {
    const [first, ...more] = errored;
    const subject =
      first.resource_type === undefined ? "" : ` on ${first.resource_type} ${first.resource_id ?? ""}`.trimEnd();
    const others = more.length > 0 ? ` (and ${more.length} more)` : "";
    super(`action ${first.id} (${first.type}${subject}) errored${others}`);
    this.action = first;
    this.errored = errored;
    this.completed = completed;
  }
}

/** What was waited for has reached a status from which it never becomes usable. */
export class ResourceFailedError<
  T extends { readonly id: number | string } = { readonly id: number | string },
> extends DigitalOceanError {
  static {
    nameError(this, "ResourceFailedError");
  }

  readonly resource: T;
  readonly status: string;

  constructor(what: string, resource: T, status: string) {
    super(`of the ${what} waited for, ${resource.id} has failed: its status is ${status}`);
    this.resource = resource;
    this.status = status;
  }
}

/** A wait that ended before everything was finished. Nothing that is known is lost: see `pending` and `done`. */
export abstract class WaitError<T = unknown> extends DigitalOceanError {
  static {
    nameError(this, "WaitError");
  }

  /** The last known states of what was not finished. */
  readonly pending: readonly T[];
  /** What had finished. */
  readonly done: readonly T[];

  constructor(message: string, state: { pending: readonly T[]; done: readonly T[] }, options?: ErrorOptions) {
    super(message, options);
    this.pending = state.pending;
    this.done = state.done;
  }
}

/** The limit of a wait was reached. */
export class WaitTimeoutError<T = unknown> extends WaitError<T> {
  static {
    nameError(this, "WaitTimeoutError");
  }
}

/** A wait was cancelled through its signal; `cause` is the signal's reason. */
export class WaitAbortedError<T = unknown> extends WaitError<T> {
  static {
    nameError(this, "WaitAbortedError");
  }
}

/** A wait could not go on: polling failed for good, or what was waited for is gone. `cause` tells why. */
export class WaitFailedError<T = unknown> extends WaitError<T> {
  static {
    nameError(this, "WaitFailedError");
  }
}
