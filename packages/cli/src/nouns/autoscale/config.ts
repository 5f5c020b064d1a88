import type { AutoscalePool } from "@doapi/client";
import { type Input, number } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { autoscaleKind } from "../../identify/autoscale.js";
import type { ProgressLine } from "../../terminal/progress.js";

const whole = { least: 1, whole: true };

export const configOptions = {
  target: number("--target <number>", "keep this many droplets", whole),
  min: number("--min <number>", "no fewer droplets than this", whole),
  max: number("--max <number>", "no more droplets than this", whole),
  cpu: number("--cpu <share>", "the utilization of CPUs to aim at, 0.05 to 1", { least: 0.05, most: 1 }),
  memory: number("--memory <share>", "the utilization of memory to aim at, 0.05 to 1", { least: 0.05, most: 1 }),
  cooldown: number("--cooldown <minutes>", "time between two changes", whole),
};

type Config = AutoscalePool["config"];

/** What the options say of the size of a pool; undefined when they say nothing. */
export function readConfig(input: Input<typeof configOptions>): Partial<Config> | undefined {
  const { target, min, max, cpu, memory, cooldown } = input;
  const dynamic = {
    ...(min === undefined ? {} : { min_instances: min }),
    ...(max === undefined ? {} : { max_instances: max }),
    ...(cpu === undefined ? {} : { target_cpu_utilization: cpu }),
    ...(memory === undefined ? {} : { target_memory_utilization: memory }),
    ...(cooldown === undefined ? {} : { cooldown_minutes: cooldown }),
  };
  const isDynamic = Object.keys(dynamic).length > 0;
  if (target === undefined) return isDynamic ? dynamic : undefined;
  if (isDynamic) throw usage("a pool has a fixed size (--target) or scales (--min, --max, ...), not both");
  return { target_number_instances: target };
}

export function poolLine(pool: AutoscalePool): ProgressLine {
  const state = { active: "done", error: "failed" } as const;
  return {
    key: pool.id,
    label: autoscaleKind.label(pool),
    status: `${pool.status}, ${pool.active_resources_count} droplets`,
    state: state[pool.status as keyof typeof state] ?? "pending",
  };
}
