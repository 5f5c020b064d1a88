import { Call, type Exchange } from "../call.js";
import type { Core } from "../core.js";
import { ActionError } from "../errors/waiting.js";
import type { Action as WireAction } from "../generated/types/actions.js";
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

type KnownAction = Known<
  WireAction,
  "id" | "status" | "type" | "started_at" | "completed_at" | "resource_id" | "resource_type"
>;

/** An action without its fields: everything that needs only its number. */
export class ActionRef<W extends { id?: number } = { id: number }> extends Snapshot<W> {
  declare readonly id: number;

  /** The action as it is now, as a new object. `GET /v2/actions/{action_id}` */
  fetch(options: CallOptions = {}): Call<Action> {
    const core = this[via];
    const route = "GET /v2/actions/{action_id}";
    const args = { ...options, path: { action_id: this.id } };
    return core.call(route, args, (body) => actionIn(core, body, route));
  }

  /**
   * Waits until the action is completed.
   *
   * @throws ActionError when it errored, WaitTimeoutError at the limit, WaitAbortedError when cancelled
   */
  async wait(options: WaitOptions<Action> = {}): Promise<Action> {
    const [action] = await waitForActions(this[via], [this], options);
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
    return waitForActions(this.#core, await this, options);
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

/** The present states of some actions in few requests; those that do not exist are left out. */
export function readActions(core: Core, ids: readonly number[], options: PollOptions): Promise<Action[]> {
  // The newest come first in the list, and what is waited for is usually new.
  const query = { per_page: Math.min(200, ids.length + 20) };
  return readMany<Action>(ids, {
    keyOf: (action) => action.id,
    get: (id) => new ActionRef(core, { id: Number(id) }).fetch(options),
    list: () => core.list("GET /v2/actions", { ...options, query }, (wire) => new Action(core, wire)),
    isPast: (action, wanted) => wanted.every((id) => action.id < Number(id)),
  });
}

/** Waits until actions have ended, with one list request a round. */
export function waitForActions(core: Core, actions: Iterable<ById>, options: WaitOptions<Action>): Waiting<Action> {
  // An action that is known by its number alone has no fields until it was read once.
  const items = [...actions].map((action) =>
    action instanceof Action ? action : new Action(core, { id: idOf(action) }),
  );
  const watched: Watched<Action> = {
    what: "actions",
    keyOf: (action) => action.id,
    isFinished: (action) => action.done,
    read: (pending, poll) => readActions(core, pending.map(idOf<number>), poll),
  };
  return new Waiting<Action>({ items, watched, finish: raiseErrored }, { options, settings: core.settings });
}
