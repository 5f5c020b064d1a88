import { type Action, ActionError, DigitalOcean, WaitAbortedError, WaitTimeoutError } from "@doapi/client";
import { createSimulator } from "@doapi/simulator";
import { afterEach, beforeEach, expect, it } from "vitest";

const same = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags: ["web"] };
const batches = Array.from({ length: 50 }, (_, batch) =>
  Array.from({ length: 10 }, (_, index) => `w-${batch}-${index}`),
);

let simulator: ReturnType<typeof createSimulator>;
let client: DigitalOcean;
let rounds: number[];
let started: Action[];

/** Five hundred droplets, each with an action in progress, and the requests of every round counted. */
beforeEach(async () => {
  simulator = createSimulator({ now: new Date("2026-11-20T12:00:00Z"), dropletLimit: 500, limits: false });
  simulator.seed({ droplets: batches.map((names) => ({ ...same, names })) });
  const clock = {
    now: () => simulator.clock.now(),
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      simulator.clock.advance(milliseconds);
    },
  };
  let requests = 0;
  const fetch: typeof simulator.fetch = (input, init) => {
    requests += 1;
    return simulator.fetch(input, init);
  };
  client = new DigitalOcean({ fetch, clock });
  started = await client.droplets.actByTag("web", { type: "power_off" });
  requests = 0;
  rounds = [];
  countRound = () => {
    rounds.push(requests);
    requests = 0;
  };
});
let countRound: () => void;

afterEach(() => simulator.close());

it("are waited for by at most five requests a round", async () => {
  expect(started).toHaveLength(500);
  const ended = await client.actions.wait(started, { onPoll: countRound });
  expect(ended.map(({ id, status }) => [id, status])).toEqual(started.map(({ id }) => [id, "completed"]));
  expect(rounds.length).toBeGreaterThan(2);
  expect(Math.max(...rounds)).toBeLessThanOrEqual(5);
});

it("one that errors is reported as errored, and the others as completed", async () => {
  simulator.faults.add({ on: "dropletActions_post", times: 1, effect: { type: "errored" } });
  await client.actions.wait(started);
  const more = await Promise.all(
    started.slice(0, 3).map(({ resource_id }) => client.droplets.ref(Number(resource_id)).powerOn()),
  );
  const error = await client.actions.wait(more).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ActionError);
  const { errored, completed } = error as ActionError<Action>;
  expect([errored.length, completed.length]).toEqual([1, 2]);
});

it("when cancelled, return at once with what is known", async () => {
  const controller = new AbortController();
  const seen: number[] = [];
  const onPoll = () => {
    countRound();
    if (rounds.length === 2) controller.abort();
  };
  const before = simulator.clock.now();
  const waiting = (async () => {
    for await (const { id } of client.actions.wait(started, { onPoll, signal: controller.signal })) seen.push(id);
  })();
  const error = await waiting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WaitAbortedError);
  const { pending, done } = error as WaitAbortedError<Action>;
  expect(pending.length + done.length).toBe(500);
  expect(done.map(({ id }) => id)).toEqual(seen);
  expect(rounds).toHaveLength(2);
  expect(simulator.clock.now() - before).toBe(250);
});

it("with a limit of 0 are polled once", async () => {
  const error = await client.actions.wait(started, { limit: 0, onPoll: countRound }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WaitTimeoutError);
  expect((error as WaitTimeoutError).pending).toHaveLength(500);
  expect(rounds).toEqual([3]);
});
