import { describe, expect, it } from "vitest";
import { afterReads, type Lifecycles } from "./lifecycles.js";
import { createSimulator } from "./simulator.js";
import { caller, simulate, START } from "./testing/caller.js";

/** A simulator on which creating and rebooting take so many reads. */
function counting(lifecycles: Partial<Lifecycles> = {}) {
  return simulate({
    lifecycles: {
      "droplet.create": afterReads(3),
      "droplet.network": afterReads(1),
      "droplet.power_off": { after: afterReads(2), outcome: "errored" },
      ...lifecycles,
    },
  });
}

describe("afterReads", () => {
  it("lets so many answers show things as they were, whatever time passes", async () => {
    const { simulator, createDroplet, getDroplet } = counting();
    const { id } = await createDroplet();
    const seen: unknown[] = [];
    for (let read = 0; read < 5; read++) {
      simulator.clock.advance(1000);
      const { status, networks } = await getDroplet(id);
      seen.push([status, networks.v4?.length]);
    }
    expect(seen).toEqual([
      ["new", 0],
      ["new", 2],
      ["new", 2],
      ["active", 2],
      ["active", 2],
    ]);
  });

  it("counts each answer once that has the thing or its action, alone or in a list", async () => {
    const { createDroplet, getDroplet, call } = counting({ "droplet.create": afterReads(4) });
    const { id } = await createDroplet();
    const { actions } = await call("GET /v2/actions");
    await call("GET /v2/droplets");
    await call("GET /v2/droplets/{droplet_id}/actions", { path: { droplet_id: id } });
    expect((await getDroplet(id)).status).toBe("new");
    const { action } = await call("GET /v2/actions/{action_id}", { path: { action_id: actions[0]?.id ?? 0 } });
    expect(action).toMatchObject({
      status: "completed",
      completed_at: new Date(START).toISOString().replace(".000", ""),
    });
  });

  it("does not count what is about something else, comes from another account or changes something", async () => {
    const { simulator, createDroplet, getDroplet, call, send } = counting({ "droplet.create": afterReads(1) });
    const { id } = await createDroplet();
    await createDroplet({ name: "other" });
    await call("GET /v2/droplets", { query: { page: 2 } });
    await call("GET /v2/account");
    await send("GET /v2/droplets/{id}/snapshots", { path: { id } });
    await send("GET /v2/droplets/{id}", { path: { id: id + 7 } });
    await caller(simulator, "another").send("GET /v2/droplets/{id}", { path: { id } });
    await send("POST /v2/droplets/{id}/actions", { path: { id }, body: { type: "reboot" } });
    expect((await getDroplet(id)).status).toBe("new");
    expect((await getDroplet(id)).status).toBe("active");
  });

  it("can end in failure", async () => {
    const { createDroplet, act, call } = counting({ "droplet.create": 0, "droplet.network": 0 });
    const { id } = await createDroplet();
    const path = { action_id: await act(id, { type: "power_off" }) };
    const seen: unknown[] = [];
    for (let read = 0; read < 3; read++) seen.push((await call("GET /v2/actions/{action_id}", { path })).action.status);
    expect(seen).toEqual(["in-progress", "in-progress", "errored"]);
  });

  it("of 0 happens at once, like a duration of 0", async () => {
    const { createDroplet, getDroplet } = counting({ "droplet.create": afterReads(0) });
    expect((await getDroplet((await createDroplet()).id)).status).toBe("active");
  });

  it("is part of the state", async () => {
    const { simulator, createDroplet, getDroplet } = counting();
    const { id } = await createDroplet();
    await getDroplet(id);
    await getDroplet(id);
    const elsewhere = simulate();
    elsewhere.simulator.restore(simulator.snapshot());
    const statuses = [(await elsewhere.getDroplet(id)).status, (await elsewhere.getDroplet(id)).status];
    expect(statuses).toEqual(["new", "active"]);
  });

  it("does not hold up a seed", async () => {
    const { simulator } = counting({ "droplet.create": { after: afterReads(1), outcome: "errored" } });
    const droplet = { name: "web-1", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" };
    expect(simulator.seed({ droplets: [droplet] }).droplets).toMatchObject([{ status: "active" }]);
  });

  it.each([-1, 1.5, Number.NaN, "2"])("refuses %j", (count) => {
    expect(() => afterReads(count as number)).toThrow(RangeError);
    expect(() => createSimulator({ lifecycles: { "droplet.create": { reads: count as number } } })).toThrow(
      'lifecycles["droplet.create"] must be milliseconds from 0, or afterReads of a number.',
    );
  });
});
