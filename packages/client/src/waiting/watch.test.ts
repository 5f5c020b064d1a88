import { describe, expect, it } from "vitest";
import { AuthenticationError, RateLimitError } from "../errors/api.js";
import { NetworkError, TimeoutError } from "../errors/transport.js";
import { WaitAbortedError, WaitError, WaitFailedError, WaitTimeoutError } from "../errors/waiting.js";
import { ManualClock } from "../testing/manual-clock.js";
import { problem, requestOf, responseOf } from "../testing/scripted-sender.js";
import { refuse } from "../transport/refuse.js";
import { type PollOptions, type WaitOptions, type WatchSettings, watch } from "./watch.js";

interface Thing {
  readonly id: number;
  readonly state: string;
}

/** What one poll finds: things by number and state, or an error to throw. */
type Poll = Record<number, string> | Error;

/** Watches things 1 to 3 (or those given) over scripted polls; the last one is repeated. */
function setUp(polls: readonly Poll[], options: WaitOptions<Thing> = {}, settings: Partial<WatchSettings> = {}) {
  const clock = new ManualClock(0);
  const reads: { at: number; ids: number[]; options: PollOptions }[] = [];
  const whileReading = { takes: 0, does: () => {} };
  const start = (ids: readonly number[] = [1, 2, 3]) =>
    watch<Thing>(
      ids.map((id) => ({ id, state: "given" })),
      {
        what: "things",
        keyOf: ({ id }) => id,
        isFinished: ({ state }) => state === "done",
        read: async (pending, pollOptions) => {
          const poll = polls[Math.min(reads.length, polls.length - 1)] ?? {};
          reads.push({ at: clock.now(), ids: pending.map(({ id }) => id), options: pollOptions });
          clock.advance(whileReading.takes);
          whileReading.does();
          pollOptions.signal?.throwIfAborted();
          if (poll instanceof Error) throw poll;
          return Object.entries(poll).map(([id, state]) => ({ id: Number(id), state }));
        },
      },
      {
        options,
        settings: { clock, timeout: 60_000, waitInterval: undefined, waitLimit: Number.POSITIVE_INFINITY, ...settings },
      },
    );
  return { start, clock, reads, whileReading };
}

async function drain(things: AsyncIterable<Thing>): Promise<{ ids: number[]; error: WaitError<Thing> }> {
  const ids: number[] = [];
  let error: unknown;
  try {
    for await (const { id } of things) ids.push(id);
  } catch (caught) {
    error = caught;
  }
  return { ids, error: error as WaitError<Thing> };
}

/** The error that the API's answer becomes. */
async function answered(status: number, headers: Record<string, string> = {}): Promise<Error> {
  const link = refuse({ now: () => 0, scopesOf: () => [] });
  const send = link(() => Promise.resolve(responseOf(problem(status, "x", headers))));
  return send(requestOf()).then(
    () => new Error("no error"),
    (error: unknown) => error as Error,
  );
}
const resetError = new NetworkError(requestOf(), "reset", { reached: true });
const allBusy = { 1: "busy", 2: "busy", 3: "busy" };
const allDone = { 1: "done", 2: "done", 3: "done" };

describe("a watch", () => {
  it("polls at once, and not again when everything is finished", async () => {
    const { start, reads, clock } = setUp([allDone]);
    expect((await drain(start())).ids).toEqual([1, 2, 3]);
    expect(reads.map(({ at }) => at)).toEqual([0]);
    expect(clock.pauses).toEqual([]);
  });

  it("of nothing makes no request", async () => {
    const { start, reads } = setUp([allBusy]);
    expect(await drain(start([]))).toEqual({ ids: [], error: undefined });
    expect(reads).toEqual([]);
  });

  it("yields each thing as soon as it is finished, and asks no more for it", async () => {
    const { start, reads } = setUp([{ ...allBusy, 2: "done" }, { 1: "busy", 3: "done" }, { 1: "done" }]);
    const seen: [number, number][] = [];
    for await (const { id } of start()) seen.push([id, reads.length]);
    expect(seen).toEqual([
      [2, 1],
      [3, 2],
      [1, 3],
    ]);
    expect(reads.map(({ ids }) => ids)).toEqual([[1, 2, 3], [1, 3], [1]]);
  });

  it("takes one thing that is given twice for one", async () => {
    const { start, reads } = setUp([{ 1: "done" }]);
    expect((await drain(start([1, 1]))).ids).toEqual([1]);
    expect(reads[0]?.ids).toEqual([1]);
  });

  it("takes no notice of what it did not ask for, or gets twice", async () => {
    const { start } = setUp([{ 1: "done", 99: "done" }]);
    expect((await drain(start([1]))).ids).toEqual([1]);
  });

  it("stops polling when nobody reads on", async () => {
    const { start, reads } = setUp([{ ...allBusy, 1: "done" }]);
    for await (const { id } of start()) if (id === 1) break;
    expect(reads).toHaveLength(1);
  });

  it("tells of every poll, with what is pending and done at that moment", async () => {
    const told: unknown[] = [];
    const { start } = setUp([{ ...allBusy, 2: "done" }, allDone], { onPoll: (progress) => told.push(progress) });
    await drain(start());
    const thing = (id: number, state: string) => ({ id, state });
    expect(told).toEqual([
      { pending: [thing(1, "busy"), thing(3, "busy")], done: [thing(2, "done")] },
      { pending: [], done: [thing(2, "done"), thing(1, "done"), thing(3, "done")] },
    ]);
  });

  it("asks without retries of the request's own, and hands on the signal", async () => {
    const { signal } = new AbortController();
    const { start, reads } = setUp([allDone], { signal });
    await drain(start());
    expect(reads[0]?.options).toEqual({ retries: 0, timeout: 60_000, signal });
    const without = setUp([allDone]);
    await drain(without.start());
    expect(without.reads[0]?.options).toStrictEqual({ retries: 0, timeout: 60_000 });
  });
});

describe("the pauses", () => {
  const busyFor = (rounds: number): Poll[] => [...Array.from({ length: rounds }, () => allBusy), allDone];

  it("grow from 250 ms to 2 s", async () => {
    const { start, clock } = setUp(busyFor(8));
    await drain(start());
    expect(clock.pauses).toEqual([250, 375, 562.5, 843.75, 1265.625, 1898.4375, 2000, 2000]);
  });

  it("are as long as the interval that is given, less the time the round took", async () => {
    const { start, clock, whileReading } = setUp(busyFor(3), { interval: 1_000 });
    whileReading.takes = 300;
    await drain(start());
    expect(clock.pauses).toEqual([700, 700, 700]);
  });

  it("are none when a round took longer than the interval", async () => {
    const { start, clock, whileReading } = setUp(busyFor(2), { interval: 100 });
    whileReading.takes = 300;
    await drain(start());
    expect(clock.pauses).toEqual([0, 0]);
  });

  it("are the client's where the wait has none of its own", async () => {
    const { start, clock } = setUp(busyFor(2), {}, { waitInterval: 123 });
    await drain(start());
    expect(clock.pauses).toEqual([123, 123]);
    const own = setUp(busyFor(2), { interval: 45 }, { waitInterval: 123 });
    await drain(own.start());
    expect(own.clock.pauses).toEqual([45, 45]);
  });

  it("are clipped to the limit, and a last poll is made at it", async () => {
    const { start, clock, reads } = setUp([allBusy], { interval: 400, limit: 1_000 });
    const { error } = await drain(start());
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(clock.pauses).toEqual([400, 400, 200]);
    expect(reads.map(({ at }) => at)).toEqual([0, 400, 800, 1_000]);
  });

  it.each([
    ["interval", -1],
    ["interval", Number.NaN],
    ["limit", -1],
    ["limit", Number.NaN],
    ["limit", "60" as never],
  ])("are not made of a wrong %s (%d): nothing is asked", async (name, value) => {
    const { start, reads } = setUp([allBusy], { [name]: value });
    expect((await drain(start())).error).toEqual(
      new TypeError(`the option "${name}" must be a number at least 0, not ${String(value)}`),
    );
    expect(reads).toEqual([]);
  });
});

describe("the limit", () => {
  it("of 0 polls once", async () => {
    const { start, reads, clock } = setUp([{ ...allBusy, 3: "done" }], { limit: 0 });
    const { ids, error } = await drain(start());
    expect([ids, reads.length, clock.pauses]).toEqual([[3], 1, []]);
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error.message).toBe("2 of 3 things not finished within 0 ms");
  });

  it("ends the wait with everything that is known", async () => {
    const { start } = setUp([{ ...allBusy, 3: "done" }], { limit: 500 });
    const { error } = await drain(start());
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error.pending).toEqual([
      { id: 1, state: "busy" },
      { id: 2, state: "busy" },
    ]);
    expect(error.done).toEqual([{ id: 3, state: "done" }]);
  });

  it("is the client's where the wait has none of its own", async () => {
    const { start, clock } = setUp([allBusy], {}, { waitLimit: 700 });
    expect((await drain(start())).error).toBeInstanceOf(WaitTimeoutError);
    expect(clock.now()).toBe(700);
  });

  it("is not exceeded by much: a request near it gets less time, but at least a second", async () => {
    const { start, reads } = setUp([allBusy], { interval: 4_000, limit: 10_000 });
    await drain(start());
    expect(reads.map(({ options }) => options.timeout)).toEqual([10_000, 6_000, 2_000, 1_000]);
  });

  it("gives requests no timeout where the client has none", async () => {
    const { start, reads } = setUp([allDone], {}, { timeout: 0 });
    await drain(start());
    expect(reads[0]?.options.timeout).toBe(Number.POSITIVE_INFINITY);
  });

  it("does not turn a wait that has just succeeded into a failure", async () => {
    const { start, whileReading } = setUp([allDone], { limit: 100 });
    whileReading.takes = 500;
    expect(await drain(start())).toEqual({ ids: [1, 2, 3], error: undefined });
  });
});

describe("errors that pass", () => {
  it.each<[string, () => Promise<Error>]>([
    ["a reset", async () => resetError],
    ["a refused connection", async () => new NetworkError(requestOf(), "x", { reached: false })],
    ["a timeout", async () => new TimeoutError(requestOf(), 1)],
    ["500", () => answered(500)],
    ["503", () => answered(503)],
    ["429", () => answered(429)],
  ])("such as %s do not end the wait", async (_, error) => {
    const told: number[] = [];
    const { start } = setUp([await error(), allDone], { onPoll: ({ pending }) => told.push(pending.length) });
    expect(await drain(start())).toEqual({ ids: [1, 2, 3], error: undefined });
    expect(told).toEqual([3, 0]);
  });

  it.each<[string, () => Promise<Error>]>([
    ["401", () => answered(401)],
    ["403", () => answered(403)],
    ["422", () => answered(422)],
    [
      "a certificate that is refused",
      async () => new NetworkError(requestOf(), "x", { reached: false, permanent: true }),
    ],
    ["a bug", async () => new RangeError("a bug")],
  ])("are others than %s, which ends it at once with what is known", async (_, make) => {
    const cause = await make();
    const { start, reads } = setUp([{ ...allBusy, 1: "done" }, cause]);
    const { ids, error } = await drain(start());
    expect([ids, reads.length]).toEqual([[1], 2]);
    expect(error).toBeInstanceOf(WaitFailedError);
    expect(error).toMatchObject({ cause, pending: [{ id: 2, state: "busy" }, { id: 3 }], done: [{ id: 1 }] });
    expect(error.message).toBe(`waiting for 2 of 3 things failed: ${cause.message}`);
  });

  it("are suffered for two minutes in a row", async () => {
    const { start, reads, clock } = setUp([resetError], { interval: 10_000 });
    const { error } = await drain(start());
    expect(error).toBeInstanceOf(WaitFailedError);
    expect(error.cause).toBe(resetError);
    expect(clock.now()).toBe(120_000);
    expect(reads).toHaveLength(13);
  });

  it("are counted anew after a poll that went well", async () => {
    const twelve = Array.from({ length: 12 }, () => resetError);
    const { start, reads } = setUp([...twelve, allBusy, ...twelve, allDone], { interval: 10_000 });
    expect((await drain(start())).error).toBeUndefined();
    expect(reads).toHaveLength(26);
  });

  it("are not counted while the API only asks for patience", async () => {
    const many = Array.from<Poll>({ length: 100 }).fill(await answered(429));
    const { start } = setUp([...many, allDone], { interval: 10_000 });
    expect((await drain(start())).error).toBeUndefined();
  });

  it.each([
    ["429", 429],
    ["503", 503],
  ])("of %s are waited out as long as retry-after says", async (_, status) => {
    const { start, clock } = setUp([await answered(status, { "retry-after": "30" }), allDone]);
    await drain(start());
    expect(clock.pauses).toEqual([30_000]);
  });

  it("do not outlast the limit", async () => {
    const { start, clock } = setUp([await answered(429, { "retry-after": "3600" })], { limit: 5_000 });
    const { error } = await drain(start());
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(clock.now()).toBe(5_000);
    expect(error.pending).toHaveLength(3);
  });
});

describe("what does not exist", () => {
  const oneMissing = { 1: "busy", 3: "busy" };

  it("is given a minute to appear", async () => {
    const late = [...Array.from<Poll>({ length: 5 }).fill(oneMissing), allDone];
    const { start } = setUp(late, { interval: 10_000 });
    expect((await drain(start())).error).toBeUndefined();
  });

  it("ends the wait after that minute, and says what is missing", async () => {
    const { start, clock } = setUp([{ ...oneMissing, 3: "done" }, oneMissing], { interval: 10_000 });
    const { ids, error } = await drain(start());
    expect(ids).toEqual([3]);
    expect(error).toBeInstanceOf(WaitFailedError);
    expect(error.message).toBe("of the things waited for, 2 does not exist (any more)");
    expect(error).toMatchObject({ pending: [{ id: 1 }, { id: 2 }], done: [{ id: 3 }] });
    expect(clock.now()).toBe(60_000);
  });

  it("is given another minute when it was seen in between", async () => {
    const missing = Array.from<Poll>({ length: 5 }).fill(oneMissing);
    const { start } = setUp([...missing, allBusy, ...missing, allDone], { interval: 10_000 });
    expect((await drain(start())).error).toBeUndefined();
  });

  it("is not counted as missing by a poll that failed", async () => {
    const failures = Array.from<Poll>({ length: 7 }).fill(resetError);
    const { start } = setUp([...failures, oneMissing, allDone], { interval: 10_000 });
    expect((await drain(start())).error).toBeUndefined();
  });
});

describe("an abort", () => {
  const expectAborted = (error: WaitError<Thing>) => {
    expect(error).toBeInstanceOf(WaitAbortedError);
    expect(error.cause).toEqual(new Error("enough"));
    expect(error.message).toBe("waiting for 2 of 3 things was cancelled");
    expect(error.pending.map(({ id, state }) => [id, state])).toEqual([
      [1, "busy"],
      [3, "busy"],
    ]);
    expect(error.done).toEqual([{ id: 2, state: "done" }]);
  };

  it("during a pause ends the wait at once, with what is pending and done", async () => {
    const controller = new AbortController();
    const { start, clock, reads } = setUp([{ ...allBusy, 2: "done" }], { signal: controller.signal });
    clock.whileSleeping = () => controller.abort(new Error("enough"));
    const { ids, error } = await drain(start());
    expectAborted(error);
    expect([ids, reads.length]).toEqual([[2], 1]);
  });

  it("during a request ends the wait at once, with what is pending and done", async () => {
    const controller = new AbortController();
    const { start, whileReading, reads } = setUp([{ ...allBusy, 2: "done" }], { signal: controller.signal });
    whileReading.does = () => {
      if (reads.length === 2) controller.abort(new Error("enough"));
    };
    const { ids, error } = await drain(start());
    expectAborted(error);
    expect([ids, reads.length]).toEqual([[2], 2]);
  });

  it("before the first poll ends the wait before it", async () => {
    const { start } = setUp([allDone], { signal: AbortSignal.abort(new Error("enough")) });
    const { ids, error } = await drain(start());
    expect(ids).toEqual([]);
    expect(error).toBeInstanceOf(WaitAbortedError);
    expect(error).toMatchObject({ pending: [{ id: 1 }, { id: 2 }, { id: 3 }], done: [] });
  });

  it("by the reader yields what is finished before it ends", async () => {
    const controller = new AbortController();
    const { start } = setUp([{ ...allBusy, 1: "done", 2: "done" }], { signal: controller.signal });
    const ids: number[] = [];
    const read = async () => {
      for await (const { id } of start()) {
        ids.push(id);
        controller.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ name: "WaitAbortedError", pending: [{ id: 3 }] });
    expect(ids).toEqual([1, 2]);
  });

  it("that comes when everything is finished takes nothing away", async () => {
    const controller = new AbortController();
    const { start } = setUp([allDone], { signal: controller.signal, onPoll: () => controller.abort() });
    expect(await drain(start())).toEqual({ ids: [1, 2, 3], error: undefined });
  });
});

it("an error of the clock's own is not taken for an abort", async () => {
  const { start, clock } = setUp([allBusy], { signal: new AbortController().signal });
  clock.whileSleeping = () => {
    throw new RangeError("broken clock");
  };
  expect((await drain(start())).error).toEqual(new RangeError("broken clock"));
});

it("the errors above are those of the API", async () => {
  expect(await answered(429)).toBeInstanceOf(RateLimitError);
  expect(await answered(401)).toBeInstanceOf(AuthenticationError);
});
