import { type Clock, systemClock } from "../clock.js";
import type { BudgetLimits, BudgetReport, BudgetRequest, RateBudget } from "./budget.js";
import { Gate } from "./gate.js";

const minute = 60_000;
const hour = 60 * minute;

/** Limits of single operations, besides those of the account. */
const special = [
  { matches: /^GET \/v2\/account\/keys$/, limit: 10, span: minute },
  { matches: /^\w+ \/v2\/cdn\/endpoints(?:\/|$)/, limit: 5, span: 10_000 },
];

/** A budget within one process: it keeps every account's requests, from all clients that use it, within the limits. */
export class LocalBudget implements RateBudget {
  readonly #clock: Clock;
  readonly #limits: BudgetLimits;
  readonly #accounts = new Map<string, Account>();

  constructor(limits: BudgetLimits = {}, clock: Clock = systemClock) {
    this.#clock = clock;
    this.#limits = limits;
  }

  take({ account, method, path, signal }: BudgetRequest): Promise<(report: BudgetReport) => void> {
    let found = this.#accounts.get(account);
    if (found === undefined) this.#accounts.set(account, (found = new Account(this.#clock, this.#limits)));
    return found.take(`${method} ${path}`, signal);
  }
}

class Account {
  readonly #clock: Clock;
  readonly #minute: Gate;
  readonly #hour: Gate | undefined;
  readonly #special: readonly { readonly matches: RegExp; readonly gate: Gate }[];
  /** False once the API answered without a limit: a server without limits needs no pacing. */
  #limited = true;

  constructor(clock: Clock, { perMinute = 250, perHour = 5_000 }: BudgetLimits) {
    this.#clock = clock;
    this.#minute = new Gate(clock, { limit: perMinute, span: minute });
    this.#hour = perHour === Number.POSITIVE_INFINITY ? undefined : new Gate(clock, { limit: perHour, span: hour });
    this.#special = special.map((rule) => ({ matches: rule.matches, gate: new Gate(clock, rule) }));
  }

  async take(operation: string, signal: AbortSignal | undefined): Promise<(report: BudgetReport) => void> {
    // A request that waits for a limit of its own must not hold up the others.
    const own = this.#special.filter(({ matches }) => matches.test(operation)).map(({ gate }) => gate);
    const gates = this.#limited ? [...own, ...(this.#hour ? [this.#hour] : []), this.#minute] : [];
    const entered: Gate[] = [];
    try {
      for (const gate of gates) {
        await gate.enter(signal);
        entered.push(gate);
      }
    } catch (error) {
      for (const gate of entered) gate.leave();
      throw error;
    }
    return (report) => {
      for (const gate of entered) gate.leave();
      // What has a limit of its own answers with that one, which says nothing of the account's.
      if (own.length === 0) this.#learn(report);
      else if (report.status === 429) for (const gate of own) gate.close(this.#until(report));
    };
  }

  /** Who is told to wait for longer than a minute gets the error; the others try again then, rather than hang for hours. */
  #until({ retryAfter }: Pick<BudgetReport, "retryAfter">): number {
    return this.#clock.now() + Math.min(retryAfter ?? 1_000, minute);
  }

  #learn({ status, rateLimit, retryAfter }: BudgetReport): void {
    if (status === undefined) return;
    if (rateLimit !== undefined) {
      this.#limited = true;
      if (this.#hour) this.#hour.limit = rateLimit.limit;
    } else if (status !== 429 && status <= 501) {
      // What is in front of the API answers with higher ones, and says nothing of limits.
      this.#limited = false;
    }
    if (status === 429) this.#minute.close(this.#until({ retryAfter }));
    // Somebody else may have used the hour up. A reset in the past says nothing, and nothing is closed by it.
    else if (rateLimit?.remaining === 0) this.#hour?.close(rateLimit.reset.getTime());
  }
}
