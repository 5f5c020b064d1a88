import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fallback } from "./fallback.js";
import { OwnUse } from "./own-use.js";

const minute = 60_000;
const rules = [
  { limit: 40, span: minute },
  { limit: 400, span: 60 * minute },
];

function used(count: number, at = 0): OwnUse {
  const use = new OwnUse(60 * minute);
  for (let each = 0; each < count; each++) {
    use.running += 1;
    use.end(at);
  }
  return use;
}

/** How many go out at once. */
function burst(fallback: Fallback, use: OwnUse, now: number): number {
  let count = 0;
  while ((fallback.next(now) ?? Number.POSITIVE_INFINITY) <= now) {
    use.running += 1;
    use.end(now);
    count += 1;
  }
  return count;
}

describe("a process without the server", () => {
  it("has its share at once when it never saw one", () => {
    const use = used(0);
    const fallback = new Fallback(rules, { use, unused: 0, last: { workers: 4 }, alone: false, now: 0 });
    expect(burst(fallback, use, 0)).toBe(10);
    expect(fallback.next(0)).toBe(minute);
  });

  it("has what it held and what it used itself, and its share after a minute", () => {
    const use = used(4, 0);
    const last = { workers: 4, at: 0, used: [40, 40] };
    const fallback = new Fallback(rules, { use, unused: 2, last, alone: false, now: 10_000 });
    expect(burst(fallback, use, 10_000)).toBe(2);
    expect(fallback.next(10_000)).toBe(minute);
    expect(burst(fallback, use, minute)).toBe(4);
    expect(fallback.next(minute)).toBe(70_000);
    expect(burst(fallback, use, 70_000)).toBe(6);
  });

  it("waits for a running request where nothing else can make room", () => {
    const use = used(0);
    use.running = 10;
    const fallback = new Fallback(rules, { use, unused: 0, last: { workers: 4 }, alone: false, now: 0 });
    expect(fallback.next(0)).toBeUndefined();
  });

  it("shares with nobody when it is said to be alone", () => {
    const use = used(5);
    const fallback = new Fallback(rules, {
      use,
      unused: 0,
      last: { workers: 1, at: 0, used: [5, 5] },
      alone: true,
      now: 1,
    });
    expect(burst(fallback, use, 1)).toBe(35);
  });

  it("together with the others never sends more than a limit, however unevenly they had used it", () => {
    const usedBefore = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 8 });
    const noticed = fc.array(fc.nat({ max: minute }), { minLength: 8, maxLength: 8 });
    const property = fc.property(usedBefore, noticed, (parts, delays) => {
      let left = 40;
      const sent: number[] = [];
      const processes = parts.map((part, index) => {
        const own = Math.min(part, left);
        left -= own;
        const use = used(own, 0);
        for (let each = 0; each < own; each++) sent.push(0);
        return { use, from: delays[index] ?? 0, fallback: undefined as Fallback | undefined };
      });
      const last = { workers: parts.length, at: 0, used: [40, 40] };
      for (let now = 0; now <= 4 * minute; now += 1_000) {
        for (const process of processes) {
          if (now < process.from) continue;
          process.fallback ??= new Fallback(rules, { use: process.use, unused: 0, last, alone: false, now });
          const count = burst(process.fallback, process.use, now);
          for (let each = 0; each < count; each++) sent.push(now);
        }
        expect(sent.filter((time) => time > now - minute).length).toBeLessThanOrEqual(40);
      }
      // And none is left without.
      expect(processes.every(({ use }) => use.count(2.5 * minute, 4 * minute) > 0)).toBe(true);
    });
    fc.assert(property, { numRuns: 200 });
  });
});
