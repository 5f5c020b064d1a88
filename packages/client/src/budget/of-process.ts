import type { Clock } from "../clock.js";
import type { RateBudget } from "./budget.js";
import { LocalBudget } from "./local.js";

const budgets = new WeakMap<object, LocalBudget>();

/**
 * The budget of a client that was given none of its own: one for all clients in the process that send by the same means,
 * so that together they stay within the limits of their account.
 */
export function budgetOfProcess(means: object, clock: Clock): RateBudget {
  let budget = budgets.get(means);
  if (budget === undefined) budgets.set(means, (budget = new LocalBudget({}, clock)));
  return budget;
}
