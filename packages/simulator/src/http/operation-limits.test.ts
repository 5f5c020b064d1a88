import { describe, expect, it } from "vitest";
import { ApiProblem } from "../problem.js";
import { limitsOf } from "./operation-limits.js";
import { RateLimit } from "./rate-limit.js";
import { operations } from "./routes.js";

const NOW = 1_700_000_000_000;
const LIMITS = { perHour: 5000, perMinute: 250 };

describe("the limits of single operations", () => {
  it("are those of the operations that the API limits", () => {
    const limited = operations().filter(({ id }) => limitsOf(id).length > 0);
    expect(limited.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      "DELETE /v2/cdn/endpoints/{cdn_id}",
      "DELETE /v2/cdn/endpoints/{cdn_id}/cache",
      "GET /v2/account/keys",
      "GET /v2/cdn/endpoints",
      "GET /v2/cdn/endpoints/{cdn_id}",
      "POST /v2/cdn/endpoints",
      "PUT /v2/cdn/endpoints/{cdn_id}",
    ]);
  });

  it("are counted for each account, together over operations, and not for what was refused", () => {
    const limit = new RateLimit(LIMITS);
    const take = (operation: string, account: string, seconds: number, body: unknown = {}) =>
      limit.takeFor(operation, { account, now: NOW + seconds * 1000, body })?.["ratelimit-remaining"];
    expect(take("cdn_get_endpoint", "a", 0)).toBe("4");
    // Too many files: neither they nor the request count.
    expect(() => take("cdn_purge_cache", "a", 1, { files: Array(51).fill("x") })).toThrow(ApiProblem);
    expect(take("cdn_purge_cache", "a", 1, { files: Array(50).fill("x") })).toBe("3");
    for (const left of ["2", "1", "0"]) expect(take("cdn_list_endpoints", "a", 2)).toBe(left);
    expect(() => take("cdn_list_endpoints", "a", 9)).toThrow(ApiProblem);
    expect(take("cdn_list_endpoints", "b", 9)).toBe("4");
    expect(take("cdn_list_endpoints", "a", 10)).toBe("0");
    expect(take("droplets_list", "a", 10)).toBeUndefined();
  });

  it("do not hold where nothing is limited", () => {
    const limit = new RateLimit(false);
    for (let count = 0; count < 20; count++) {
      expect(limit.takeFor("cdn_list_endpoints", { account: "a", now: NOW, body: {} })).toBeUndefined();
    }
  });
});
