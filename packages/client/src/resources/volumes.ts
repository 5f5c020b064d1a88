import { Call } from "../call.js";
import type { Core } from "../core.js";
import { type CreateOptions, creating } from "../exactly-once.js";
import type {
  VolumeFull,
  VolumeSnapshotsCreateBody,
  VolumesCreateBody,
  VolumesListQuery,
} from "../generated/types/block-storage.js";
import type { VolumeActionsPostBody, VolumeActionsPostByIdBody } from "../generated/types/block-storage-actions.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { Actionable } from "./actionable.js";
import { Action, ActionCall, actionIn } from "./action.js";
import { open } from "./envelope.js";
import { theOnly } from "./names.js";
import { type ById, type ByUuid, idOf, type Known } from "./references.js";
import { via } from "./snapshot.js";
import { Snapshot } from "./snapshots.js";

type KnownVolume = Known<
  VolumeFull,
  "id" | "name" | "description" | "size_gigabytes" | "created_at" | "droplet_ids" | "region" | "tags"
>;
/** What an action on a volume takes, as the API has it. */
export type VolumeActionBody = VolumeActionsPostByIdBody;
/** What an action on a volume takes that is found by name and region. */
export type VolumeByNameActionBody = VolumeActionsPostBody;
/** A volume by what is unique to it: no two of one region have the same name. */
export interface VolumeName {
  readonly name: string;
  readonly region: VolumesCreateBody["region"];
}

type VolumeQuery = Pick<VolumeName, "name"> & Partial<VolumeName>;

/** A volume without its fields: everything that needs only its id. */
export class VolumeRef<W extends { id?: string } = { id: string }> extends Actionable<W> {
  declare readonly id: string;

  /** The volume as it is now, as a new object. `GET /v2/volumes/{volume_id}` */
  fetch(options: CallOptions = {}): Call<Volume> {
    const core = this[via];
    const route = "GET /v2/volumes/{volume_id}";
    return core.call(route, { ...options, ...this.#at() }, (body) => new Volume(core, open(body, "volume", route)));
  }

  /**
   * Deletes the volume with all that is on it; its snapshots stay. `DELETE /v2/volumes/{volume_id}`
   *
   * @throws ConflictError while it is attached to a droplet
   */
  delete(options: CallOptions = {}): Call<void> {
    return this[via].call("DELETE /v2/volumes/{volume_id}", { ...options, ...this.#at() }, () => undefined);
  }

  /** Starts any action on the volume. `POST /v2/volumes/{volume_id}/actions` */
  act(body: VolumeActionBody, options: CallOptions = {}): ActionCall {
    const core = this[via];
    const route = "POST /v2/volumes/{volume_id}/actions";
    const args = { ...options, ...this.#at(), body };
    return new ActionCall(core.exchange(route, args, (answer) => actionIn(core, answer, route)));
  }

  /**
   * Attaches the volume to a droplet of its region.
   *
   * @throws UnprocessableError when it is attached already, or the droplet has 15 volumes; with `isPendingEvent()` true
   *   while another action is in progress on the droplet
   */
  attach(droplet: ById, options: CallOptions = {}): ActionCall {
    return this.act({ type: "attach", droplet_id: idOf(droplet) }, options);
  }

  /**
   * Detaches the volume from a droplet; its file systems should be unmounted.
   *
   * @throws UnprocessableError when it is not attached to that droplet
   */
  detach(droplet: ById, options: CallOptions = {}): ActionCall {
    return this.act({ type: "detach", droplet_id: idOf(droplet) }, options);
  }

  /** Makes the volume larger: it has that many GiB then, and can never shrink again. */
  resize(gigabytes: number, options: CallOptions = {}): ActionCall {
    return this.act({ type: "resize", size_gigabytes: gigabytes }, options);
  }

  /** The actions of this volume, the newest first. `GET /v2/volumes/{volume_id}/actions` */
  override actions(query: { per_page?: number } = {}, options: CallOptions = {}): List<Action> {
    const core = this[via];
    const args = { ...options, ...this.#at(), query };
    return core.list("GET /v2/volumes/{volume_id}/actions", args, (wire) => new Action(core, wire));
  }

  /** The snapshots taken of this volume. `GET /v2/volumes/{volume_id}/snapshots` */
  snapshots(options: CallOptions = {}): List<Snapshot> {
    const core = this[via];
    const args = { ...options, ...this.#at() };
    return core.list("GET /v2/volumes/{volume_id}/snapshots", args, (wire) => new Snapshot(core, wire));
  }

  /**
   * Takes a snapshot, from which volumes can be created. `POST /v2/volumes/{volume_id}/snapshots`
   *
   * @throws ConflictError when the volume has a snapshot of that name
   */
  createSnapshot(body: VolumeSnapshotsCreateBody, options: CallOptions = {}): Call<Snapshot> {
    const core = this[via];
    const route = "POST /v2/volumes/{volume_id}/snapshots";
    const args = { ...options, ...this.#at(), body };
    return core.call(route, args, (answer) => new Snapshot(core, open(answer, "snapshot", route)));
  }

  #at(): { path: { volume_id: string } } {
    return { path: { volume_id: this.id } };
  }
}

/** A block storage volume, as it was at one moment. Its `filesystem_type` is known only to the answer of its creation. */
export class Volume extends VolumeRef<VolumeFull> {}

export interface Volume extends KnownVolume {}

/** The block storage volumes of the account. */
export class Volumes {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Volumes: all, or those of a region, or with a name. `GET /v2/volumes` */
  list(query: VolumesListQuery = {}, options: CallOptions = {}): List<Volume> {
    return this.#core.list("GET /v2/volumes", { ...options, query }, (wire) => new Volume(this.#core, wire));
  }

  /** One volume by id. `GET /v2/volumes/{volume_id}` */
  get(volume: ByUuid, options: CallOptions = {}): Call<Volume> {
    return this.ref(idOf(volume)).fetch(options);
  }

  /** A volume by id, without a request. */
  ref(id: string): VolumeRef {
    return new VolumeRef(this.#core, { id });
  }

  /** The volumes with a name: one in each region at most. */
  findAll({ name, region }: VolumeQuery, options: CallOptions = {}): Promise<Volume[]> {
    return this.list({ name, ...(region !== undefined && { region }) }, options).all();
  }

  /**
   * The volume with a name; together with its region there is only one.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when several regions have one
   */
  async find(query: VolumeQuery, options: CallOptions = {}): Promise<Volume> {
    return theOnly(await this.findAll(query, options), "volume", query.name);
  }

  /**
   * Creates a volume of `size_gigabytes` GiB; one of a snapshot has the size of the volume that this was taken of.
   * `POST /v2/volumes`
   *
   * @example
   * ```ts
   * const volume = await client.volumes.create({ name: "data", region: "nyc3", size_gigabytes: 100 });
   * await volume.attach(droplet).wait();
   * ```
   * @throws ConflictError when the region has a volume of that name; PermissionError beyond the account's limit;
   *   AmbiguousResultError when the answer was lost, unless `exactlyOnce: true` let the client look for the volume
   */
  create(body: VolumesCreateBody, options: CreateOptions = {}): Call<Volume> {
    const core = this.#core;
    const route = "POST /v2/volumes";
    const convert = (answer: { volume: VolumeFull }) => new Volume(core, open(answer, "volume", route));
    const create = () => core.exchange(route, { ...options, body }, convert);
    const find = async () => {
      const { items, response } = await this.list({ name: body.name, region: body.region }, options).firstPage();
      return items[0] && { data: items[0], response };
    };
    return new Call(creating(core, options, { create, find }));
  }

  /**
   * Deletes a volume, found by its id or by name and region. `DELETE /v2/volumes/{volume_id}`, `DELETE /v2/volumes`
   *
   * @throws ConflictError while it is attached to a droplet
   */
  delete(volume: ByUuid | VolumeName, options: CallOptions = {}): Call<void> {
    if (typeof volume === "string" || "id" in volume) return this.ref(idOf(volume)).delete(options);
    const { name, region } = volume;
    return this.#core.call("DELETE /v2/volumes", { ...options, query: { name, region } }, () => undefined);
  }

  /**
   * Starts any action on a volume; one that is found by name and region can be attached and detached.
   * `POST /v2/volumes/{volume_id}/actions`, `POST /v2/volumes/actions`
   */
  act(volume: ByUuid, body: VolumeActionBody, options?: CallOptions): ActionCall;
  act(volume: ByUuid | VolumeName, body: VolumeByNameActionBody, options?: CallOptions): ActionCall;
  act(volume: ByUuid | VolumeName, action: VolumeActionBody, options: CallOptions = {}): ActionCall {
    if (typeof volume === "string" || "id" in volume) return this.ref(idOf(volume)).act(action, options);
    const core = this.#core;
    const route = "POST /v2/volumes/actions";
    const { name, region } = volume;
    const body = { ...(action as VolumeByNameActionBody), volume_name: name, region };
    return new ActionCall(core.exchange(route, { ...options, body }, (answer) => actionIn(core, answer, route)));
  }

  /** Attaches a volume, found by its id or by name and region, to a droplet of its region. */
  attach(volume: ByUuid | VolumeName, droplet: ById, options: CallOptions = {}): ActionCall {
    return this.act(volume, { type: "attach", droplet_id: idOf(droplet) }, options);
  }

  /** Detaches a volume, found by its id or by name and region, from a droplet. */
  detach(volume: ByUuid | VolumeName, droplet: ById, options: CallOptions = {}): ActionCall {
    return this.act(volume, { type: "detach", droplet_id: idOf(droplet) }, options);
  }
}

export const volumes = (core: Core): Volumes => new Volumes(core);
