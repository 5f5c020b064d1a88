import { expect, it } from "vitest";
import { nextTime, parseCron } from "./cron.js";

/** A Sunday. */
const now = Date.UTC(2026, 2, 1, 12, 0, 30);

function next(expression: string): string | undefined {
  const schedule = parseCron(expression);
  if (!schedule) throw new Error(`${expression} is no cron expression.`);
  const time = nextTime(schedule, now);
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 16);
}

it.each([
  ["* * * * *", "2026-03-01T12:01"],
  ["0 12 * * *", "2026-03-02T12:00"],
  ["*/15 * * * *", "2026-03-01T12:15"],
  ["5,50 9-11 * * *", "2026-03-02T09:05"],
  ["0-30/10 * * * *", "2026-03-01T12:10"],
  ["10/20 * * * *", "2026-03-01T12:10"],
  ["30 8 * * 1-5", "2026-03-02T08:30"],
  ["0 0 * * 7", "2026-03-08T00:00"],
  ["0 0 1 1 *", "2027-01-01T00:00"],
  ["0 0 29 2 *", "2028-02-29T00:00"],
  ["0 0 13 * 5", "2026-03-06T00:00"],
  [" 0  0 31 * * ", "2026-03-31T00:00"],
  ["0 0 30 2 *", undefined],
])("%s is next at %s", (expression, time) => {
  expect(next(expression)).toBe(time);
});

it.each([
  "",
  "* * * *",
  "* * * * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "5-1 * * * *",
  "*/0 * * * *",
  "a b c d e",
])("%j is no cron expression", (expression) => {
  expect(parseCron(expression)).toBeUndefined();
});
