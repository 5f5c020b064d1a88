import { describe, expect, it } from "vitest";
import { FaultRules } from "./faults.js";
import { type FaultRequest, FaultRuleError } from "./rule.js";

const REQUEST: FaultRequest = { operation: "account_get", method: "GET", path: "/v2/account", query: {}, body: "" };

/** What strikes each of so many requests: the ids of the rules. */
function strikes(faults: FaultRules, count: number): number[][] {
  return Array.from({ length: count }, () => faults.strike(() => REQUEST)?.faults.map(({ id }) => id) ?? []);
}

const struck = (all: number[][]) => all.flatMap((ids, index) => (ids.length > 0 ? [index] : []));

describe("rules", () => {
  it("strike from the first match on, without end, unless they say otherwise", () => {
    const faults = new FaultRules(1);
    expect(faults.strike(() => REQUEST)).toBeUndefined();
    faults.add({ effect: { type: "reset" } });
    expect(struck(strikes(faults, 5))).toEqual([0, 1, 2, 3, 4]);
  });

  it("let some matches pass, and strike so often", () => {
    const faults = new FaultRules(1);
    faults.add({ on: "account_get", after: 2, times: 3, effect: { type: "reset" } });
    expect(struck(strikes(faults, 8))).toEqual([2, 3, 4]);
    expect(faults.list()).toEqual([
      { id: 1, on: "account_get", after: 2, times: 3, effect: { type: "reset" }, matched: 8, struck: 3 },
    ]);
  });

  it("do not count what is about something else", () => {
    const faults = new FaultRules(1);
    faults.add({ on: "droplets_list", effect: { type: "reset" } });
    expect(struck(strikes(faults, 3))).toEqual([]);
    expect(faults.list()).toMatchObject([{ matched: 0, struck: 0 }]);
  });

  it("strike by chance, the same for the same seed, and whatever other rules there are", () => {
    const weather = (seed: number, others = 0) => {
      const faults = new FaultRules(seed);
      faults.add({ probability: 0.2, effect: { type: "latency", milliseconds: 0 } });
      for (let added = 0; added < others; added++) faults.add({ probability: 0.5, effect: { type: "reset" } });
      return strikes(faults, 1000).flatMap((ids, index) => (ids.includes(1) ? [index] : []));
    };
    const first = weather(1);
    expect(first.length).toBeGreaterThan(160);
    expect(first.length).toBeLessThan(240);
    expect(weather(1)).toEqual(first);
    expect(weather(1, 3)).toEqual(first);
    expect(weather(2)).not.toEqual(first);
  });

  it.each([
    [0, []],
    [1, [0, 1, 2]],
  ])("with a chance of %d", (probability, expected) => {
    const faults = new FaultRules(1);
    faults.add({ probability, effect: { type: "reset" } });
    expect(struck(strikes(faults, 3))).toEqual(expected);
  });

  it("spoil an answer once: those after the first are not asked, except for a delay", () => {
    const faults = new FaultRules(1);
    faults.add({ times: 1, effect: { type: "status", status: 503 } });
    faults.add({ effect: { type: "reset" } });
    faults.add({ effect: { type: "latency", milliseconds: 0 } });
    faults.add({ effect: { type: "latency", milliseconds: 0, when: "after" } });
    expect(strikes(faults, 2)).toEqual([
      [1, 3, 4],
      [2, 3, 4],
    ]);
    expect(faults.list().map(({ matched }) => matched)).toEqual([2, 1, 2, 2]);
  });

  it("end one by one or all together, and their numbers are not given again", () => {
    const faults = new FaultRules(1);
    const stop = faults.add({ effect: { type: "reset" } });
    faults.add({ effect: { type: "hang" } });
    stop();
    stop();
    expect(faults.list().map(({ id }) => id)).toEqual([2]);
    faults.clear();
    expect([faults.list(), faults.strike(() => REQUEST)]).toEqual([[], undefined]);
    expect(faults.insert({ effect: { type: "reset" } }).id).toBe(3);
    expect([faults.remove(2), faults.remove(3), faults.remove(Number.NaN)]).toEqual([false, true, false]);
  });

  it("are refused as a whole when something is wrong with them", () => {
    const faults = new FaultRules(1);
    expect(() => faults.add({ on: "droplets_list", effect: { type: "vanished" } })).toThrow(FaultRuleError);
    expect(() => faults.add({ on: "GET /v2/*", effect: { type: "errored" } })).toThrow(
      "effect: a request that only reads has nothing that could be errored.",
    );
    expect(() => faults.add({ on: "nothing" as never, effect: { type: "reset" } })).toThrow(FaultRuleError);
    expect(faults.list()).toEqual([]);
    expect(faults.insert({ effect: { type: "reset" } }).id).toBe(1);
  });

  it("end the pauses that they made", async () => {
    const faults = new FaultRules(1);
    faults.add({ effect: { type: "latency", milliseconds: 2 ** 31 - 1 } });
    const stop = faults.add({ effect: { type: "latency", milliseconds: 2 ** 31 - 1 } });
    const strike = faults.strike(() => REQUEST);
    const pause = strike?.pause("before");
    stop();
    faults.clear();
    expect(await pause).toBe(true);
    expect(await strike?.pause("after")).toBe(false);
  });
});
