import { AmbiguousResultError, DigitalOcean } from "@doapi/client";
import { createSimulator, type Simulator } from "@doapi/simulator";
import { afterEach, describe, expect, it } from "vitest";

const same = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
const names = Array.from({ length: 1_000 }, (_, index) => `web-${index}`);

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A network that loses a fifth of all requests, half of them after the change was made, and refuses a tenth. */
async function setUp(seed: number) {
  const simulator = createSimulator({
    now: new Date("2026-11-20T12:00:00Z"),
    dropletLimit: 3_000,
    limits: false,
    seed,
  });
  simulator.faults.add({ probability: 0.1, effect: { type: "reset", when: "before" } });
  simulator.faults.add({ probability: 0.11, effect: { type: "reset", when: "after" } });
  simulator.faults.add({ probability: 0.06, effect: { type: "status", status: 429 } });
  simulator.faults.add({ probability: 0.06, effect: { type: "status", status: 503 } });
  const { url } = await simulator.listen();
  const clock = {
    now: () => simulator.clock.now(),
    sleep: async (milliseconds: number) => simulator.clock.advance(milliseconds),
  };
  const client = new DigitalOcean({ endpoint: url, token: "made-up", clock, retries: 12 });
  closers.push(
    () => client.close(),
    () => simulator.close(),
  );
  return { simulator, client };
}

/** Twenty workers, so that requests meet each other. */
async function createAll(create: (name: string) => Promise<unknown>): Promise<void> {
  const queue = [...names];
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) await create(name);
  };
  await Promise.all(Array.from({ length: 20 }, work));
}

/** What there is in the end, read without faults. */
async function leftBy(simulator: Simulator, client: DigitalOcean) {
  const struck = simulator.faults.list().map((fault) => fault.struck);
  simulator.faults.clear();
  const droplets = await client.droplets.list().all();
  const tags = await client.tags.list().all();
  return { droplets, tags, struck };
}

describe.each([1, 2, 3])("a thousand droplets created over a bad network, seed %i", (seed) => {
  it("are a thousand, each once, and no mark of it is left on them", async () => {
    const { simulator, client } = await setUp(seed);
    const made = new Map<string, number>();
    await createAll(async (name) => {
      const droplet = await client.droplets.create({ ...same, name, tags: ["web"] }, { exactlyOnce: true });
      made.set(droplet.name, droplet.id);
      expect(droplet.tags).toEqual(["web"]);
    });
    const { droplets, tags, struck } = await leftBy(simulator, client);
    expect(droplets).toHaveLength(1_000);
    expect(new Map(droplets.map(({ name, id }) => [name, id]))).toEqual(made);
    expect(tags.map(({ name }) => name)).toEqual(["web"]);
    expect(Math.min(...struck)).toBeGreaterThan(50);
  }, 120_000);

  it("are none twice without asking for exactly once either, and what is unknown is said to be", async () => {
    const { simulator, client } = await setUp(seed);
    const made: string[] = [];
    const unknown: string[] = [];
    await createAll(async (name) => {
      const outcome = await client.droplets.create({ ...same, name }).then(
        () => made,
        (error: unknown) => (error instanceof AmbiguousResultError ? unknown : []),
      );
      outcome.push(name);
    });
    const { droplets } = await leftBy(simulator, client);
    const found = droplets.map(({ name }) => name);
    expect(new Set(found).size).toBe(found.length);
    expect(made.filter((name) => !found.includes(name))).toEqual([]);
    expect(made.length + unknown.length).toBe(1_000);
    // Of those unknown some exist and some do not: that is why they are.
    const existing = unknown.filter((name) => found.includes(name)).length;
    expect([existing > 0, existing < unknown.length]).toEqual([true, true]);
  }, 120_000);
});
