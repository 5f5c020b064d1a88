import type { GateRule, RequestGate } from "@doapi/client";
import { Contact, type ContactSettings, life, presence, type Rule, type Statement } from "./contact.js";
import { Fallback } from "./fallback.js";
import { OwnUse } from "./own-use.js";
import { Permits } from "./permits.js";
import { Queue } from "./queue.js";

export interface LaneSettings extends ContactSettings {
  /** Told when the server cannot be reached, and when it can be again. */
  readonly away: (error: Error) => void;
  readonly back: () => void;
}

/** The pause before the server is asked again whether it is there, in milliseconds. */
const retryPause = 1_000;
/** A limit of fewer requests than this is not for keeping some of them. */
const fewest = 20;

/**
 * Requests that share limits: those of one account, or those of one operation. It gets permits from the server, several at a
 * time, and lets a request through for each; while the server is away it makes do with its share.
 */
export class Lane implements RequestGate {
  readonly #rules: readonly Rule[];
  readonly #longest: number;
  readonly #settings: LaneSettings;
  readonly #queue = new Queue();
  readonly #use: OwnUse;
  readonly #permits: Permits;
  readonly #contact: Contact;
  #fallback: Fallback | undefined;
  /** The call that is under way. */
  #call: Promise<void> | undefined;
  #calledAt = 0;
  #pausedUntil = 0;
  #closedUntil = 0;
  #closeIsNews = false;
  /** When a request was last let through or ended. */
  #activity = 0;
  #over = false;
  #cancelStep: (() => void) | undefined;
  #cancelProbe: (() => void) | undefined;
  #upkeep: { readonly due: number; readonly cancel: () => void } | undefined;

  /** @param rules the limits, the shortest span first */
  constructor(name: string, rules: readonly GateRule[], settings: LaneSettings) {
    this.#rules = rules.map(({ limit, span }) => ({ limit, span }));
    this.#settings = settings;
    this.#longest = Math.max(...rules.map(({ span }) => span));
    this.#use = new OwnUse(this.#longest);
    this.#permits = new Permits(settings.timing);
    this.#contact = new Contact(name, settings, { rules: this.#rules, use: this.#use });
  }

  /** That of the longest span. */
  get limit(): number {
    return this.#rules.at(-1)?.limit ?? 0;
  }

  set limit(limit: number) {
    const rule = this.#rules.at(-1);
    if (rule === undefined || rule.limit === limit) return;
    rule.limit = limit;
    rule.learned = true;
  }

  enter(signal: AbortSignal | undefined): Promise<void> {
    this.#begin();
    const passed = this.#queue.join(signal);
    this.#go();
    return passed;
  }

  leave(): void {
    const now = this.#settings.timing.now();
    this.#use.end(now);
    this.#activity = now;
    this.#go();
  }

  close(until: number): void {
    if (until <= Math.max(this.#closedUntil, this.#settings.timing.now())) return;
    this.#closedUntil = until;
    this.#closeIsNews = true;
    this.#go();
  }

  /** Gives back what is unused, says that this process ends, and stops everything that goes on by itself. */
  async end(): Promise<void> {
    while (this.#call !== undefined) await this.#call;
    this.#over = true;
    this.#cancelProbe?.();
    if (this.#fallback === undefined && this.#contact.last !== undefined) {
      this.#permits.clear();
      await this.#exchange({ leaving: true });
    }
    this.#upkeep?.cancel();
    this.#upkeep = undefined;
    // Who waits all the same is not left behind.
    if (this.#queue.length > 0) this.#begin();
  }

  #begin(): void {
    if (!this.#over) return;
    this.#over = false;
    if (this.#fallback !== undefined) this.#probeLater();
    this.#go();
  }

  /** Lets through who may pass, asks for permits where they lack, and sees to it that it is called again in time. */
  #go(): void {
    const now = this.#settings.timing.now();
    while (this.#queue.length > 0 && this.#mayPass(now)) {
      this.#use.running += 1;
      this.#activity = now;
      this.#queue.pass();
    }
    this.#cancelStep?.();
    this.#cancelStep = undefined;
    if (this.#call !== undefined) return;
    const next = this.#nextStep(now);
    const hasToTell = this.#closeIsNews && this.#fallback === undefined;
    if (hasToTell || (next !== undefined && next <= now)) void this.#exchange();
    else if (next !== undefined) this.#cancelStep = this.#settings.timing.later(next - now, () => this.#go());
    this.#planUpkeep(now);
  }

  #mayPass(now: number): boolean {
    if (now < this.#closedUntil) return false;
    if (this.#fallback === undefined) return this.#permits.take(now);
    // While a call is under way the server counts with what it was told.
    const next = this.#call === undefined ? this.#fallback.next(now) : undefined;
    return next !== undefined && next <= now;
  }

  /** When there is something to do for those who wait, `now` for asking the server; undefined when something else has to happen first. */
  #nextStep(now: number): number | undefined {
    if (this.#queue.length === 0) return undefined;
    const pass = this.#fallback === undefined ? this.#permits.first(now) : this.#fallback.next(now);
    if (pass !== undefined) return Math.max(pass, this.#closedUntil);
    return this.#fallback === undefined ? Math.max(this.#pausedUntil, now) : undefined;
  }

  /** One call at a time, so that what a process says of itself never crosses what it is told. */
  #exchange(more: Pick<Statement, "leaving" | "away"> = {}): Promise<void> {
    return (this.#call ??= this.#tell(more).finally(() => {
      this.#call = undefined;
      if (!this.#over) this.#go();
    }));
  }

  async #tell(more: Pick<Statement, "leaving" | "away">): Promise<void> {
    const { timing, lease } = this.#settings;
    const now = timing.now();
    const close = this.#closeIsNews ? Math.max(0, Math.ceil(this.#closedUntil - now)) : 0;
    // Twice what was used of late, so that a few calls are enough to get to as many as there are to be had.
    const ahead = (this.#rules[0]?.limit ?? 0) < fewest ? 0 : 2 * this.#use.count(5 * lease, now);
    const lacks = this.#queue.length > 0 && this.#permits.count === 0;
    const wants = lacks && now >= this.#pausedUntil && more.leaving !== true;
    const want = wants ? this.#queue.length + ahead : 0;
    this.#calledAt = now;
    this.#closeIsNews = false;
    try {
      const answer = await this.#contact.tell({ held: this.#use.running + this.#permits.count, want, close, ...more });
      const came = timing.now();
      for (const [index, rule] of this.#rules.entries()) {
        rule.limit = answer.limits[index] ?? rule.limit;
        delete rule.learned;
      }
      this.#closedUntil = Math.max(this.#closedUntil, came + answer.closed);
      this.#pausedUntil = came + answer.pause;
      // An empty list comes as an empty object.
      const grants = Array.isArray(answer.grants) ? answer.grants : [];
      this.#permits.add(grants, { now: came, deadline: now + answer.deadline });
      if (this.#fallback !== undefined) this.#settings.back();
      this.#fallback = undefined;
    } catch (error) {
      this.#closeIsNews ||= close > 0;
      this.#fallBack(error as Error);
    }
  }

  #fallBack(error: Error): void {
    const now = this.#settings.timing.now();
    if (this.#fallback === undefined) {
      const last = { ...this.#contact.last, workers: this.#contact.workers };
      const alone = this.#settings.workers === 1;
      const unused = this.#permits.usable(now);
      this.#fallback = new Fallback(this.#rules, { use: this.#use, unused, last, alone, now });
      this.#permits.clear();
      this.#settings.away(error);
    }
    if (!this.#over) this.#probeLater();
  }

  #probeLater(): void {
    const probe = async () => {
      try {
        await this.#contact.probe();
      } catch {
        if (!this.#over) this.#probeLater();
        return;
      }
      if (this.#over || this.#fallback === undefined) return;
      const since = this.#settings.timing.now() - this.#fallback.since;
      await this.#exchange({ away: { since, workers: this.#contact.workers } });
    };
    this.#cancelProbe = this.#settings.timing.later(retryPause * (0.5 + Math.random() / 2), () => void probe(), true);
  }

  #planUpkeep(now: number): void {
    if (this.#fallback !== undefined || this.#contact.last === undefined || this.#call !== undefined) return;
    const due = this.#upkeepDue();
    if (due === Number.POSITIVE_INFINITY || (this.#upkeep !== undefined && this.#upkeep.due <= due)) return;
    this.#upkeep?.cancel();
    this.#upkeep = { due, cancel: this.#settings.timing.later(Math.max(0, due - now), () => this.#keepUp(), true) };
  }

  #keepUp(): void {
    this.#upkeep = undefined;
    const now = this.#settings.timing.now();
    if (this.#upkeepDue() > now) return this.#planUpkeep(now);
    if (this.#queue.length === 0 && this.#activity + this.#settings.lease <= now) this.#permits.clear();
    if (this.#fallback === undefined) void this.#exchange();
  }

  /** When the server is to hear of this process at the latest: what is unused, what has ended, that it is alive. */
  #upkeepDue(): number {
    const { lease } = this.#settings;
    const holds = this.#permits.count > 0;
    const news = this.#use.newsSince;
    // What is held for those who wait is not unused.
    const isIdle = this.#queue.length === 0 && (holds || news !== undefined);
    const idle = isIdle ? this.#activity + lease : Number.POSITIVE_INFINITY;
    const settle = (news ?? Number.POSITIVE_INFINITY) + life / 2;
    const renew = holds || this.#use.running > 0 ? this.#permits.deadline - life / 2 : Number.POSITIVE_INFINITY;
    // Who has sent nothing for so long that nothing counts any more need not be counted either.
    const isPresent = holds || this.#use.running > 0 || this.#activity + this.#longest > this.#calledAt;
    const present = isPresent ? this.#calledAt + presence / 3 : Number.POSITIVE_INFINITY;
    return Math.min(idle, settle, renew, present);
  }
}
