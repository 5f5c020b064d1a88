import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { ActionsListQuery } from "../generated/types/actions.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import type { Waiting } from "../waiting/waiting.js";
import type { PollOptions, WaitOptions } from "../waiting/watch.js";
import { Action, ActionRef, readActions, waitForActions } from "./action.js";
import { type ById, idOf } from "./references.js";
import { type Final, type Subject, waitOnSubjects } from "./wait-on.js";

/** The actions of the account. */
export class Actions {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All actions, the newest first. `GET /v2/actions` */
  list(query: ActionsListQuery = {}, options: CallOptions = {}): List<Action> {
    return this.#core.list("GET /v2/actions", { ...options, query }, (wire) => new Action(this.#core, wire));
  }

  /** One action by number. `GET /v2/actions/{action_id}` */
  get(action: ById, options: CallOptions = {}): Call<Action> {
    return this.ref(idOf(action)).fetch(options);
  }

  /** An action by number, without a request. */
  ref(id: number): ActionRef {
    return new ActionRef(this.#core, { id });
  }

  /**
   * Waits for several actions, with one list request a round instead of one request each.
   * Iterated, it yields each action as soon as it is completed or errored; awaited, it gives all in the order given.
   *
   * @example
   * ```ts
   * for await (const action of client.actions.wait(started)) console.log(action.id, action.status);
   * ```
   * @throws ActionError (awaited) when any errored; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  wait(actions: Iterable<ById>, options: WaitOptions<Action> = {}): Waiting<Action> {
    return waitForActions(this.#core, actions, options);
  }

  /**
   * Waits until the newest action on each of several droplets, images or reserved IPs has ended.
   * Iterated, it yields each of them anew as soon as that is so; awaited, it gives all in the order given.
   *
   * @example
   * ```ts
   * await Promise.all([droplet.powerOff(), image.transfer("fra1")]);
   * for await (const changed of client.actions.waitOn([droplet, image])) console.log(changed.name);
   * ```
   * @throws ActionError when any errored, after the last was yielded; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  waitOn<S extends Subject>(subjects: Iterable<S>, options: WaitOptions<S | Final<S>> = {}): Waiting<Final<S>> {
    const read = (ids: readonly number[], poll: PollOptions) => readActions(this.#core, ids, poll);
    const how = { options: options as WaitOptions<object>, settings: this.#core.settings, read };
    // The compiler cannot see that all it yields was read by `fetch` of one of these subjects.
    return waitOnSubjects([...subjects], how) as unknown as Waiting<Final<S>>;
  }
}

export const actions = (core: Core): Actions => new Actions(core);
