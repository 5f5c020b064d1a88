import { answerFetch } from "./adapters/fetch.js";
import type { Listening, ListenOptions } from "./adapters/node.js";
import { Clock } from "./clock.js";
import { FaultRules } from "./faults/faults.js";
import type { Faults } from "./faults/rule.js";
import { RateLimit } from "./http/rate-limit.js";
import { type LoggedRequest, RequestLog } from "./http/request-log.js";
import { KeptAnswers } from "./kept-answers.js";
import { settingsOf, type SimulatorOptions } from "./options.js";
import { plant, type Seed, type Seeded } from "./seed.js";
import { reset, type Service } from "./service.js";
import { Database } from "./state/database.js";
import { clockStore } from "./state/settings.js";
import { restoreSnapshot, type Snapshot, takeSnapshot } from "./state/snapshot.js";

/** A DigitalOcean on this machine. */
export interface Simulator {
  /**
   * The API in this process, with the signature of the global `fetch`; hand it to whatever takes one. The host of the
   * address does not matter. A request without `authorization` belongs to the default account.
   */
  readonly fetch: typeof fetch;
  /** Serves the API over HTTP on this machine; here every request needs a bearer token, and any token will do. */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Where it listens; undefined while it does not. */
  readonly url: string | undefined;
  readonly clock: Clock;
  /** Rules that make requests go wrong: refused, lost, late, cut off, or done otherwise than answered. */
  readonly faults: Faults;
  /** The latest 1,000 requests to this process, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Gives an account keys, tags and Droplets, finished at once; throws what the API would refuse, in its words. */
  seed(seed: Seed): Seeded;
  /** Forgets every account, the requests, the limits used up and the fault rules. The clock stays as it is. */
  reset(): void;
  /** The whole state as plain JSON, and back. */
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Stops listening and closes the state. */
  close(): Promise<void>;
}

/**
 * Makes a simulator.
 *
 * @throws {StateError} when the state file cannot be used.
 * @throws {RangeError} for an option out of range.
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { limits, seed, ...settings } = settingsOf(options);
  const database = new Database(options.state);
  const clock = new Clock(clockStore(database));
  if (options.now !== undefined) clock.freeze(options.now);
  const service: Service = {
    ...settings,
    database,
    clock,
    rateLimit: new RateLimit(limits),
    log: new RequestLog(),
    faults: new FaultRules(seed),
    kept: new KeptAnswers(database),
  };
  let listening: Listening | undefined;
  let starting = false;
  let open = true;
  return {
    fetch: (input, init) => answerFetch(service, input, init),
    async listen(listenOptions) {
      if (starting || listening)
        throw new Error(`The simulator listens already${listening ? `, at ${listening.url}` : ""}.`);
      starting = true;
      try {
        // Loaded here: a simulator that stays inside the process does not pay for a server.
        const { listen } = await import("./adapters/node.js");
        const server = await listen(service, listenOptions);
        listening = {
          url: server.url,
          close() {
            listening = undefined;
            return server.close();
          },
        };
        return listening;
      } finally {
        starting = false;
      }
    },
    get url() {
      return listening?.url;
    },
    clock,
    faults: service.faults,
    get requests() {
      return service.log.entries();
    },
    seed: (seed) => plant(service, seed),
    reset: () => reset(service),
    snapshot: () => takeSnapshot(database),
    restore: (snapshot) => restoreSnapshot(database, snapshot),
    async close() {
      service.faults.clear();
      await listening?.close();
      if (open) database.close();
      open = false;
    },
  };
}
