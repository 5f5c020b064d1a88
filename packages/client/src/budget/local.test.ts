import { describe, expect, it } from "vitest";
import { ManualClock } from "../testing/manual-clock.js";
import type { BudgetLimits, BudgetReport } from "./budget.js";
import { LocalBudget } from "./local.js";

const silent: BudgetReport = { status: undefined, rateLimit: undefined, retryAfter: undefined };

function setUp(limits?: BudgetLimits) {
  const clock = new ManualClock();
  const start = clock.now();
  const budget = new LocalBudget(limits, clock);
  const request = (report: Partial<BudgetReport> = {}, more: { path?: string; account?: string } = {}) =>
    budget
      .take({ method: "GET", path: "/v2/droplets", account: "a", signal: undefined, ...more })
      .then((leave) => leave({ ...silent, ...report }));
  const spent = () => clock.now() - start;
  const times = async (count: number, once = () => request()) => {
    for (let done = 0; done < count; done++) await once();
  };
  return { clock, request, times, spent };
}

const rateLimit = (remaining: number, reset: Date, limit = 5_000) => ({ limit, remaining, reset });

describe("a budget within one process", () => {
  it("allows 250 requests in a minute", async () => {
    const { times, spent } = setUp();
    await times(250);
    expect(spent()).toBe(0);
    await times(1);
    expect(spent()).toBe(60_000);
  });

  it("allows as many in an hour as the API says", async () => {
    const { clock, request, times, spent } = setUp({ perMinute: 1_000 });
    await request({ status: 200, rateLimit: rateLimit(9, new Date(clock.now() + 3_600_000), 10) });
    await times(9);
    expect(spent()).toBe(0);
    await times(1);
    expect(spent()).toBe(3_600_000);
  });

  it("does not take the limit of a single operation for the account's", async () => {
    const { clock, request, times, spent } = setUp();
    const own = rateLimit(0, new Date(clock.now() + 10_000), 5);
    await request({ status: 429, rateLimit: own, retryAfter: 10_000 }, { path: "/v2/cdn/endpoints/1/cache" });
    await times(100);
    expect(spent()).toBe(0);
    await request({}, { path: "/v2/cdn/endpoints" });
    expect(spent()).toBe(10_000);
  });

  it("leaves the hour alone where it is to be infinite", async () => {
    const { clock, request, times, spent } = setUp({ perMinute: 10_000, perHour: Number.POSITIVE_INFINITY });
    await request({ status: 200, rateLimit: rateLimit(0, new Date(clock.now() + 3_600_000), 10) });
    await times(9_000);
    expect(spent()).toBe(0);
  });

  it("keeps accounts apart", async () => {
    const { request, times, spent } = setUp({ perMinute: 2 });
    await times(2);
    await times(2, () => request({}, { account: "b" }));
    expect(spent()).toBe(0);
  });

  it("keeps the limits of single operations, and holds up no other for them", async () => {
    const { clock, request, times, spent } = setUp();
    const keys = () => request({}, { path: "/v2/account/keys" });
    await times(10, keys);
    let passed = () => {};
    clock.sleep = async () => new Promise((resolve) => (passed = resolve));
    const eleventh = keys();
    await times(100);
    expect(spent()).toBe(0);
    clock.advance(60_000);
    passed();
    await eleventh;
  });

  it("lets nobody send for as long as a 429 asks", async () => {
    const { request, times, spent } = setUp();
    await request({ status: 429, retryAfter: 30_000, rateLimit: rateLimit(0, new Date(8.64e15)) });
    await times(1);
    expect(spent()).toBe(30_000);
  });

  it("does not hang for longer than a minute after a 429, whatever that asks", async () => {
    const { request, times, spent } = setUp();
    await request({ status: 429, retryAfter: 3_600_000 });
    await times(1);
    expect(spent()).toBe(60_000);
  });

  it("waits for the reset when somebody else has used the hour up, and ignores a reset in the past", async () => {
    const { clock, request, times, spent } = setUp();
    await request({ status: 200, rateLimit: rateLimit(0, new Date(clock.now() - 1)) });
    await times(1);
    expect(spent()).toBe(0);
    await request({ status: 200, rateLimit: rateLimit(0, new Date(clock.now() + 90_000)) });
    await times(1);
    expect(spent()).toBe(90_000);
  });

  it("paces nothing for a server that answers without limits, until it says some", async () => {
    const { clock, request, times, spent } = setUp({ perMinute: 2 });
    await request({ status: 502 });
    await request({ status: 200 });
    await times(50);
    expect(spent()).toBe(0);
    await request({ status: 200, rateLimit: rateLimit(5, new Date(clock.now() + 1)) });
    await times(2);
    expect(spent()).toBe(60_000);
  });
});
