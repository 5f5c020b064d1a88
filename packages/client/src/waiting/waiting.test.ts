import { describe, expect, it } from "vitest";
import { ManualClock } from "../testing/manual-clock.js";
import { Waiting } from "./waiting.js";

interface Thing {
  readonly id: number;
  readonly round: number;
}

/** A wait for things of which every poll finishes one more, the last given first. */
function waitFor(
  ids: readonly number[],
  finish: (things: Thing[]) => Thing[] = (things) => things,
  end: () => void = () => {},
) {
  let round = 0;
  const watched = {
    what: "things",
    keyOf: (thing: Thing) => thing.id,
    isFinished: (thing: Thing) => thing.id > ids.length - thing.round,
    read: (pending: readonly Thing[]) => {
      round++;
      return Promise.resolve(pending.map(({ id }) => ({ id, round })));
    },
  };
  const waiting = new Waiting<Thing>(
    { items: ids.map((id) => ({ id, round: 0 })), watched, finish, end },
    {
      options: {},
      settings: { clock: new ManualClock(), timeout: 0, waitInterval: 0, waitLimit: Number.POSITIVE_INFINITY },
    },
  );
  return { waiting, rounds: () => round };
}

describe("a wait for several things", () => {
  it("polls only when somebody is interested", async () => {
    const { rounds } = waitFor([1, 2]);
    await Promise.resolve();
    expect(rounds()).toBe(0);
  });

  it("is, awaited, everything in the order given, in the last state", async () => {
    const { waiting } = waitFor([1, 2, 3]);
    expect(await waiting).toEqual([
      { id: 1, round: 3 },
      { id: 2, round: 2 },
      { id: 3, round: 1 },
    ]);
  });

  it("waits once, however often it is awaited", async () => {
    const { waiting, rounds } = waitFor([1, 2, 3]);
    const [first, second] = await Promise.all([waiting, waiting]);
    expect(await waiting).toBe(first);
    expect([second === first, rounds()]).toEqual([true, 3]);
  });

  it("gives, iterated, each as soon as it is finished", async () => {
    const { waiting, rounds } = waitFor([1, 2, 3]);
    const seen: number[][] = [];
    for await (const { id } of waiting) seen.push([id, rounds()]);
    expect(seen).toEqual([
      [3, 1],
      [2, 2],
      [1, 3],
    ]);
  });

  it("answers as often as a thing was given", async () => {
    expect((await waitFor([1, 1]).waiting).map(({ id }) => id)).toEqual([1, 1]);
  });

  it("for nothing is an empty list", async () => {
    const { waiting, rounds } = waitFor([]);
    expect([await waiting, rounds()]).toEqual([[], 0]);
  });

  it("fails, awaited, as its last step does; iterated, it does not take that step", async () => {
    const fail = () => {
      throw new Error("one has failed");
    };
    await expect(waitFor([1], fail).waiting).rejects.toThrow("one has failed");
    expect(await waitFor([1], fail).waiting.then(null, String)).toBe("Error: one has failed");
    const ids: number[] = [];
    for await (const { id } of waitFor([1], fail).waiting) ids.push(id);
    expect(ids).toEqual([1]);
  });

  it("fails, awaited and iterated, by its end once everything was given", async () => {
    const end = () => {
      throw new Error("one has failed");
    };
    await expect(waitFor([1], undefined, end).waiting).rejects.toThrow("one has failed");
    const ids: number[] = [];
    const iterate = async () => {
      for await (const { id } of waitFor([1, 2], undefined, end).waiting) ids.push(id);
    };
    await expect(iterate()).rejects.toThrow("one has failed");
    expect(ids).toEqual([2, 1]);
  });
});
