import { Call, type Exchange } from "../call.js";
import type { Core } from "../core.js";
import { ResourceFailedError } from "../errors/waiting.js";
import type { CallOptions } from "../routes.js";
import { exists } from "../waiting/read-many.js";
import { Waiting } from "../waiting/waiting.js";
import type { PollOptions, WaitOptions } from "../waiting/watch.js";

/** A resource whose own status tells how far it is. */
interface Settling {
  readonly id: number | string;
  fetch(options?: CallOptions): PromiseLike<this>;
}

/** How one kind of resource tells that it is usable, and that it never will be. */
export interface Readiness<T> {
  /** What it is called in messages, in the plural. */
  readonly what: string;
  readonly statusOf: (resource: T) => string | undefined;
  readonly ready: readonly string[];
  readonly failed: readonly string[];
}

/** The creation of something that is not usable at once: await it for what was accepted, or `.ready()` for the usable one. */
export class ReadyCall<T extends Settling> extends Call<T> {
  readonly #core: Core;
  readonly #readiness: Readiness<T>;

  constructor(exchange: Promise<Exchange<T>>, { core, readiness }: { core: Core; readiness: Readiness<T> }) {
    super(exchange);
    this.#core = core;
    this.#readiness = readiness;
  }

  /**
   * Waits until it is usable.
   *
   * @throws ResourceFailedError when it never will be; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  async ready(options: WaitOptions<T> = {}): Promise<T> {
    return whenReady(this.#core, await this, { ...options, readiness: this.#readiness });
  }
}

/** Polls one resource until its status is one that does not change by itself. */
export async function whenReady<T extends Settling>(
  core: Core,
  resource: T,
  { readiness, ...options }: WaitOptions<T> & { readonly readiness: Readiness<T> },
): Promise<T> {
  const { what, statusOf, ready, failed } = readiness;
  const isOneOf = (list: readonly string[], item: T) => list.includes(statusOf(item) ?? "");
  const watched = {
    what,
    keyOf: (item: T) => item.id,
    isFinished: (item: T) => isOneOf(ready, item) || isOneOf(failed, item),
    read: async ([item]: readonly T[], poll: PollOptions) => {
      const state = item && (await exists(item.fetch(poll)));
      return state === undefined ? [] : [state];
    },
  };
  const finish = ([item]: T[]): T => {
    const settled = item as T;
    if (isOneOf(failed, settled)) throw new ResourceFailedError(what, settled, statusOf(settled) ?? "");
    return settled;
  };
  return new Waiting<T, T>({ items: [resource], watched, finish }, { options, settings: core.settings });
}
