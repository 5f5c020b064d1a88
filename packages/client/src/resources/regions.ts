import type { Core } from "../core.js";
import type { Region as WireRegion, RegionsListQuery } from "../generated/types/regions.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { Snapshot } from "./snapshot.js";

/** A datacenter region, as it was at one moment. */
export class Region extends Snapshot<WireRegion> {}

export interface Region extends Readonly<WireRegion> {}

/** The datacenter regions. */
export class Regions {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * All regions, also those that take no new droplets (`available: false`). `GET /v2/regions`
   *
   * @example
   * ```ts
   * for await (const region of client.regions.list()) console.log(region.slug, region.name);
   * ```
   */
  list(query: RegionsListQuery = {}, options: CallOptions = {}): List<Region> {
    return this.#core.list("GET /v2/regions", { ...options, query }, (wire) => new Region(this.#core, wire));
  }
}

export const regions = (core: Core): Regions => new Regions(core);
