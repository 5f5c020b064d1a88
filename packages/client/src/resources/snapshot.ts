import type { Core } from "../core.js";

/** Where an object keeps what it sends its requests by: out of the way of every wire field, and of `console.log`. */
export const via = Symbol("via");

/**
 * An object as the API described it at one moment: the wire fields as read-only properties under their wire names,
 * beside the methods of its class. Unknown fields and nulls are kept. `JSON.stringify` gives the API's JSON.
 */
export abstract class Snapshot<W extends object> {
  readonly #core: Core;
  /** Kept only where a field cannot be a property. */
  readonly #wire: W | undefined;

  /** `place` are properties beside the wire fields: what the object is a part of, where its fields do not say so. */
  constructor(core: Core, wire: W, place?: object) {
    if (Object(wire) !== wire) throw new TypeError("no object");
    this.#core = core;
    for (const name in place) Object.defineProperty(this, name, { value: place[name as keyof typeof place] });
    // Assigned and then frozen, and no array of the names: of a list of thousands, this is the larger part of our work.
    const fields = this as Record<string, unknown>;
    let isWhole = true;
    for (const name in wire) {
      // A field that is named like a method stays reachable through toJSON(); the method must go on working.
      if (name in this) isWhole = false;
      else fields[name] = wire[name];
    }
    this.#wire = isWhole ? undefined : wire;
    Object.freeze(this);
  }

  protected get [via](): Core {
    return this.#core;
  }

  /** The fields as the API sent them. */
  toJSON(): W {
    return this.#wire ?? (Object.assign({}, this) as object as W);
  }
}
