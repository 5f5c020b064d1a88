import { Additions, removeDocuments } from "../state/additions.js";
import type { Database } from "../state/database.js";
import type { FaultEffect, OutcomeEffect } from "./rule.js";

export function isOutcome(effect: FaultEffect): effect is OutcomeEffect {
  return effect.type === "errored" || effect.type === "vanished" || effect.type === "invisible";
}

/** What a request has made, seen at the end of its transaction. */
export class Made {
  readonly #database: Database;
  readonly #additions: Additions;

  /** To be made before the request is carried out. */
  constructor(database: Database) {
    this.#database = database;
    this.#additions = new Additions(database);
  }

  /** Whether there is something that the effect can befall. */
  allows({ type }: OutcomeEffect): boolean {
    if (type === "errored") return this.#additions.hasEvents();
    return (type === "vanished" ? this.#things() : this.readable()).length > 0;
  }

  fail(): void {
    this.#additions.failEvents();
  }

  vanish(): void {
    removeDocuments(this.#database, this.#things());
  }

  /** The numbers of the documents that show it: of an action those of the action, else not those of its actions. */
  readable(): readonly number[] {
    const things = this.#things();
    return things.length > 0 ? things : this.#additions.documents({ is: "action" });
  }

  /** What was created; the actions that create it stay known whatever becomes of it. */
  #things(): number[] {
    return this.#additions.documents({ not: "action" });
  }
}
