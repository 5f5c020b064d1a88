import { describe, expect, it } from "vitest";
import { type Lifecycles, lifecycles } from "./lifecycles.js";
import { Database } from "./state/database.js";
import { type EventHandler, settle, World } from "./world.js";

function makeEngine(changes: Partial<Lifecycles> = {}, pace = 1) {
  const settings = { pace, dropletLimit: 1, addresses: "unreachable" } as const;
  return { database: new Database(), lifecycles: { ...lifecycles, ...changes }, ...settings };
}

/** Handlers that write down what happened, when and to what. */
function recorder() {
  const happened: [string, number, unknown, boolean][] = [];
  const record =
    (name: string): EventHandler =>
    (world, { payload, errored }) => {
      happened.push([`${world.account} ${name}`, world.now, payload, errored]);
    };
  return { happened, record };
}

describe("settle", () => {
  it("does what is due in the order of time, each at its own time, whatever was scheduled first", () => {
    const engine = makeEngine({ "droplet.create": 300, "droplet.reboot": 100, "droplet.rename": 100 });
    const { happened, record } = recorder();
    const names = ["droplet.create", "droplet.reboot", "droplet.rename"] as const;
    for (const name of names) new World(engine, "a", 1000).schedule(name, { about: name });
    const handlers = Object.fromEntries(names.map((name) => [name, record(name)]));
    settle(engine, handlers, 1099);
    expect(happened).toEqual([]);
    settle(engine, handlers, 9999);
    expect(happened).toEqual([
      ["a droplet.reboot", 1100, { about: "droplet.reboot" }, false],
      ["a droplet.rename", 1100, { about: "droplet.rename" }, false],
      ["a droplet.create", 1300, { about: "droplet.create" }, false],
    ]);
    settle(engine, handlers, 9999);
    expect(happened).toHaveLength(3);
  });

  it("goes on with what an event schedules, counted from when the event was due", () => {
    const engine = makeEngine({ "droplet.create": 100, "droplet.reboot": 50 }, 2);
    const { happened, record } = recorder();
    new World(engine, "a", 0).schedule("droplet.create", 1);
    const handlers: Record<string, EventHandler> = {
      "droplet.create": (world, event) => {
        record("create")(world, event);
        world.schedule("droplet.reboot", 2);
      },
      "droplet.reboot": record("reboot"),
    };
    settle(engine, handlers, 1000);
    expect(happened.map(([name, at]) => [name, at])).toEqual([
      ["a create", 200],
      ["a reboot", 300],
    ]);
  });

  it("hands over the account and the outcome, and loses nothing when a handler fails", () => {
    const engine = makeEngine({ "droplet.create": { after: 0, outcome: "errored" } });
    const { happened, record } = recorder();
    new World(engine, "b", 5).schedule("droplet.create", null);
    expect(() => settle(engine, {}, 5)).toThrow("No handler for the due event droplet.create.");
    settle(engine, { "droplet.create": record("create") }, 5);
    expect(happened).toEqual([["b create", 5, null, true]]);
  });
});
