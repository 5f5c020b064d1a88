import { describe, expect, it } from "vitest";
import { ManualClock } from "../testing/manual-clock.js";
import { LocalBudget } from "./local.js";
import { budgetOf } from "./shared.js";

const clock = new ManualClock();

describe("the budget of a client", () => {
  it("is one for all that send by the same means", () => {
    const means = () => {};
    expect(budgetOf(undefined, means, clock)).toBe(budgetOf(undefined, means, clock));
    expect(budgetOf(undefined, () => {}, clock)).not.toBe(budgetOf(undefined, means, clock));
  });

  it("is its own where it has limits of its own, the given one where it was given one, or none", async () => {
    const own = budgetOf({ perMinute: 1 }, clock, clock);
    expect(own).toBeInstanceOf(LocalBudget);
    expect(own).not.toBe(budgetOf({ perMinute: 1 }, clock, clock));
    expect(budgetOf(own, clock, clock)).toBe(own);
    expect(budgetOf(false, clock, clock)).toBeUndefined();
  });
});
