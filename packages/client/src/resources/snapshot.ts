import type { Core } from "../core.js";

/** Where an object keeps what it sends its requests by: out of the way of every wire field, and of `console.log`. */
export const via = Symbol("via");

/**
 * An object as the API described it at one moment: the wire fields as read-only properties under their wire names,
 * beside the methods of its class. Unknown fields and nulls are kept. `JSON.stringify` gives the API's JSON.
 */
export abstract class Snapshot<W extends object> {
  declare protected readonly [via]: Core;
  readonly #wire: W;

  /** `place` are properties beside the wire fields: what the object is a part of, where its fields do not say so. */
  constructor(core: Core, wire: W, place: object = {}) {
    this.#wire = wire;
    Object.defineProperty(this, via, { value: core });
    for (const [name, value] of Object.entries(place)) Object.defineProperty(this, name, { value });
    // Assigned and then frozen: a list of thousands is made several times as fast as by defining each property.
    const fields = this as Record<string, unknown>;
    for (const name of Object.keys(wire)) {
      // A field that is named like a method stays reachable through toJSON(); the method must go on working.
      if (!(name in this)) fields[name] = wire[name as keyof W];
    }
    Object.freeze(this);
  }

  /** The fields as the API sent them. */
  toJSON(): W {
    return this.#wire;
  }
}
