import { setMaxListeners } from "node:events";
import { inspect } from "node:util";
import type { BudgetReport } from "@doapi/client";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { callsOf, freePort, type RedisServer, startRedis } from "../../../tests/redis/redis-server.js";
import { RedisBudget, type RedisBudgetOptions } from "./budget.js";

/** A minute takes 1.2 seconds. */
const speed = 50;
const minute = 60_000;
const silent: BudgetReport = { status: undefined, rateLimit: undefined, retryAfter: undefined };

let server: RedisServer;
const open: (() => unknown)[] = [];
beforeEach(async () => {
  server = await startRedis();
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await server.stop();
});

const now = () => performance.now() * speed;
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A budget as a process of its own has it. */
function process(options: Partial<RedisBudgetOptions> = {}, port = server.port) {
  const client = new Redis({ port, host: "127.0.0.1", retryStrategy: () => 20 }).on("error", () => {});
  const events: string[] = [];
  const budget = new RedisBudget({
    client,
    speed,
    timeout: 500 * speed,
    onFallback: ({ message }) => events.push(`fallback: ${message}`),
    onRecover: () => events.push("recover"),
    ...options,
  });
  open.push(async () => {
    await budget.close();
    client.disconnect();
  });
  const take = (path = "/v2/droplets", signal?: AbortSignal) =>
    budget.take({ method: "GET", path, account: "https://api.example.com abc", signal });
  const request = async (report: Partial<BudgetReport> = {}, path?: string) =>
    (await take(path))({ ...silent, ...report });
  const requests = async (count: number) => {
    for (let each = 0; each < count; each++) await request();
  };
  /** How many can be sent at once; those that wait give up. */
  const burst = async (count: number, path?: string) => {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    let passed = 0;
    const all = Array.from({ length: count }, () =>
      take(path, controller.signal).then(
        (leave) => {
          passed += 1;
          leave(silent);
        },
        () => {},
      ),
    );
    // What is to be had at once is there after some calls; the next comes a minute later.
    for (let last = -1, quiet = 0; quiet < 2; quiet = last === passed ? quiet + 1 : 0) {
      last = passed;
      await sleep(150);
    }
    controller.abort();
    await Promise.all(all);
    return passed;
  };
  return { budget, client, events, take, request, requests, burst };
}

type Process = ReturnType<typeof process>;

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = now();
  await work();
  return now() - started;
}

const rateLimit = (limit: number) => ({ limit, remaining: 1, reset: new Date(0) });

describe("a budget on Redis", () => {
  it("is one for all processes, and slides", async () => {
    const [a, b] = [process({ perMinute: 40 }), process({ perMinute: 40 })];
    await a.requests(30);
    await a.budget.close();
    expect(await b.burst(20)).toBe(10);
    expect(await timeOf(() => b.request())).toBeGreaterThan(0.5 * minute);
  });

  it("keeps the order within a process, and lets a request go that is aborted while it waits", async () => {
    const { take, requests } = process({ perMinute: 3 });
    await requests(3);
    const controller = new AbortController();
    const order: string[] = [];
    const pass = (name: string, signal?: AbortSignal) =>
      take(undefined, signal).then(
        () => order.push(name),
        (reason: Error) => order.push(`${name} ${reason.message}`),
      );
    const all = [pass("first"), pass("second", controller.signal), pass("third"), pass("fourth")];
    controller.abort(new Error("aborted"));
    await all[1];
    expect(order).toEqual(["second aborted"]);
    await Promise.all(all.slice(0, 3));
    await all[3];
    expect(order).toEqual(["second aborted", "first", "third", "fourth"]);
    await expect(take(undefined, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  });

  it("asks once for a request that waits a minute: nobody polls", async () => {
    const { requests, request } = process({ perMinute: 5 });
    await requests(5);
    const before = await callsOf(server);
    await request();
    expect((await callsOf(server)) - before).toBeLessThanOrEqual(2);
  });

  it("asks once for several requests, and once for each where a limit is too small to keep some of it", async () => {
    const cost = async (perMinute: number) => {
      const { requests } = process({ perMinute, prefix: `${perMinute}:` });
      const before = await callsOf(server);
      await requests(18);
      return (await callsOf(server)) - before;
    };
    // The first call of a server brings the script, which is one more.
    expect(await cost(19)).toBeGreaterThanOrEqual(18);
    expect(await cost(250)).toBeLessThanOrEqual(6);
  });

  it("gives back what nobody has used", async () => {
    const [a, b] = [process({ perMinute: 60 }), process({ perMinute: 60 })];
    await b.request();
    await a.requests(10);
    await vi.waitFor(async () => {
      const [key = ""] = await a.client.keys("doapi:*account}:state");
      expect(await a.client.hget(key, "held")).toBe("0");
    });
    expect(await b.burst(60)).toBe(49);
  });

  it("is closed for all when the API has refused one", async () => {
    const [a, b] = [process(), process()];
    await a.request({ status: 429, retryAfter: 30_000, rateLimit: rateLimit(5_000) });
    await vi.waitFor(async () => {
      const [key = ""] = await a.client.keys("doapi:*account}:state");
      expect(Number(await a.client.hget(key, "closed"))).toBeGreaterThan(0);
    });
    expect(await timeOf(() => b.request())).toBeGreaterThan(20_000);
  });

  it("learns from one process for all how many requests an hour the API allows", async () => {
    const [a, b] = [process(), process()];
    await a.request({ status: 200, rateLimit: rateLimit(12) });
    await a.budget.close();
    expect(await b.burst(20)).toBe(11);
  });

  it("keeps the limits of single operations among all, and holds up no other for them", async () => {
    const [a, b] = [process(), process()];
    const keys = "/v2/account/keys";
    // Connected before the first is timed.
    await Promise.all([a.client.ping(), b.client.ping()]);
    expect((await a.burst(7, keys)) + (await b.burst(7, keys))).toBe(10);
    expect(await b.burst(50)).toBe(50);
  });

  it("gets back what a process had that died, and not before what it sent can count no more", async () => {
    const [dying, other] = [process({ perMinute: 10 }), process({ perMinute: 10 })];
    await dying.requests(4);
    for (let each = 0; each < 3; each++) await dying.take();
    // As far as the server sees, that was the last of it.
    dying.client.disconnect();
    expect(await other.burst(10)).toBeLessThanOrEqual(3);
    expect(
      await timeOf(async () => {
        for (let each = 0; each < 10; each++) await other.request();
      }),
    ).toBeGreaterThan(0.5 * minute);
  });

  it("is told again what the server has lost", async () => {
    const [a, b] = [process({ perMinute: 30 }), process({ perMinute: 30 })];
    await b.request();
    await a.requests(25);
    await a.client.flushall();
    const waiting = a.burst(10);
    expect((await waiting) + (await b.burst(10))).toBeLessThanOrEqual(4);
    expect(a.events).toEqual([]);
  });

  it("leaves nobody behind who still waits when it is closed", async () => {
    const { budget, requests, request } = process({ perMinute: 3 });
    await requests(3);
    const waiting = request();
    await budget.close();
    await expect(waiting).resolves.toBeUndefined();
  });

  it("shows neither token nor password in what it keeps", async () => {
    const { client, request, budget } = process();
    await request();
    expect((await client.keys("*")).every((key) => key.startsWith("doapi:{https://api.example.com abc "))).toBe(true);
    const ttl = await Promise.all((await client.keys("*")).map((key) => client.pttl(key)));
    expect(ttl.every((left) => left > 0)).toBe(true);
    expect(inspect(budget, { depth: 9 })).not.toContain("127.0.0.1");
  });
});

describe("while the server is away", () => {
  it("a process that never saw it takes its share at once, and says so", async () => {
    const { burst, events, take } = process({ workers: 5, timeout: 50 * speed }, await freePort());
    expect(await burst(60)).toBe(50);
    expect(events).toEqual([expect.stringMatching(/^fallback: /)]);
    expect(await timeOf(() => take())).toBeGreaterThan(0.5 * minute);
  });

  it("no more goes out than was to be had, and all is shared again afterwards", async () => {
    const [a, b] = [{}, {}].map(() => process({ perMinute: 40, timeout: 100 * speed })) as [Process, Process];
    await b.requests(5);
    await a.requests(25);
    server.freeze();
    // What it is sure of: what it holds, and nothing that the other may have used meanwhile.
    const during = (await a.burst(40)) + (await b.burst(40));
    expect(during).toBeLessThanOrEqual(10);
    server.thaw();
    await vi.waitFor(() => expect([...a.events, ...b.events].filter((event) => event === "recover")).toHaveLength(2));
    await a.requests(25);
    expect([a, b].map(({ events }) => events.length)).toEqual([2, 2]);
  });

  it("a server that only reads is as good as none", async () => {
    const { client, request, events } = process({ workers: 1 });
    await request();
    await client.call("REPLICAOF", "127.0.0.1", "1");
    await vi.waitFor(async () => {
      await request();
      expect(events).toEqual([expect.stringContaining("READONLY")]);
    });
    await client.call("REPLICAOF", "NO", "ONE");
    await vi.waitFor(() => expect(events[1]).toBe("recover"));
    await request();
  });

  it("a budget that was closed then comes back too when it is used again", async () => {
    const { budget, request, events } = process({ workers: 1, timeout: 100 * speed });
    await server.kill();
    await request();
    await budget.close();
    await request();
    await server.start();
    await vi.waitFor(() => expect(events).toEqual([expect.stringMatching(/^fallback/), "recover"]));
  });

  it("what onFallback throws is a warning, and no request fails for it", async () => {
    const warning = vi.spyOn(globalThis.process, "emitWarning").mockImplementation(() => {});
    open.push(() => warning.mockRestore());
    const onFallback = () => {
      throw new Error("from the hook");
    };
    await process({ onFallback, timeout: 50 * speed }, await freePort()).request();
    expect(warning.mock.calls.map(([error]) => (error as Error).message)).toEqual(["from the hook"]);
  });
});

it.each([
  [{ client: {} }, 'the option "client" must be a client of node-redis, ioredis or iovalkey'],
  [{ perMinute: 0 }, 'the option "perMinute" must be a whole number of requests, not 0'],
  [{ perMinute: Number.POSITIVE_INFINITY }, 'the option "perMinute" must be a whole number'],
  [{ workers: -1 }, 'the option "workers" must be a number above 0, not -1'],
  [{ timeout: Number.NaN }, 'the option "timeout" must be a number above 0, not NaN'],
])("%j is refused", (options, message) => {
  const client = { command: async () => "" };
  expect(() => new RedisBudget({ client, ...options } as unknown as RedisBudgetOptions)).toThrow(message);
});
