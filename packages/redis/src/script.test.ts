import fc from "fast-check";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RedisServer, startRedis } from "../../../tests/redis/redis-server.js";
import { type Answer, type Question, script } from "./script.js";

let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await startRedis();
  redis = new Redis({ port: server.port, host: "127.0.0.1" });
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

/** The same script on a time that the test holds. */
const source = script("local now = input.now");
const life = 400;
const horizon = 50;
const start = 1_800_000_000_000;

/** Windows as short as can be: with 600 buckets, a bucket is a tenth of a millisecond or one. */
const windowsOf = (perMinute: number, perHour: number) => [
  { limit: perMinute, span: 60 },
  { limit: perHour, span: 600 },
];

/** A call that says and asks nothing. */
const nothing = {
  number: 1,
  epoch: "",
  fresh: "first",
  held: 0,
  ended: [],
  want: 0,
  horizon,
  life,
  presence: 10 * life,
  close: 0,
  leaving: false,
  speed: 1,
};

let budgets = 0;

/** A budget on the server, and beside it what is known of it: everything that ever happened, in plain lists. */
class Budget {
  readonly windows: readonly { readonly limit: number; readonly span: number }[];
  readonly #keys: string[];
  now = start;
  /** The ends that the server was told, and of the dead when they can have sent last. */
  readonly told: number[] = [];
  readonly held = new Map<string, { count: number; deadline: number }>();
  closed = 0;
  /** When the API counted each request. */
  readonly counted: number[] = [];

  constructor(windows: readonly { readonly limit: number; readonly span: number }[]) {
    budgets += 1;
    this.windows = windows;
    this.#keys = ["state", "deadlines", "seen", ...windows.map((_, index) => `window${index}`)].map(
      (part) => `{${budgets}}:${part}`,
    );
  }

  async call(worker: string, statement: Partial<Question>): Promise<Answer> {
    const question = {
      ...nothing,
      worker,
      windows: this.windows,
      now: this.now,
      ...statement,
    };
    const reply = await redis.eval(source, this.#keys.length, ...this.#keys, JSON.stringify(question));
    const answer = JSON.parse(String(reply)) as Answer;
    return { ...answer, grants: Array.isArray(answer.grants) ? answer.grants : [] };
  }

  /** What the lists say of a call: when each of the permits that it asks for may be used. */
  expected(
    worker: string,
    { held = 0, ended = [], want = 0, close = 0 }: Partial<Question>,
    workers: number,
  ): number[] {
    for (const [name, { count, deadline }] of this.held) {
      if (deadline > this.now) continue;
      for (let each = 0; each < count; each++) this.told.push(deadline);
      this.held.delete(name);
    }
    for (const [count, age] of ended) for (let each = 0; each < count; each++) this.told.push(this.now - age);
    this.closed = Math.max(this.closed, close > 0 ? this.now + close : 0);
    this.held.set(worker, { count: held, deadline: this.held.get(worker)?.deadline ?? 0 });
    const allHeld = [...this.held.values()].reduce((sum, { count }) => sum + count, 0);
    const expiries = this.windows.map(({ span }) =>
      this.told.map((time) => (Math.ceil((time * 600) / span - 1e-6) * span) / 600 + span).sort((a, b) => a - b),
    );
    const room = (permit: number, at: number) =>
      this.windows.every(({ limit }, index) => {
        const counting = (expiries[index] ?? []).filter((expiry) => expiry > at + 1e-3).length;
        return allHeld + counting + permit <= limit;
      });
    const moments = [this.now, this.closed, ...expiries.flat()].filter(
      (time) => time >= Math.max(this.now, this.closed),
    );
    moments.sort((a, b) => a - b);
    const first = moments.find((at) => room(1, at));
    const free = Math.min(
      ...this.windows.map(({ limit }, index) => {
        const counting = (expiries[index] ?? []).filter((expiry) => expiry > this.now + 1e-3).length;
        return limit - allHeld - counting;
      }),
    );
    const most = Math.max(1, Math.floor(Math.max(free, (this.windows[0]?.limit ?? 0) / 2) / workers));
    const times: number[] = [];
    if (first === undefined || first - this.now > 66) return times;
    for (let permit = 1; permit <= Math.min(want, most); permit++) {
      const at = moments.find((moment) => room(permit, moment));
      if (at === undefined || at > first + horizon + 1e-3 || at - this.now > 66 + 1e-3) break;
      times.push(Math.max(0, Math.ceil(at - this.now - 1e-3)));
    }
    return times;
  }

  /** The most requests that the API has counted in any window, beyond its limit. */
  excess(): number {
    const times = this.counted.toSorted((a, b) => a - b);
    return Math.max(
      0,
      ...this.windows.flatMap(({ limit, span }) =>
        times.map((time) => times.filter((other) => other > time - span && other <= time).length - limit),
      ),
    );
  }
}

/** A process that keeps the rules: it sends with a permit only, within its time, and says what has ended. */
class Worker {
  readonly name: string;
  readonly #budget: Budget;
  permits: number[] = [];
  deadline = 0;
  running: { counts: boolean }[] = [];
  ended: number[] = [];
  /** Grants that are not those of the lists. */
  readonly differences: { readonly given: number[]; readonly expected: number[] }[] = [];

  constructor(name: string, budget: Budget) {
    this.name = name;
    this.#budget = budget;
  }

  async call(workers: number, { want = 0, close = 0 } = {}): Promise<void> {
    const { now } = this.#budget;
    const ended = this.ended.map((time) => [1, now - time] as const);
    const statement = { held: this.running.length + this.permits.length, ended, want, close };
    const expected = this.#budget.expected(this.name, statement, workers);
    const answer = await this.#budget.call(this.name, statement);
    const given = answer.grants.flatMap(([count, wait]) => Array.from({ length: count }, () => wait));
    this.differences.push(...(String(given) === String(expected) ? [] : [{ given, expected }]));
    this.ended = [];
    this.permits.push(...expected.map((wait) => now + wait));
    this.deadline = now + answer.deadline;
    this.#budget.held.set(this.name, { count: statement.held + expected.length, deadline: this.deadline });
  }

  /** Sends a request, which the API counts at once or when it ends. */
  send(countsLate: boolean): void {
    const { now, counted } = this.#budget;
    if (now >= this.deadline) this.permits = [];
    const usable = this.permits.findIndex((from) => from <= now);
    if (usable < 0) return;
    this.permits.splice(usable, 1);
    this.running.push({ counts: countsLate });
    if (!countsLate) counted.push(now);
  }

  end(): void {
    const request = this.running.shift();
    if (request === undefined) return;
    if (request.counts) this.#budget.counted.push(this.#budget.now);
    this.ended.push(this.#budget.now);
  }

  /** Of what a process sent before it died, the API may count the last moments later. */
  die(): void {
    for (const { counts } of this.running) if (counts) this.#budget.counted.push(this.#budget.now);
  }
}

type Step = readonly [
  worker: number,
  kind: "call" | "send" | "end" | "pass" | "die" | "close",
  amount: number,
  late: boolean,
];

const steps = fc.array(
  fc.tuple(
    fc.nat({ max: 3 }),
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("call", "send", "send", "end", "pass", "pass" as const) },
      { weight: 1, arbitrary: fc.constantFrom("die", "close" as const) },
    ),
    fc.integer({ min: 1, max: 30 }),
    fc.boolean(),
  ),
  { minLength: 30, maxLength: 120 },
) as fc.Arbitrary<Step[]>;

describe("the script", () => {
  it("grants what plain lists of all that happened grant, and the API never counts more than its limits", async () => {
    let granted = 0;
    const schedule = async (perMinute: number, perHour: number, steps: readonly Step[]) => {
      const budget = new Budget(windowsOf(perMinute, perHour));
      let born = 0;
      const newcomer = () => new Worker(`w${++born}`, budget);
      const workers = Array.from({ length: 4 }, newcomer);
      const seen = new Set<string>();
      const call = async (worker: Worker, more: { want?: number; close?: number } = {}) => {
        seen.add(worker.name);
        await worker.call(seen.size, more);
        expect(worker.differences).toEqual([]);
      };
      for (const [index, kind, amount, late] of steps) {
        const worker = workers[index] as Worker;
        if (kind === "call") await call(worker, { want: amount });
        if (kind === "send" && worker.permits.length === 0) await call(worker, { want: amount });
        if (kind === "send") for (let each = 0; each < amount; each++) worker.send(late);
        if (kind === "end") for (let each = 0; each < amount; each++) worker.end();
        if (kind === "close") await call(worker, { close: amount });
        if (kind === "die") {
          worker.die();
          workers[index] = newcomer();
        }
        if (kind !== "pass") continue;
        budget.now += 2 * amount;
        // Who still has something says so in time.
        for (const other of workers)
          if (other.running.length > 0 && other.deadline - budget.now < life / 2) await call(other);
      }
      granted += budget.counted.length;
      expect(budget.excess()).toBe(0);
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), steps, schedule),
      { numRuns: 1_000 },
    );
    expect(granted).toBeGreaterThan(2_000);
  }, 120_000);
});
