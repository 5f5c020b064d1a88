import { afterEach, expect, it } from "vitest";
import { fastTime } from "./fast-time.js";
import { Processes } from "./processes.js";
import { callsOf, startRedis } from "./redis-server.js";

/** All time runs so much faster: the simulator's, that of the budget and that of the clients. */
const speed = 8;
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

it("eight processes share one budget: no 429 at all, and next to nothing of it unused", async () => {
  const { redis, results } = await setUp("sharing", 3);
  const mon = (await import("node:child_process")).spawn("sh", ["-c", `redis-cli -p ${redis.port} monitor > /tmp/mon.txt`]);
  open.push(() => mon.kill());
  const all = await results;
  const answers = all.flatMap(({ answers }) => answers);
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  expect(answers.length).toBeGreaterThanOrEqual(0.95 * 3 * 250);
  expect(all.flatMap(({ events }) => events)).toEqual([]);
  console.log((await callsOf(redis)) / answers.length, answers.length);
  expect((await callsOf(redis)) / answers.length).toBeLessThanOrEqual(0.2);
}, 60_000);

it("they go on within the limit while the server is away, and share again when it is back, though it has forgotten all", async () => {
  const { redis, results, start } = await setUp("outage", 5);
  const at = (time: number) => clock.sleep(start + time - clock.now());
  await at(1.5 * minute);
  await redis.kill();
  const killed = clock.now();
  await at(2.75 * minute);
  await redis.start();
  const started = clock.now();
  const all = await results;
  const answers = all.flatMap(({ answers }) => answers);
  console.log(histogram(answers.map(([at]) => at - start)));
  console.log(all.map(({ answers, events }) => [answers.length, events.map(([at, name]) => `${name} ${(at - start) / 1000}`)]));
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  const between = (from: number, to: number) => answers.filter(([at]) => at > from && at <= to).length;
  console.log(between(killed, started), between(started, started + 2 * minute));
  console.log((await callsOf(redis)) / between(started, started + 2 * minute));
}, 60_000);

function histogram(times: number[]) {
  const bins: Record<number, number> = {};
  for (const time of times) bins[Math.floor(time / 5_000) * 5] = (bins[Math.floor(time / 5_000) * 5] ?? 0) + 1;
  return bins;
}
