import type { Core } from "../core.js";
import type { Size as WireSize, SizesListQuery } from "../generated/types/sizes.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { Snapshot } from "./snapshot.js";

/** A droplet size: memory in MiB, disk in GiB, transfer in TB, prices in US dollars. */
export class Size extends Snapshot<WireSize> {}

export interface Size extends Readonly<WireSize> {}

/** The droplet sizes. */
export class Sizes {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * All sizes. `GET /v2/sizes`
   *
   * @example
   * ```ts
   * const cheap = (await client.sizes.list().all()).filter((size) => size.price_monthly <= 12);
   * ```
   */
  list(query: SizesListQuery = {}, options: CallOptions = {}): List<Size> {
    return this.#core.list("GET /v2/sizes", { ...options, query }, (wire) => new Size(this.#core, wire));
  }
}

export const sizes = (core: Core): Sizes => new Sizes(core);
