import { type Catalog, loadCatalog } from "./catalog.js";
import { detailed, type LifecycleName, type Lifecycles } from "./lifecycles.js";
import { type Counter, nextNumber } from "./state/counters.js";
import type { Database } from "./state/database.js";
import { Documents } from "./state/documents.js";
import { Events } from "./state/events.js";

/** What is the same for every account: where the state is and how the simulator was set up. */
export interface Engine {
  readonly database: Database;
  readonly lifecycles: Lifecycles;
  readonly pace: number;
  readonly dropletLimit: number;
  readonly addresses: "unreachable" | "loopback";
}

/** One account at one moment: what operations and due events read and change. */
export class World {
  /** Names the account; never the token. */
  readonly account: string;
  /** True until something asks for the time: what comes of this world will then be something else later. */
  timeless = true;
  readonly documents: Documents;
  readonly #engine: Engine;
  readonly #now: number;

  constructor(engine: Engine, account: string, now: number) {
    this.#engine = engine;
    this.account = account;
    this.#now = now;
    this.documents = new Documents(engine.database, account);
  }

  /** Milliseconds since 1970: the time of the request, or the time at which an event was due. */
  get now(): number {
    this.timeless = false;
    return this.#now;
  }

  get catalog(): Catalog {
    return loadCatalog();
  }

  get dropletLimit(): number {
    return this.#engine.dropletLimit;
  }

  /** The public addresses of new Droplets lead to this machine. */
  get loopback(): boolean {
    return this.#engine.addresses === "loopback";
  }

  nextNumber(counter: Counter): number {
    return nextNumber(this.#engine.database, counter);
  }

  /** Lets the event happen when its lifecycle says so. */
  schedule(name: LifecycleName, payload: unknown): void {
    const { after, errored } = detailed(this.#engine.lifecycles[name]);
    const event = { account: this.account, name, errored, payload };
    const events = new Events(this.#engine.database);
    if (typeof after === "number") events.add({ ...event, due: Math.round(this.now + after * this.#engine.pace) });
    else events.add({ ...event, ...(after.reads === 0 ? { due: this.now } : after) });
  }
}

/** What happens when an event is due. `errored`: it is to end in failure. */
export type EventHandler = (world: World, event: { payload: never; errored: boolean }) => void;

/** Does everything that is due, in the order of time and each at its own time, and what becomes due by that as well. */
export function settle(engine: Engine, handlers: Readonly<Record<string, EventHandler>>, now: number): void {
  const events = new Events(engine.database);
  // Looked at first without the right to write, which processes would have to wait for each other for.
  if (!events.anyDue(now)) return;
  engine.database.write(() => {
    for (let event = events.take(now); event; event = events.take(now)) {
      const { name, account, due, errored } = event;
      const handler = handlers[name];
      if (!handler) throw new Error(`No handler for the due event ${name}.`);
      handler(new World(engine, account, due), { payload: event.payload as never, errored });
    }
  });
}
