import type { Outgoing } from "../http/message.js";
import type { Database } from "../state/database.js";
import type { ActiveRule } from "./active-rule.js";
import { prevents, spoiled } from "./answers.js";
import { isOutcome, Made } from "./outcomes.js";
import type { AnswerEffect, FaultRequest, OutcomeEffect, StruckFault, When } from "./rule.js";

/** The faults of one request. */
export class Strike {
  readonly #request: FaultRequest;
  readonly #rules: readonly ActiveRule[];
  readonly #pauses: { readonly rule: ActiveRule; readonly when: When; readonly milliseconds: number }[] = [];
  readonly #faults: StruckFault[] = [];
  #answer: AnswerEffect | undefined;

  /** Asks the rules that spoil or delay the answer; those about what becomes of the request are asked when it is done. */
  constructor(request: FaultRequest, rules: readonly ActiveRule[]) {
    this.#request = request;
    this.#rules = rules;
    for (const rule of rules) {
      const { effect } = rule;
      if (isOutcome(effect)) continue;
      if (effect.type === "latency") {
        const { when = "before", milliseconds } = effect;
        if (this.#isStruckBy(rule)) this.#pauses.push({ rule, when, milliseconds });
      } else if (!this.#answer && this.#isStruckBy(rule)) {
        this.#answer = effect;
      }
    }
  }

  /** What has struck so far, for the log. */
  get faults(): readonly StruckFault[] {
    return this.#faults;
  }

  /** The request must not be carried out. */
  get prevents(): boolean {
    return this.#answer !== undefined && prevents(this.#answer);
  }

  /** Real time passes; true when any did. */
  async pause(when: When): Promise<boolean> {
    const pauses = this.#pauses.filter((pause) => pause.when === when);
    for (const { rule, milliseconds } of pauses) await rule.pause(milliseconds);
    return pauses.length > 0;
  }

  /** Does what the request asks for, and to what that has made what the rules say. To be run in its transaction. */
  carryOut<T>(database: Database, now: number, work: () => T): T {
    const rules = this.#rules.filter((rule) => isOutcome(rule.effect));
    if (rules.length === 0) return work();
    const made = new Made(database);
    const result = work();
    for (const rule of rules) {
      const { effect } = rule;
      if (isOutcome(effect) && made.allows(effect) && this.#isStruckBy(rule)) befall(made, { rule, effect, now });
    }
    return result;
  }

  /** The answer as the client gets it. */
  spoil(outgoing: Outgoing, requestId: string): Outgoing {
    return this.#answer ? spoiled(this.#answer, outgoing, requestId) : outgoing;
  }

  #isStruckBy(rule: ActiveRule): boolean {
    if (!rule.strikes(this.#request)) return false;
    this.#faults.push({ id: rule.id, effect: rule.effect.type });
    return true;
  }
}

interface Blow {
  readonly rule: ActiveRule;
  readonly effect: OutcomeEffect;
  readonly now: number;
}

function befall(made: Made, { rule, effect, now }: Blow): void {
  if (effect.type === "errored") made.fail();
  else if (effect.type === "vanished") made.vanish();
  else rule.hide(made.readable(), now + effect.milliseconds);
}
