import { describe, expect, it } from "vitest";
import { readConfig } from "./config.js";

const none = {
  target: undefined,
  min: undefined,
  max: undefined,
  cpu: undefined,
  memory: undefined,
  cooldown: undefined,
};

describe("the size of a pool", () => {
  it.each([
    [{}, undefined],
    [{ target: 3 }, { target_number_instances: 3 }],
    [
      { min: 1, max: 3, cpu: 0.5 },
      { min_instances: 1, max_instances: 3, target_cpu_utilization: 0.5 },
    ],
    [
      { memory: 1, cooldown: 5 },
      { target_memory_utilization: 1, cooldown_minutes: 5 },
    ],
  ])("%j", (input, config) => {
    expect(readConfig({ ...none, ...input })).toEqual(config);
  });

  it("is fixed or scales, not both", () => {
    expect(() => readConfig({ ...none, target: 2, cpu: 0.5 })).toThrow("not both");
  });
});
