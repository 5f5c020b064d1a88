import { randomNumbers } from "./random.js";
import { type Fault, type FaultRequest, type FaultRule, FaultRuleError } from "./rule.js";
import { type Target, targetOf } from "./target.js";
import { isOutcome } from "./outcomes.js";
import { checkedRule } from "./validation.js";

/** A rule in force, and what it has done so far. */
export class ActiveRule {
  readonly id: number;
  readonly #rule: FaultRule;
  readonly #target: Target;
  readonly #random: () => number;
  readonly #waiting = new Set<() => void>();
  #hidden: { readonly until: number; readonly documents: readonly number[] }[] = [];
  #matched = 0;
  #struck = 0;
  #ended = false;

  constructor(rule: FaultRule, { id, seed }: { id: number; seed: number }) {
    this.id = id;
    this.#rule = checkedRule(rule);
    this.#target = targetOf(this.#rule.on);
    if (isOutcome(this.effect) && !this.#target.canChange) {
      throw new FaultRuleError(`effect: a request that only reads has nothing that could be ${this.effect.type}.`);
    }
    // Every rule draws numbers of its own, so that one more rule does not change where the others strike.
    this.#random = randomNumbers(seed, id);
  }

  get effect(): FaultRule["effect"] {
    return this.#rule.effect;
  }

  state(): Fault {
    return { id: this.id, ...this.#rule, matched: this.#matched, struck: this.#struck };
  }

  /** Counts the request if it matches, and says whether the rule strikes it. */
  strikes(request: FaultRequest): boolean {
    if (this.#ended || !this.#target.matches(request)) return false;
    const { after = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = this.#rule;
    this.#matched++;
    if (this.#matched <= after || this.#struck >= times || this.#random() >= probability) return false;
    this.#struck++;
    return true;
  }

  /** Over after so many real milliseconds, or when the rule ends. */
  pause(milliseconds: number): Promise<void> {
    if (this.#ended) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#waiting.add(end);
    });
  }

  hide(documents: readonly number[], until: number): void {
    this.#hidden.push({ until, documents });
  }

  /** Numbers of the documents that cannot be read at this time. */
  hidden(now: number): readonly number[] {
    if (this.#hidden.length === 0) return [];
    this.#hidden = this.#hidden.filter(({ until }) => until > now);
    return this.#hidden.flatMap(({ documents }) => documents);
  }

  end(): void {
    this.#ended = true;
    for (const end of this.#waiting) end();
  }
}
