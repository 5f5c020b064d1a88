import { detailed, isDuration, lifecycles, type Lifecycles } from "./lifecycles.js";
import { DEFAULT_LIMITS, type Limits } from "./http/rate-limit.js";

export interface SimulatorOptions {
  /**
   * A file that keeps the state, made when it is missing. What was answered is in it, even when the process is killed;
   * several processes can work on one file. Without a file the state is in memory and gone with the simulator.
   */
  state?: string;
  /** Multiplies every duration: 0 finishes at once, 0.1 in a tenth of the time, 1 (the default) as in reality. */
  pace?: number;
  /** Freezes the clock at this time; it then moves by hand only. Without it the clock is the real one. */
  now?: number | Date;
  /** Requests that an account has, 5,000 in an hour and 250 in a minute by default; `false` refuses none. */
  limits?: Partial<Limits> | false;
  /**
   * Other durations, in milliseconds before `pace` or by `afterReads`, or other outcomes:
   * `{ "droplet.create": afterReads(3), "droplet.resize": { after: 1000, outcome: "errored" } }`.
   */
  lifecycles?: Partial<Lifecycles>;
  /** Droplets that an account can have, 25 by default as a new account has. */
  dropletLimit?: number;
  /**
   * Where the public IPv4 addresses of new Droplets lead: nowhere, by default, or with `loopback` to this machine, each to one
   * of 127.18.0.0/15, where a program can listen in the Droplet's place. Linux has all of these; elsewhere they are set up.
   */
  addresses?: "unreachable" | "loopback";
  /** A whole number that the chances of fault rules are drawn from, 1 by default: the same seed, the same strikes. */
  seed?: number;
}

export interface Settings {
  readonly pace: number;
  readonly lifecycles: Lifecycles;
  readonly limits: Limits | false;
  readonly dropletLimit: number;
  readonly addresses: "unreachable" | "loopback";
  readonly seed: number;
}

/** The options with their defaults; throws a RangeError for a value that means nothing. */
export function settingsOf(options: SimulatorOptions): Settings {
  const { pace = 1, limits = {}, dropletLimit = 25, addresses = "unreachable", seed = 1 } = options;
  if (!(pace >= 0 && Number.isFinite(pace))) throw new RangeError("pace must be a number from 0.");
  requireCount("dropletLimit", dropletLimit, 0);
  requireCount("seed", seed, 0);
  if (addresses !== "unreachable" && addresses !== "loopback") {
    throw new RangeError('addresses must be "unreachable" or "loopback".');
  }
  const settings = {
    pace,
    lifecycles: { ...lifecycles, ...options.lifecycles },
    limits: limits && { ...DEFAULT_LIMITS, ...limits },
    dropletLimit,
    addresses,
    seed,
  };
  for (const [name, lifecycle] of Object.entries(settings.lifecycles)) checkLifecycle(name, lifecycle);
  if (settings.limits) {
    requireCount("limits.perHour", settings.limits.perHour, 1);
    requireCount("limits.perMinute", settings.limits.perMinute, 1);
  }
  return settings;
}

function checkLifecycle(name: string, lifecycle: Lifecycles[keyof Lifecycles]): void {
  if (!Object.hasOwn(lifecycles, name)) throw new RangeError(`There is no lifecycle ${name}.`);
  if (!isDuration(detailed(lifecycle).after)) {
    throw new RangeError(`lifecycles["${name}"] must be milliseconds from 0, or afterReads of a number.`);
  }
}

function requireCount(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) throw new RangeError(`${name} must be a whole number from ${least}.`);
}
