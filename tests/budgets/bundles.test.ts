import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { type Weight, weigh } from "../../benchmarks/measure/bundles.mjs";

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const alias = {
  "@doapi/client": path("packages/client/src/index.ts"),
  "#platform": path("packages/client/src/platform.web.ts"),
};

/**
 * The most bytes, gzipped, of a program for browsers: before anything runs, and with all that it can load later.
 * `goal` is where the first is to get; a limit above it is what has been reached, and only ever gets smaller.
 */
const budgets = [
  { program: "doapi-droplets", goal: 8_000, first: 12_520, all: 13_500 },
  { program: "doapi", goal: 20_000, first: 19_370, all: 20_150 },
];

describe.each(budgets)("the browser bundle of $program", ({ program, goal, first, all }) => {
  let weight: Weight;
  beforeAll(async () => {
    weight = await weigh(path(`benchmarks/peers/bundles/${program}.mjs`), { alias });
  });

  it(`has at most ${first} bytes at start (goal: ${goal})`, () => {
    expect(weight.first).toBeLessThanOrEqual(first);
  });

  it(`has at most ${all} bytes in all`, () => {
    expect(weight.all).toBeLessThanOrEqual(all);
  });

  it("has nothing of another package in it", () => {
    const own = /packages\/client\/src|benchmarks\/peers\/bundles|rolldown\/runtime/;
    expect(weight.modules.filter((file) => !own.test(file))).toEqual([]);
    expect(weight.modules.some((file) => file.endsWith("resources/droplets.ts"))).toBe(true);
  });
});
