import type { RateBudget } from "../budget/budget.js";
import type { RateLimit } from "../rate-limit.js";
import type { Link, Sender } from "./message.js";
import { observe } from "./observe.js";
import { pace } from "./pace.js";
import { refuse, type RefuseSettings } from "./refuse.js";
import { retry, type RetrySettings } from "./retry.js";
import { trace } from "./trace.js";

export interface TransportSettings extends RetrySettings {
  readonly sender: Sender;
  readonly budget: RateBudget | undefined;
  readonly scopesOf: RefuseSettings["scopesOf"];
  readonly remember: (rateLimit: RateLimit) => void;
}

/**
 * The way of a request, from the outside in. Building the request (url.ts, core.ts) comes before it, `parse` after it.
 * Everything inside `retry` happens once per attempt.
 */
export function transport(settings: TransportSettings): Sender {
  const { hooks, clock, budget, scopesOf, remember, sender } = settings;
  const links: readonly Link[] = [
    retry(settings),
    refuse({ now: () => clock.now(), scopesOf }),
    pace(budget, clock, hooks),
    observe(remember),
    trace(hooks, clock),
  ];
  return links.reduceRight((next, link) => link(next), sender);
}
