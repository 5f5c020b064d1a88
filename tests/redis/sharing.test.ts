import { afterEach, expect, it } from "vitest";
import { fastTime } from "./fast-time.js";
import { Processes } from "./processes.js";
import { callsOf, startRedis } from "./redis-server.js";

/** All time runs so much faster: the simulator's, that of the budget and that of the clients. */
const speed = 10;
const minute = 60_000;
const clock = fastTime(speed);

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** Eight processes that send one request after another for so many minutes. */
async function setUp(name: string, minutes: number) {
  const redis = await startRedis();
  open.push(() => redis.stop());
  const processes = await Processes.compile(name);
  open.push(() => processes.stop());
  const api = await processes.simulator(speed);
  const workers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      processes.worker({ api, redis: redis.port, client: index % 2 === 0 ? "node-redis" : "ioredis", speed }),
    ),
  );
  const start = clock.now();
  for (const worker of workers) worker.begin(start + minutes * minute);
  const results = Promise.all(workers.map(({ result }) => result));
  return { redis, results, start };
}

it("eight processes share one budget: no 429 at all, next to nothing of it unused, one call for several requests", async () => {
  const { redis, results } = await setUp("sharing", 3);
  const all = await results;
  const answers = all.flatMap(({ answers }) => answers);
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  expect(answers.length).toBeGreaterThanOrEqual(0.95 * 3 * 250);
  expect(all.flatMap(({ events }) => events)).toEqual([]);
  expect((await callsOf(redis)) / answers.length).toBeLessThanOrEqual(0.2);
}, 60_000);

it("they go on within the limit while the server is away, and share again when it is back and has forgotten all", async () => {
  const { redis, results, start } = await setUp("outage", 5);
  const at = (time: number) => clock.sleep(start + time - clock.now());
  await at(1.25 * minute);
  await redis.kill();
  const killed = clock.now();
  await at(3.6 * minute);
  await redis.start();
  const started = clock.now();
  const all = await results;
  const answers = all.flatMap(({ answers }) => answers);
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  const between = (from: number, to: number) => answers.filter(([at]) => at > from && at <= to).length;
  // After the first minute each has its share of 31.
  expect(between(killed + minute, started)).toBeGreaterThanOrEqual(0.9 * 248);
  expect(between(started, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(0.9 * 248);
  for (const { events } of all) expect(events.map(([, name]) => name)).toEqual(["fallback", "recover"]);
  for (const [time] of all.map(({ events }) => events[1] ?? [0])) expect(time).toBeGreaterThan(started);
  expect(await callsOf(redis)).toBeGreaterThan(8);
}, 60_000);
