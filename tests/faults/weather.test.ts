import type { Simulator } from "@doapi/simulator";
import { expect, it } from "vitest";
import { bothWays } from "../contract/both-ways.js";

const web = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

/** Of ten requests two lose their connection, one of these after it was carried out, and one is refused in passing. */
function storm({ faults }: Simulator): void {
  faults.add({ probability: 0.1, effect: { type: "reset", when: "before" } });
  faults.add({ probability: 0.1, effect: { type: "reset", when: "after" } });
  faults.add({ probability: 0.05, effect: { type: "status", status: 429 } });
  faults.add({ probability: 0.05, effect: { type: "status", status: 503 } });
}

const settings = (seed: number) => ({ seed, limits: false, dropletLimit: 1000 }) as const;

bothWays("bad weather", (connect) => {
  it.each([1, 2, 3])("makes of exactly-once creates no Droplet too many and none too few, seed %d", async (seed) => {
    const { client, simulator } = await connect({ simulator: settings(seed), client: { retries: 20 } });
    storm(simulator);
    const names = Array.from({ length: 60 }, (_, index) => `web-${index}`);
    for (const name of names) await client.droplets.create({ ...web, name }, { exactlyOnce: true });
    simulator.faults.clear();
    const droplets = await client.droplets.list().all();
    expect(droplets.map(({ name }) => name)).toEqual(names);
    expect(droplets.flatMap(({ tags }) => tags)).toEqual([]);
  });

  it("is the same for the same seed, request by request, and another for another", async () => {
    const log = async (seed: number) => {
      const { client, simulator } = await connect({
        simulator: settings(seed),
        client: { retries: 20, random: () => 0.5 },
      });
      storm(simulator);
      for (let asked = 0; asked < 100; asked++) await client.account.get();
      return simulator.requests.map(({ status, faults }) => [status, faults]);
    };
    const first = await log(1);
    expect(first.length).toBeGreaterThan(120);
    expect(await log(1)).toEqual(first);
    expect(await log(2)).not.toEqual(first);
  });
});
