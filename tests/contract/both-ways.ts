import { type ClientOptions, DigitalOcean } from "@doapi/client";
import { createSimulator, type Simulator, type SimulatorOptions } from "@doapi/simulator";
import { afterEach, describe } from "vitest";

/** A client on a simulator of its own, whose clock moves only when the client waits: nothing sleeps, every run is alike. */
export interface Pair {
  readonly client: DigitalOcean;
  readonly simulator: Simulator;
  /** The requests since the last call, as "METHOD path". */
  readonly sent: () => string[];
}

export type Connect = (options?: { simulator?: SimulatorOptions; client?: ClientOptions }) => Promise<Pair>;

const start = new Date("2026-11-20T12:00:00Z");
const token = "dop_v1_made_up_for_the_contract_tests";

/** Runs the same tests in process and over a socket. */
export function bothWays(name: string, tests: (connect: Connect) => void): void {
  describe.each(["in process", "over a socket"] as const)(`${name}, %s`, (way) => {
    const open: Pair[] = [];
    afterEach(async () => {
      for (const { client, simulator } of open.splice(0)) {
        client.close();
        await simulator.close();
      }
    });
    tests(async (options = {}) => {
      const simulator = createSimulator({ now: start, ...options.simulator });
      const connection =
        way === "in process" ? { fetch: simulator.fetch } : { endpoint: (await simulator.listen()).url };
      const client = new DigitalOcean({ token, clock: clockOf(simulator), ...connection, ...options.client });
      let seen = 0;
      const sent = () => {
        const requests = simulator.requests.map(({ method, path }) => `${method} ${path}`);
        return requests.slice(seen, (seen = requests.length));
      };
      const pair = { client, simulator, sent };
      open.push(pair);
      return pair;
    });
  });
}

/** Waiting moves the simulator's clock, which makes happen what was waited for. */
function clockOf({ clock }: Simulator): NonNullable<ClientOptions["clock"]> {
  return {
    now: () => clock.now(),
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      clock.advance(milliseconds);
    },
  };
}
