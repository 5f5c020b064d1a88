import { describe, expect, it } from "vitest";
import { readRateLimit } from "./rate-limit.js";

const headers = { "ratelimit-limit": "5000", "ratelimit-remaining": "4999", "ratelimit-reset": "1767225600" };

describe("readRateLimit", () => {
  it("reads limit, rest and reset", () => {
    expect(readRateLimit(headers)).toEqual({ limit: 5000, remaining: 4999, reset: new Date("2026-01-01T00:00:00Z") });
  });

  it("reads a budget that is used up", () => {
    expect(readRateLimit({ ...headers, "ratelimit-remaining": "0" })?.remaining).toBe(0);
  });

  it.each(["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"])("is undefined without %s", (name) => {
    expect(readRateLimit({ ...headers, [name]: undefined })).toBeUndefined();
  });

  it.each(["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"])(
    "is undefined when %s is no number",
    (name) => {
      expect(readRateLimit({ ...headers, [name]: "many" })).toBeUndefined();
    },
  );
});
