import type { GateRule } from "@doapi/client";
import type { OwnUse } from "./own-use.js";

/** What the server said last. */
export interface LastAnswer {
  readonly at: number;
  readonly workers: number;
  /** What counted against each limit, of all processes together. */
  readonly used: readonly number[];
}

interface FallbackState {
  readonly use: OwnUse;
  /** Permits that it has and may use now. */
  readonly unused: number;
  readonly last: LastAnswer | Pick<LastAnswer, "workers">;
  readonly alone: boolean;
  readonly now: number;
}

/**
 * What one process may do while it cannot reach the server: its share, limit by number of processes. Until a span has passed
 * it takes no more than it is sure of: what it had itself, and its part of what cannot have been used by others meanwhile.
 */
export class Fallback {
  readonly since: number;
  readonly #windows: readonly { readonly span: number; readonly share: number; readonly sure: number }[];
  readonly #use: OwnUse;

  /**
   * @param rules the limits, the shortest span first
   * @param state `last` has no more than a number where there never was an answer: then its share is all that is known;
   *   `alone` where somebody has said that there is no other process
   */
  constructor(rules: readonly GateRule[], { use, unused, last, alone, now }: FallbackState) {
    this.since = now;
    this.#use = use;
    this.#windows = rules.map(({ limit, span }, index) => {
      const share = Math.max(1, Math.floor(limit / last.workers));
      if (alone || !("used" in last)) return { span, share, sure: share };
      const [first] = rules as [GateRule];
      const spans = Math.floor((now - last.at) / first.span) + 1;
      const left = limit - (last.used[index] ?? limit) - first.limit * spans;
      const own = use.count(span, now) + unused + Math.max(0, Math.floor(left / last.workers));
      return { span, share, sure: Math.min(share, own) };
    });
  }

  /** When the next request may be sent: not after `now` for at once, undefined for not before a running one has ended. */
  next(now: number): number | undefined {
    let latest = now;
    for (const { span, share, sure } of this.#windows) {
      const settled = this.since + span;
      const limit = now < settled ? sure : share;
      if (this.#use.count(span, now) < limit) continue;
      const expiry = this.#use.nextExpiry(span, now);
      const grows = now < settled && share > sure ? settled : undefined;
      if (expiry === undefined && grows === undefined) return undefined;
      latest = Math.max(latest, Math.min(expiry ?? Number.POSITIVE_INFINITY, grows ?? Number.POSITIVE_INFINITY));
    }
    return latest;
  }
}
