import { describe, expect, it } from "vitest";
import type { BudgetReport, BudgetRequest } from "../budget/budget.js";
import { ManualClock } from "../testing/manual-clock.js";
import { requestOf, reset, scripted, type Step } from "../testing/scripted-sender.js";
import { pace } from "./pace.js";

const token = "dop_v1_0123456789abcdef0123456789abcdef";

function setUp(...script: readonly Step[]) {
  const asked: BudgetRequest[] = [];
  const told: BudgetReport[] = [];
  const budget = {
    take: async (request: BudgetRequest) => {
      asked.push(request);
      return (report: BudgetReport) => void told.push(report);
    },
  };
  return { asked, told, send: pace(budget, new ManualClock())(scripted(...script)) };
}

describe("pacing", () => {
  it("asks before a request and tells what its answer says of the limits", async () => {
    const headers = { "ratelimit-limit": "5000", "ratelimit-remaining": "7", "ratelimit-reset": "1767225600" };
    const { asked, told, send } = setUp({ status: 429, headers: { ...headers, "retry-after": "3" } });
    await send(requestOf({ method: "GET", path: "/v2/account" }));
    expect(asked).toMatchObject([{ method: "GET", path: "/v2/account" }]);
    expect(told).toEqual([
      { status: 429, retryAfter: 3_000, rateLimit: { limit: 5000, remaining: 7, reset: new Date("2026-01-01") } },
    ]);
  });

  it("reports a request without an answer too", async () => {
    const { told, send } = setUp(reset);
    await expect(send(requestOf())).rejects.toThrow("ECONNRESET");
    expect(told).toEqual([{ status: undefined, rateLimit: undefined, retryAfter: undefined }]);
  });

  it("tells the hooks of a request that had to wait, and what every answer said of the limits", async () => {
    const clock = new ManualClock();
    const events: unknown[] = [];
    const hooks = { wait: (event: unknown) => events.push(event), budget: (event: unknown) => events.push(event) };
    const pauses = [0, 1_500];
    const take = async () => {
      clock.advance(pauses.shift() ?? 0);
      return () => {};
    };
    const send = pace(
      { take },
      clock,
      hooks,
    )(scripted({ status: 200 }, { status: 429, headers: { "retry-after": "2" } }));
    await send(requestOf({ path: "/v2/account" }));
    await send(requestOf({ path: "/v2/account", attempts: 2 }));
    const facts = { method: "GET", path: "/v2/account" };
    expect(events).toStrictEqual([
      { ...facts, attempts: 1, status: 200, rateLimit: undefined, retryAfter: undefined },
      { ...facts, attempts: 2, pause: 1_500 },
      { ...facts, attempts: 2, status: 429, rateLimit: undefined, retryAfter: 2_000 },
    ]);
  });

  it("tells accounts apart by token and endpoint, and does not show the token", async () => {
    const { asked, send } = setUp({}, {}, {}, {});
    const as = (authorization: string, url = "https://api.example.com/v2/account") =>
      send(requestOf({ url, headers: { authorization } }));
    await as(`Bearer ${token}`);
    await as(`Bearer ${token}`);
    await as(`Bearer ${token}1`);
    await as(`Bearer ${token}`, "https://other.example.com/v2/account");
    const accounts = asked.map(({ account }) => account);
    expect(accounts[1]).toBe(accounts[0]);
    expect(new Set(accounts).size).toBe(3);
    expect(accounts.join()).not.toContain("dop_v1");
    expect(accounts[0]).toMatch(/^https:\/\/api\.example\.com [0-9a-z]{6,}$/);
  });

  it("sends nothing when the budget refuses, and is not there without a budget", async () => {
    const sender = scripted({});
    const refusing = { take: () => Promise.reject(new Error("not now")) };
    await expect(pace(refusing, new ManualClock())(sender)(requestOf())).rejects.toThrow("not now");
    expect(sender.requests).toEqual([]);
    expect(pace(undefined, new ManualClock())(sender)).toBe(sender);
  });
});
