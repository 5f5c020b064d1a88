import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { SnapshotsListQuery, Snapshots as WireSnapshot } from "../generated/types/snapshots.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
// What the API calls a snapshot is an object like any other here, whose base class has that name too.
import { Snapshot as BaseObject, via } from "./snapshot.js";

/** A snapshot by its id - of a droplet a number, of a volume a UUID - or anything that carries it. */
export type SnapshotReference = number | string | { readonly id: number | string };

/** A snapshot without its fields: everything that needs only its id. */
export class SnapshotRef<W extends { id: string } = { id: string }> extends BaseObject<W> {
  declare readonly id: string;

  /** The snapshot as it is now, as a new object. `GET /v2/snapshots/{snapshot_id}` */
  fetch(options: CallOptions = {}): Call<Snapshot> {
    const core = this[via];
    const route = "GET /v2/snapshots/{snapshot_id}";
    const args = { ...options, path: { snapshot_id: this.id } };
    return core.call(route, args, (body) => new Snapshot(core, open(body, "snapshot", route)));
  }

  /** Deletes the snapshot for good. `DELETE /v2/snapshots/{snapshot_id}` */
  delete(options: CallOptions = {}): Call<void> {
    const args = { ...options, path: { snapshot_id: this.id } };
    return this[via].call("DELETE /v2/snapshots/{snapshot_id}", args, () => undefined);
  }
}

/** A snapshot of a droplet or volume (`resource_type`), as it was at one moment: `size_gigabytes` is what it is billed by. */
export class Snapshot extends SnapshotRef<WireSnapshot> {}

export interface Snapshot extends Readonly<WireSnapshot> {}

/** The snapshots of droplets and volumes. */
export class Snapshots {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Snapshots: all, or those of droplets or of volumes. `GET /v2/snapshots`
   *
   * @example
   * ```ts
   * for await (const snapshot of client.snapshots.list({ resource_type: "volume" })) console.log(snapshot.name);
   * ```
   */
  list(query: SnapshotsListQuery = {}, options: CallOptions = {}): List<Snapshot> {
    return this.#core.list("GET /v2/snapshots", { ...options, query }, (wire) => new Snapshot(this.#core, wire));
  }

  /** One snapshot by id. `GET /v2/snapshots/{snapshot_id}` */
  get(snapshot: SnapshotReference, options: CallOptions = {}): Call<Snapshot> {
    return this.ref(snapshot).fetch(options);
  }

  /** A snapshot by id, without a request. */
  ref(snapshot: SnapshotReference): SnapshotRef {
    return new SnapshotRef(this.#core, { id: String(typeof snapshot === "object" ? snapshot.id : snapshot) });
  }

  /** The snapshots with a name; all are read for it. */
  findAll({ name, ...query }: { readonly name: string } & SnapshotsListQuery, options: CallOptions = {}) {
    return named(this.list(query, options), name);
  }

  /**
   * The snapshot with a name.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
   */
  async find(query: { readonly name: string } & SnapshotsListQuery, options: CallOptions = {}): Promise<Snapshot> {
    return theOnly(await this.findAll(query, options), "snapshot", query.name);
  }

  /** Deletes a snapshot for good. `DELETE /v2/snapshots/{snapshot_id}` */
  delete(snapshot: SnapshotReference, options: CallOptions = {}): Call<void> {
    return this.ref(snapshot).delete(options);
  }
}

export const snapshots = (core: Core): Snapshots => new Snapshots(core);
