import { describe, expect, it } from "vitest";
import { OwnUse } from "./own-use.js";

function used(...times: number[]): OwnUse {
  const use = new OwnUse(1_000);
  for (const time of times) {
    use.running += 1;
    use.end(time);
  }
  return use;
}

describe("the requests of a process", () => {
  it("count while they run and for a span after their end", () => {
    const use = used(10, 20, 30);
    use.running += 1;
    expect([use.count(100, 30), use.count(15, 30), use.count(10, 40), use.count(10, 41)]).toEqual([4, 3, 1, 1]);
    expect([use.nextExpiry(100, 30), use.nextExpiry(15, 30), use.nextExpiry(10, 41)]).toEqual([110, 35, undefined]);
  });

  it("are news until the server was told, what ends meanwhile included", () => {
    const use = used(12, 15, 30);
    expect(use.newsSince).toBe(12);
    const { ended, told } = use.news(50);
    expect(ended).toEqual([
      [2, 30],
      [1, 20],
    ]);
    use.running += 1;
    use.end(30);
    told();
    expect(use.news(50).ended).toEqual([[1, 20]]);
  });

  it("are never told older than they are", () => {
    expect(used(10.5).news(30).ended).toEqual([[1, 10]]);
    expect(used(31).news(30).ended).toEqual([[1, 0]]);
  });

  it("are all told again, as far as they count, when the server has lost them", () => {
    const use = used(10, 500, 900);
    use.news(900).told();
    expect(use.newsSince).toBeUndefined();
    use.repeat(1_200);
    expect(use.news(1_200).ended.reduce((sum, [count]) => sum + count, 0)).toBeGreaterThanOrEqual(2);
  });

  it("stay right over thousands", () => {
    const use = new OwnUse(1_000);
    for (let time = 1; time <= 20_000; time++) {
      use.running += 1;
      use.end(time);
      if (time % 700 === 0) use.news(time).told();
    }
    expect(use.count(1_000, 20_000)).toBe(1_000);
    expect(use.news(20_000).ended.reduce((sum, [count]) => sum + count, 0)).toBe(20_000 - 19_600);
  });
});
