import { Call, type Exchange } from "../call.js";
import type { Core } from "../core.js";
import type {
  AssociatedResourceStatus,
  DropletsListAssociatedResourcesResult,
  SelectiveDestroyAssociatedResource,
} from "../generated/types/droplets.js";
import type { CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { type Readiness, whenReady } from "./readiness.js";
import { Snapshot, via } from "./snapshot.js";

/** What can be deleted together with a droplet, by kind, each with its id, name and cost in US dollars a month. */
export type AssociatedResources = DropletsListAssociatedResourcesResult;
/** The ids of what is to be deleted together with a droplet, by kind. */
export type AssociatedIds = SelectiveDestroyAssociatedResource;

const readiness: Readiness<DropletDeletion> = {
  what: "droplet deletions",
  statusOf: (deletion) => deletion.outcome,
  ready: ["completed"],
  failed: ["failed"],
};

/** The deletion of a droplet together with other resources, as it was at one moment. */
export class DropletDeletion extends Snapshot<AssociatedResourceStatus> {
  /** The number of the droplet. */
  get id(): number {
    return Number(this.droplet.id);
  }

  /** Failed when something is still there that was to be deleted: `failures` counts it, `retry()` tries it again. */
  get outcome(): "in progress" | "completed" | "failed" {
    if (typeof this.completed_at !== "string") return "in progress";
    return this.failures > 0 ? "failed" : "completed";
  }

  /** The deletion as it is now, as a new object. `GET .../destroy_with_associated_resources/status` */
  fetch(options: CallOptions = {}): Call<DropletDeletion> {
    const core = this[via];
    const route = "GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status";
    const args = { ...options, path: { droplet_id: this.id } };
    return core.call(route, args, (body) => new DropletDeletion(core, body));
  }

  /** Tries again what has failed. `POST .../destroy_with_associated_resources/retry` */
  retry(options: CallOptions = {}): DropletDeletionCall {
    const route = "POST /v2/droplets/{droplet_id}/destroy_with_associated_resources/retry";
    const args = { ...options, path: { droplet_id: this.id } };
    return new DropletDeletionCall(
      this,
      this[via].exchange(route, args, () => undefined),
    );
  }

  /**
   * Waits until everything is deleted.
   *
   * @throws ResourceFailedError, whose `resource` is the deletion, when something could not be; WaitTimeoutError,
   *   WaitAbortedError, WaitFailedError
   */
  wait(options: WaitOptions<DropletDeletion> = {}): Promise<DropletDeletion> {
    return whenReady<DropletDeletion>(this[via], this, { ...options, readiness });
  }
}

export interface DropletDeletion extends Readonly<AssociatedResourceStatus> {}

/** A request that starts such a deletion: await it for its acceptance, or `.wait()` for the end of the deletion. */
export class DropletDeletionCall extends Call<void> {
  readonly #deletion: DropletDeletion;

  constructor(deletion: DropletDeletion, exchange: Promise<Exchange<void>>) {
    super(exchange);
    this.#deletion = deletion;
  }

  /**
   * Waits until everything is deleted.
   *
   * @throws ResourceFailedError, whose `resource` is the deletion, when something could not be; WaitTimeoutError,
   *   WaitAbortedError, WaitFailedError
   */
  async wait(options: WaitOptions<DropletDeletion> = {}): Promise<DropletDeletion> {
    await this;
    return this.#deletion.wait(options);
  }
}

/** The deletion of a droplet of which nothing is known yet. */
export function deletionOf(core: Core, droplet: number): DropletDeletion {
  return new DropletDeletion(core, { droplet: { id: String(droplet) }, resources: {}, failures: 0 });
}
