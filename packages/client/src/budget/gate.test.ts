import { describe, expect, it } from "vitest";
import { ManualClock } from "../testing/manual-clock.js";
import { Gate } from "./gate.js";

function setUp(limit: number) {
  const clock = new ManualClock();
  return { clock, gate: new Gate(clock, { limit, span: 60_000 }) };
}

describe("a gate", () => {
  it("lets as many through at once as its limit says, and the next when the first no longer counts", async () => {
    const { clock, gate } = setUp(3);
    const start = clock.now();
    for (let count = 0; count < 3; count++) {
      await gate.enter(undefined);
      gate.leave();
    }
    expect(clock.now()).toBe(start);
    await gate.enter(undefined);
    expect(clock.now() - start).toBe(60_000);
  });

  it("counts a request from its end: the API may have counted it as late as that", async () => {
    const { clock, gate } = setUp(1);
    await gate.enter(undefined);
    await clock.sleep(7_000);
    gate.leave();
    const ended = clock.now();
    await gate.enter(undefined);
    expect(clock.now() - ended).toBe(60_000);
  });

  it("waits for a running request where no other has ended", async () => {
    const { clock, gate } = setUp(1);
    await gate.enter(undefined);
    const start = clock.now();
    let entered = false;
    const second = gate.enter(undefined).then(() => {
      entered = true;
    });
    await new Promise(setImmediate);
    expect(entered).toBe(false);
    gate.leave();
    await second;
    expect(clock.now() - start).toBe(60_000);
  });

  it("keeps the order in which it was asked", async () => {
    const { gate } = setUp(1);
    await gate.enter(undefined);
    const order: number[] = [];
    const others = [1, 2, 3].map(async (number) => {
      await gate.enter(undefined);
      order.push(number);
      gate.leave();
    });
    gate.leave();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });

  it("lets nobody through while it is closed", async () => {
    const { clock, gate } = setUp(5);
    const until = clock.now() + 12_000;
    gate.close(until);
    gate.close(until - 5_000);
    await gate.enter(undefined);
    expect(clock.now()).toBe(until);
  });

  it("gives up at once for a signal, and keeps the others waiting for their turn", async () => {
    const { gate } = setUp(1);
    await gate.enter(undefined);
    const controller = new AbortController();
    const order: string[] = [];
    const first = gate.enter(undefined).then(() => order.push("first"));
    const aborted = gate.enter(controller.signal).catch((reason: Error) => order.push(reason.message));
    const last = gate.enter(undefined).then(() => order.push("last"));
    controller.abort(new Error("enough"));
    await aborted;
    expect(order).toEqual(["enough"]);
    gate.leave();
    await first;
    expect(order).toEqual(["enough", "first"]);
    gate.leave();
    await last;
    expect(order).toEqual(["enough", "first", "last"]);
  });
});
