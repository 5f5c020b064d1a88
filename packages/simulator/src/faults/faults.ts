import type { FaultRequest, FaultRule, Fault, Faults } from "./rule.js";
import { ActiveRule } from "./active-rule.js";
import { Strike } from "./strike.js";

/** The rules in force of one simulator. */
export class FaultRules implements Faults {
  readonly #seed: number;
  #rules: readonly ActiveRule[] = [];
  #added = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  add(rule: FaultRule): () => void {
    const { id } = this.insert(rule);
    return () => {
      this.remove(id);
    };
  }

  /** As `add`, but gives the rule as it is listed. */
  insert(rule: FaultRule): Fault {
    const active = new ActiveRule(rule, { id: this.#added + 1, seed: this.#seed });
    this.#added++;
    this.#rules = [...this.#rules, active];
    return active.state();
  }

  /** Ends one rule; false when there is none of that id. */
  remove(id: number): boolean {
    const rule = this.#rules.find((each) => each.id === id);
    this.#rules = this.#rules.filter((each) => each !== rule);
    rule?.end();
    return rule !== undefined;
  }

  list(): readonly Fault[] {
    return this.#rules.map((rule) => rule.state());
  }

  clear(): void {
    const ended = this.#rules;
    this.#rules = [];
    for (const rule of ended) rule.end();
  }

  /** What strikes a request; undefined while there are no rules. */
  strike(request: () => FaultRequest): Strike | undefined {
    return this.#rules.length === 0 ? undefined : new Strike(request(), this.#rules);
  }

  /** Numbers of the documents that cannot be read at this time. */
  hidden(now: number): readonly number[] {
    return this.#rules.flatMap((rule) => rule.hidden(now));
  }
}
