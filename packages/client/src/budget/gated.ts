import type { BudgetLimits, BudgetReport, BudgetRequest, RateBudget } from "./budget.js";

const minute = 60_000;
const hour = 60 * minute;

/** At most `limit` requests in any `span` milliseconds. */
export interface GateRule {
  readonly limit: number;
  readonly span: number;
}

/** What lets requests through one after another, as the rule that it was made for allows. */
export interface RequestGate {
  /** Requests in its span; an answer can tell another number than the rule. */
  limit: number;
  /** Resolves when it is the caller's turn and there is room; rejects with the signal's reason when it is aborted first. */
  enter(signal: AbortSignal | undefined): Promise<void>;
  /** To be called once for each request that was let through, when it has ended. */
  leave(): void;
  /** Lets nobody through until then: milliseconds since 1970. */
  close(until: number): void;
}

/** The gates of one account, in the order of the rules: one for all requests of a minute, and of an hour where that counts. */
export interface AccountGates {
  readonly minute: RequestGate;
  readonly hour: RequestGate | undefined;
  /** One for each of the limits that single operations have. */
  readonly special: readonly RequestGate[];
}

/** The rules that the gates of one account are made for. */
export interface AccountRules {
  readonly minute: GateRule;
  /** Undefined where nothing is to wait for the hour. */
  readonly hour: GateRule | undefined;
  readonly special: readonly GateRule[];
}

/** Limits of single operations, besides those of the account. */
const special = [
  { matches: /^GET \/v2\/account\/keys$/, limit: 10, span: minute },
  { matches: /^\w+ \/v2\/cdn\/endpoints(?:\/|$)/, limit: 5, span: 10_000 },
];

/**
 * A budget that knows the API's limits and what its answers tell of them; the gates that it is given do the counting.
 * {@link LocalBudget} counts within one process.
 */
export class GatedBudget implements RateBudget {
  readonly #accounts = new Map<string, Account>();
  readonly #account: (name: string) => Account;

  /**
   * @param limits of each account; a limit that is left out is the API's own
   * @param gatesOf makes the gates of an account when it is first heard of
   * @param now the time, in milliseconds since 1970
   */
  constructor(
    limits: BudgetLimits,
    gatesOf: (rules: AccountRules, account: string) => AccountGates,
    now: () => number,
  ) {
    const { perMinute = 250, perHour = 5_000 } = limits;
    const rules = {
      minute: { limit: perMinute, span: minute },
      hour: perHour === Number.POSITIVE_INFINITY ? undefined : { limit: perHour, span: hour },
      special,
    };
    this.#account = (name) => new Account(gatesOf(rules, name), now);
  }

  take({ account, method, path, signal }: BudgetRequest): Promise<(report: BudgetReport) => void> {
    let found = this.#accounts.get(account);
    if (found === undefined) this.#accounts.set(account, (found = this.#account(account)));
    return found.take(`${method} ${path}`, signal);
  }
}

class Account {
  readonly #gates: AccountGates;
  readonly #now: () => number;
  /** False once the API answered without a limit: a server without limits needs no pacing. */
  #limited = true;

  constructor(gates: AccountGates, now: () => number) {
    this.#gates = gates;
    this.#now = now;
  }

  async take(operation: string, signal: AbortSignal | undefined): Promise<(report: BudgetReport) => void> {
    const { minute, hour } = this.#gates;
    // A request that waits for a limit of its own must not hold up the others.
    const own = this.#gates.special.filter((_, index) => special[index]?.matches.test(operation));
    const gates = this.#limited ? [...own, ...(hour ? [hour] : []), minute] : [];
    const entered: RequestGate[] = [];
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
    return this.#now() + Math.min(retryAfter ?? 1_000, minute);
  }

  #learn({ status, rateLimit, retryAfter }: BudgetReport): void {
    if (status === undefined) return;
    const { minute, hour } = this.#gates;
    if (rateLimit !== undefined) {
      this.#limited = true;
      if (hour) hour.limit = rateLimit.limit;
    } else if (status !== 429 && status <= 501) {
      // What is in front of the API answers with higher ones, and says nothing of limits.
      this.#limited = false;
    }
    if (status === 429) minute.close(this.#until({ retryAfter }));
    // Somebody else may have used the hour up. A reset in the past says nothing, and nothing is closed by it.
    else if (rateLimit?.remaining === 0) hour?.close(rateLimit.reset.getTime());
  }
}
