import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coverageDocument } from "./coverage.js";
import { operations } from "./http/routes.js";
import { lifecycles } from "./lifecycles.js";
import { events, registry, simulated } from "./registry.js";
import { todo } from "./todo.js";

describe("the registry", () => {
  it("has every operation of the generated table and no other", () => {
    expect(Object.keys(registry).sort()).toEqual(
      operations()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("has no operation that is simulated and on the list of those to do", () => {
    expect(Object.keys(simulated).filter((id) => id in todo)).toEqual([]);
  });

  it("has every operation that a resource simulates, and none in two resources", () => {
    const folder = new URL("./resources/", import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
    const texts = files.map((file) => readFileSync(new URL(file, folder), "utf8"));
    const parts = texts.flatMap((text) => [...text.matchAll(/^export const \w+Operations = \{([^}]*)\};$/gm)]);
    const ids = parts.flatMap(([, part = ""]) => [...part.matchAll(/(\w+):/g)].map(([, id = ""]) => id));
    expect(ids.sort()).toEqual(Object.keys(simulated).sort());
  });

  it("has an event for every lifecycle", () => {
    expect(Object.keys(events).sort()).toEqual(Object.keys(lifecycles).sort());
  });
});

describe("COVERAGE.md", () => {
  it("says what the registry says; if not, build and run `node packages/simulator/scripts/coverage.mjs`", () => {
    expect(readFileSync(new URL("../COVERAGE.md", import.meta.url), "utf8")).toBe(coverageDocument());
  });
});
