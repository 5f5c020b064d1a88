import { describe, expect, it } from "vitest";
import { ApiProblem } from "../problem.js";
import { RateLimit } from "./rate-limit.js";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const START = 1_700_000_000_000;

function refusalOf(take: () => unknown): ApiProblem {
  try {
    take();
  } catch (error) {
    if (error instanceof ApiProblem) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

describe("RateLimit", () => {
  it("counts down and says when the oldest request expires", () => {
    const limit = new RateLimit({ perHour: 10, perMinute: 5 });
    limit.take("a", START);
    expect(limit.take("a", START + 500)).toEqual({
      "ratelimit-limit": "10",
      "ratelimit-remaining": "8",
      "ratelimit-reset": String((START + HOUR) / 1000),
    });
  });

  it("refuses the burst until the first of the minute is a minute old", () => {
    const limit = new RateLimit({ perHour: 100, perMinute: 3 });
    for (const at of [0, 10_000, 20_000]) limit.take("a", START + at);
    const problem = refusalOf(() => limit.take("a", START + 30_500));
    expect([problem.status, problem.id, problem.message]).toEqual([
      429,
      "too_many_requests",
      "API Rate limit exceeded.",
    ]);
    expect(problem.headers).toMatchObject({ "retry-after": "30", "ratelimit-remaining": "0" });
    expect(() => limit.take("a", START + MINUTE - 1)).toThrow(ApiProblem);
    expect(limit.take("a", START + MINUTE)?.["ratelimit-remaining"]).toBe("96");
  });

  it("slides over the hour: each request expires an hour after it was made", () => {
    const limit = new RateLimit({ perHour: 3, perMinute: 3 });
    for (const at of [0, 2 * MINUTE, 4 * MINUTE]) limit.take("a", START + at);
    expect(refusalOf(() => limit.take("a", START + 10 * MINUTE)).headers["retry-after"]).toBe(String(50 * 60));
    limit.take("a", START + HOUR);
    expect(() => limit.take("a", START + HOUR + MINUTE)).toThrow(ApiProblem);
    limit.take("a", START + HOUR + 2 * MINUTE);
  });

  it("counts each account for itself", () => {
    const limit = new RateLimit({ perHour: 1, perMinute: 1 });
    limit.take("a", START);
    expect(() => limit.take("a", START)).toThrow(ApiProblem);
    expect(limit.take("b", START)?.["ratelimit-remaining"]).toBe("0");
  });

  it("stays right after thousands of requests have expired", () => {
    const limit = new RateLimit({ perHour: 5000, perMinute: 5000 });
    for (let request = 0; request < 12_000; request++) limit.take("a", START + request * 1000);
    // Of the last hour, 3,600 are counted: one a second, the newest among them.
    expect(limit.take("a", START + 11_999_000)?.["ratelimit-remaining"]).toBe(String(5000 - 3601));
  });

  it("starts anew when the clock was set back", () => {
    const limit = new RateLimit({ perHour: 1, perMinute: 1 });
    limit.take("a", START);
    expect(limit.take("a", START - HOUR)?.["ratelimit-remaining"]).toBe("0");
  });

  it("refuses nothing, and tells of nothing, when there are no limits", () => {
    const limit = new RateLimit(false);
    for (let request = 0; request < 300; request++) limit.take("a", START);
    expect(limit.take("a", START)).toBeUndefined();
  });
});
