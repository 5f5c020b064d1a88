import { expect, it } from "vitest";
import { ManualClock } from "../testing/manual-clock.js";
import { LocalBudget } from "./local.js";
import { sharedBudget } from "./shared.js";

it("is one budget for all that send by the same means", () => {
  const clock = new ManualClock();
  const means = () => {};
  expect(sharedBudget(means, clock)).toBeInstanceOf(LocalBudget);
  expect(sharedBudget(means, clock)).toBe(sharedBudget(means, clock));
  expect(sharedBudget(() => {}, clock)).not.toBe(sharedBudget(means, clock));
});
