import { DigitalOcean } from "@doapi/client";
import { createSimulator } from "@doapi/simulator";
import { afterEach, expect, it } from "vitest";

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

/** A simulator with the API's real limits, and a clock that moves only when a client waits. */
async function setUp() {
  const simulator = createSimulator({ now: new Date("2026-11-20T12:00:00Z") });
  open.push(simulator);
  const { url } = await simulator.listen();
  const clock = {
    now: () => simulator.clock.now(),
    sleep: async (milliseconds: number) => simulator.clock.advance(milliseconds),
  };
  const connect = (options = {}) => {
    const client = new DigitalOcean({ endpoint: url, token: "made-up-for-the-budget", clock, ...options });
    open.push(client);
    return client;
  };
  const statuses: number[] = [];
  const count = { hooks: { response: ({ status }: { status: number }) => void statuses.push(status) } };
  return { connect, clock, count, statuses };
}

it("eight clients share one budget: no 429 at all, and next to nothing of it unused", async () => {
  const { connect, clock, count, statuses } = await setUp();
  const end = clock.now() + 3 * 60_000;
  const work = async (client: DigitalOcean) => {
    while (clock.now() < end) await client.account.get();
  };
  await Promise.all(Array.from({ length: 8 }, () => work(connect(count))));
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  expect(statuses.length).toBeGreaterThanOrEqual(0.95 * 3 * 250);
});

it("without a budget the same work runs into the limit", async () => {
  const { connect, count, statuses } = await setUp();
  const client = connect({ ...count, rateBudget: false, retries: 0 });
  const answers = Array.from({ length: 300 }, () => client.account.get().catch((error: Error) => error.name));
  await Promise.all(answers);
  expect(statuses.filter((status) => status === 429)).toHaveLength(50);
});
