import { Call, type Exchange } from "../call.js";
import type { Core } from "../core.js";
import { ActionError } from "../errors/waiting.js";
import type { ActionsListQuery, Action as WireAction } from "../generated/types/actions.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { exists, readMany } from "../waiting/read-many.js";
import { Waiting } from "../waiting/waiting.js";
import type { PollOptions, Watched, WaitOptions } from "../waiting/watch.js";
import type { Droplet } from "./droplet.js";
import { open } from "./envelope.js";
import type { Image } from "./images.js";
import { type ById, idOf, type Known } from "./references.js";
import type { ReservedIp } from "./reserved-ips.js";
import { Snapshot, via } from "./snapshot.js";
import { type Final, type Subject, waitOnSubjects } from "./wait-on.js";

type KnownAction = Known<
  WireAction,
  "id" | "status" | "type" | "started_at" | "completed_at" | "resource_id" | "resource_type"
>;

/** An action without its fields: everything that needs only its number. */
export class ActionRef<W extends { id?: number } = { id: number }> extends Snapshot<W> {
  declare readonly id: number;

  /** The action as it is now, as a new object. `GET /v2/actions/{action_id}` */
  fetch(options: CallOptions = {}): Call<Action> {
    return new Actions(this[via]).get(this.id, options);
  }

  /**
   * Waits until the action is completed.
   *
   * @throws ActionError when it errored, WaitTimeoutError at the limit, WaitAbortedError when cancelled
   */
  async wait(options: WaitOptions<Action> = {}): Promise<Action> {
    const [action] = await new Actions(this[via]).wait([this], options);
    return action as Action;
  }
}

/** A change under way or done to a resource, as it was at one moment. */
export class Action extends ActionRef<WireAction> {
  get inProgress(): boolean {
    return this.status === "in-progress";
  }

  get completed(): boolean {
    return this.status === "completed";
  }

  get errored(): boolean {
    return this.status === "errored";
  }

  /** Completed or errored. */
  get done(): boolean {
    return this.completed || this.errored;
  }

  /** @throws ActionError when the action errored */
  throwIfErrored(): void {
    if (this.errored) throw new ActionError([this]);
  }

  /**
   * The droplet, image or reserved IP that the action is about; null when it is gone.
   *
   * @throws TypeError for another kind of resource, or one that this client was made without
   */
  async resource(): Promise<Droplet | Image | ReservedIp | null> {
    const resources = this.#collection();
    if (resources === undefined)
      throw new TypeError(`this client cannot fetch a resource of type "${this.resource_type}"`);
    if (this.resource_id === null) return null;
    return (await exists<Droplet | Image | ReservedIp>(resources.get(this.resource_id))) ?? null;
  }

  #collection() {
    const { droplets, images, reservedIps, floatingIps } = this[via].resources;
    switch (this.resource_type) {
      case "droplet":
        return droplets;
      case "image":
        return images;
      case "reserved_ip":
      case "floating_ip":
        return reservedIps ?? floatingIps;
      default:
        return undefined;
    }
  }
}

export interface Action extends KnownAction {}

/** A request that starts an action: await it for the action as it began, or `.wait()` for the finished one. */
export class ActionCall extends Call<Action> {
  /**
   * Waits until the action is completed.
   *
   * @throws ActionError when it errored, WaitTimeoutError at the limit, WaitAbortedError when cancelled
   */
  async wait(options: WaitOptions<Action> = {}): Promise<Action> {
    return (await this).wait(options);
  }
}

/** A request that starts several actions: await it for the actions as they began, or `.wait()` for the finished ones. */
export class ActionsCall extends Call<Action[]> {
  readonly #core: Core;

  constructor(core: Core, exchange: Promise<Exchange<Action[]>>) {
    super(exchange);
    this.#core = core;
  }

  /**
   * Waits until every action has ended.
   *
   * @throws ActionError when any errored; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  async wait(options: WaitOptions<Action> = {}): Promise<Action[]> {
    return new Actions(this.#core).wait(await this, options);
  }
}

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
    const route = "GET /v2/actions/{action_id}";
    const args = { ...options, path: { action_id: idOf(action) } };
    return this.#core.call(route, args, (body) => actionIn(this.#core, body, route));
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
    const items = [...actions].map((action) => (action instanceof Action ? action : this.#unknown(idOf(action))));
    return new Waiting<Action>(
      { items, watched: this.#watched(), finish: raiseErrored },
      { options, settings: this.#core.settings },
    );
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
    const read = (ids: readonly number[], poll: PollOptions) => this.read(ids, poll);
    const how = { options: options as WaitOptions<object>, settings: this.#core.settings, read };
    // The compiler cannot see that all it yields was read by `fetch` of one of these subjects.
    return waitOnSubjects([...subjects], how) as unknown as Waiting<Final<S>>;
  }

  /** What is known of an action before it was read. */
  #unknown(id: number): Action {
    return new Action(this.#core, { id });
  }

  #watched(): Watched<Action> {
    return {
      what: "actions",
      keyOf: (action) => action.id,
      isFinished: (action) => action.done,
      read: (pending, options) =>
        this.read(
          pending.map((action) => action.id),
          options,
        ),
    };
  }

  /** The present states of some actions in few requests; those that do not exist are left out. */
  read(ids: readonly number[], options: PollOptions): Promise<Action[]> {
    return readMany<Action>(ids, {
      keyOf: (action) => action.id,
      get: (id) => this.get(Number(id), options),
      // The newest come first, and what is waited for is usually new.
      list: () => this.list({ per_page: Math.min(200, ids.length + 20) }, options),
      isPast: (action, wanted) => wanted.every((id) => action.id < Number(id)),
    });
  }
}

/** The action of an answer: under its own field, or, as the document has it for images, the body itself. */
export function actionIn(core: Core, body: { action: WireAction } | WireAction, route: string): Action {
  return new Action(
    core,
    "action" in body || !("id" in body) ? open(body as { action: WireAction }, "action", route) : body,
  );
}

function raiseErrored(actions: Action[]): Action[] {
  const [first, ...more] = actions.filter((action) => action.errored);
  if (first !== undefined)
    throw new ActionError(
      [first, ...more],
      actions.filter((action) => action.completed),
    );
  return actions;
}

export const actions = (core: Core): Actions => new Actions(core);
