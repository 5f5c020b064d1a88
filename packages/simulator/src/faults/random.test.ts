import { describe, expect, it } from "vitest";
import { randomNumbers } from "./random.js";

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

describe("randomNumbers", () => {
  it("repeats itself for the same seed and stream only", () => {
    const numbers = draw(20, randomNumbers(1, 1));
    expect(draw(20, randomNumbers(1, 1))).toEqual(numbers);
    const others = [draw(20, randomNumbers(2, 1)), draw(20, randomNumbers(1, 2)), draw(20, randomNumbers(2, 2))];
    for (const other of others) expect(other.filter((number) => numbers.includes(number))).toEqual([]);
  });

  it.each([0, 1, 2, 3, 2 ** 40])("is even from seed %d, in its length and over the streams", (seed) => {
    const along = draw(10_000, randomNumbers(seed, 1));
    const across = Array.from({ length: 10_000 }, (_, stream) => randomNumbers(seed, stream)());
    for (const numbers of [along, across]) {
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThan(1);
      for (const tenth of Array.from({ length: 10 }, (_, index) => index / 10)) {
        const within = numbers.filter((number) => number >= tenth && number < tenth + 0.1).length;
        expect(within).toBeGreaterThan(880);
        expect(within).toBeLessThan(1120);
      }
    }
  });
});
