import { randomUUID } from "node:crypto";
import { type AccountGates, type AccountRules, type BudgetLimits, GatedBudget, type RequestGate } from "@doapi/client";
import { Lane, type LaneSettings } from "./lane.js";
import { commandOf, type RedisClient } from "./redis-client.js";
import { Server } from "./server.js";
import { timing } from "./timing.js";

/** How a budget on Redis or Valkey is set up; all but the client has a default. */
export interface RedisBudgetOptions extends BudgetLimits {
  /** Connected by its owner, who also closes it. */
  readonly client: RedisClient;
  /** What the names of the keys begin with. Budgets share what they count only under the same prefix. Default: `doapi:`. */
  readonly prefix?: string | undefined;
  /**
   * How many processes share the budget. While the server cannot be reached each keeps to its share, the limit by this
   * number. Default: as many as there were when the server last answered, and 1 where it never has.
   */
  readonly workers?: number | undefined;
  /** Milliseconds after which permits that nobody used are given back. Default: 2,000. */
  readonly lease?: number | undefined;
  /** Milliseconds that one call of the server may take. Default: 500. */
  readonly timeout?: number | undefined;
  /**
   * Told once when the server cannot be reached: from now on this process keeps to its share. What it throws becomes a
   * warning of the process.
   */
  readonly onFallback?: ((reason: Error) => void) | undefined;
  /** Told when the budget is shared again. */
  readonly onRecover?: (() => void) | undefined;
  /** How many times faster than real all time runs, the spans of the limits included; for tests. Default: 1. */
  readonly speed?: number | undefined;
}

/**
 * The rate budget of an account for all its processes on all machines, kept on Redis or Valkey.
 *
 * No request fails because the server cannot be reached: each process then keeps to its share, and comes back by itself.
 *
 * @example
 * ```ts
 * import { DigitalOcean } from "@doapi/client";
 * import { RedisBudget } from "@doapi/redis";
 * import { Redis } from "ioredis";
 *
 * const redis = new Redis("redis://localhost:6379");
 * const rateBudget = new RedisBudget({ client: redis, workers: 8 });
 * const client = new DigitalOcean({ rateBudget });
 * console.log(await client.account.get());
 * await rateBudget.close();
 * redis.disconnect();
 * ```
 * @throws TypeError when an option makes no sense
 */
export class RedisBudget extends GatedBudget {
  readonly #lanes: Lane[];

  constructor(options: RedisBudgetOptions) {
    const { client, prefix = "doapi:", speed = positive("speed", options.speed, 1) } = options;
    const time = timing(speed);
    const lanes: Lane[] = [];
    const settings: LaneSettings = {
      server: new Server(commandOf(client), time, positive("timeout", options.timeout, 500)),
      timing: time,
      speed,
      worker: randomUUID(),
      workers: options.workers === undefined ? undefined : positive("workers", options.workers, 1),
      lease: positive("lease", options.lease, 2_000),
      ...outage(options),
    };
    const gatesOf = (rules: AccountRules, account: string): AccountGates => {
      const lane = (name: string, limits: ConstructorParameters<typeof Lane>[1]) => {
        // The braces keep the keys of a script on one node of a cluster.
        const made = new Lane(`${prefix}{${account} ${name}}`, limits, settings);
        lanes.push(made);
        return made;
      };
      const { minute, hour, special } = rules;
      const all = lane("account", hour === undefined ? [minute] : [minute, hour]);
      return {
        minute: all,
        hour: hour && hourOf(all),
        special: special.map((rule, index) => lane(`operation ${index + 1}`, [rule])),
      };
    };
    const { perMinute, perHour } = options;
    super({ perMinute: limit("perMinute", perMinute), perHour: limit("perHour", perHour) }, gatesOf, () => time.now());
    this.#lanes = lanes;
  }

  /**
   * Gives back what is unused, so that nobody waits for it, and says that this process is gone. The client of Redis stays
   * open. Without it the permits of a process that has ended run out by themselves, half a minute later.
   *
   * @returns when the server knows; soon also when it cannot be reached
   */
  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.end()));
  }
}

/** The hour of a lane that counts minute and hour together: its requests enter and leave by the minute. */
function hourOf(lane: Lane): RequestGate {
  return {
    get limit() {
      return lane.limit;
    },
    set limit(limit) {
      lane.limit = limit;
    },
    enter: async () => {},
    leave: () => {},
    close: (until) => lane.close(until),
  };
}

/** Several lanes find out that the server is away; that is told once. */
function outage({ onFallback, onRecover }: RedisBudgetOptions): Pick<LaneSettings, "away" | "back"> {
  let away = 0;
  return {
    away: (reason) => {
      away += 1;
      if (away === 1) tell(() => onFallback?.(reason));
    },
    back: () => {
      away -= 1;
      if (away === 0) tell(() => onRecover?.());
    },
  };
}

/** What somebody's function throws is no reason for a request to fail. */
function tell(call: () => void): void {
  try {
    call();
  } catch (error) {
    process.emitWarning(error as Error);
  }
}

function positive(name: string, value: number | undefined, otherwise: number): number {
  const number = value ?? otherwise;
  if (Number.isFinite(number) && number > 0) return number;
  throw new TypeError(`the option "${name}" must be a number above 0, not ${String(value)}`);
}

function limit(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (value === Number.POSITIVE_INFINITY && name === "perHour")) return value;
  if (Number.isInteger(value) && value >= 1) return value;
  throw new TypeError(`the option "${name}" must be a whole number of requests, not ${String(value)}`);
}
