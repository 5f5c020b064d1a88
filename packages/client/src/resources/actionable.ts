import type { CallOptions } from "../routes.js";
import type { List } from "../pagination/list.js";
import type { WaitOptions } from "../waiting/watch.js";
import type { Action } from "./action.js";
import { Snapshot } from "./snapshot.js";

/** A resource that actions happen to. */
export abstract class Actionable<W extends object> extends Snapshot<W> {
  /** The actions of this resource, the newest first. */
  abstract actions(query?: { per_page?: number }, options?: CallOptions): List<Action>;

  /** The newest action; null when there never was one. */
  async lastAction(options: CallOptions = {}): Promise<Action | null> {
    const { items } = await this.actions({ per_page: 1 }, options).firstPage();
    return items[0] ?? null;
  }

  /** The action in progress; null when there is none. */
  async currentAction(options: CallOptions = {}): Promise<Action | null> {
    let newest: Action | undefined;
    for await (const action of this.actions({ per_page: 20 }, options)) {
      if (action.inProgress) return action;
      newest ??= action;
      // One request can start several actions at the same moment; what is older than those was over before they began.
      if (action.started_at < newest.started_at) return null;
    }
    return null;
  }

  /** Waits until no action is in progress; gives the one that was, null when there was none. */
  async waitForAction(options: WaitOptions<Action> = {}): Promise<Action | null> {
    return (await this.currentAction({ signal: options.signal }))?.wait(options) ?? null;
  }
}
