import { expect, it } from "vitest";
import { ManualClock } from "../testing/manual-clock.js";
import { LocalBudget } from "./local.js";
import { budgetOfProcess } from "./of-process.js";

it("is one budget for all that send by the same means", () => {
  const clock = new ManualClock();
  const means = () => {};
  expect(budgetOfProcess(means, clock)).toBeInstanceOf(LocalBudget);
  expect(budgetOfProcess(means, clock)).toBe(budgetOfProcess(means, clock));
  expect(budgetOfProcess(() => {}, clock)).not.toBe(budgetOfProcess(means, clock));
});
