import { WaitFailedError, type WaitOptions, WaitTimeoutError } from "@doapi/client";
import { describe, expect, it } from "vitest";
import { ExitCode } from "../exit-codes.js";
import { memoryIo } from "../io/memory.js";
import { createContext } from "../session/context.js";
import { follow, isWaiting, type LimitInput } from "./wait.js";

interface Job {
  readonly id: number;
  readonly status: "pending" | "done" | "failed";
}

/** A context whose program was started two seconds ago. */
async function context() {
  let now = 0;
  const io = memoryIo({ clock: { now: () => now, sleep: async () => {} } });
  const made = await createContext(io, {});
  now = 2_000;
  return { io, context: made };
}

async function followed(wait: (options: WaitOptions<Job>) => AsyncGenerator<Job>, limits?: Partial<LimitInput>) {
  const { io, context: made } = await context();
  const emitted: string[] = [];
  const exitCode = await follow<Job>(
    made,
    { waitTime: undefined, waitInterval: undefined, ...limits },
    {
      wait,
      line: ({ id, status }) => ({ key: id, label: `job ${id}`, status, state: status }),
      emit: ({ id, status }) => emitted.push(`${id} ${status}`),
    },
  );
  return { exitCode, emitted, err: io.err() };
}

describe("follow", () => {
  it("hands on each item as it ends, with progress after each poll", async () => {
    const seen = await followed(async function* ({ onPoll }) {
      onPoll?.({
        pending: [
          { id: 1, status: "pending" },
          { id: 2, status: "pending" },
        ],
        done: [],
      });
      yield { id: 2, status: "done" };
      onPoll?.({
        pending: [],
        done: [
          { id: 2, status: "done" },
          { id: 1, status: "done" },
        ],
      });
      yield { id: 1, status: "done" };
    });
    expect(seen).toEqual({
      exitCode: ExitCode.done,
      emitted: ["2 done", "1 done"],
      err: "job 1: pending\njob 2: pending\njob 1: done\njob 2: done\n",
    });
  });

  it("hands a failed item on too, and does not call it done", async () => {
    const seen = await followed(async function* () {
      yield { id: 1, status: "failed" };
    });
    expect(seen).toMatchObject({ exitCode: ExitCode.actionErrored, emitted: ["1 failed"] });
  });

  it("hands on what is pending when the time is up", async () => {
    const state = { pending: [{ id: 2, status: "pending" }], done: [{ id: 1, status: "done" }] };
    const seen = await followed(async function* () {
      yield { id: 1, status: "done" };
      throw new WaitTimeoutError("late", state);
    });
    expect(seen.exitCode).toBe(ExitCode.waitLimit);
    expect(seen.emitted).toEqual(["1 done", "2 pending"]);
    expect(seen.err).toBe("doapi: time is up: 1 of 2 not finished\n");
  });

  it("hands on what is pending when polling fails, and tells why", async () => {
    const seen = await followed(async function* () {
      yield* [];
      throw new WaitFailedError("polling failed: cut off", { pending: [{ id: 1, status: "pending" }], done: [] });
    });
    expect(seen).toEqual({
      exitCode: ExitCode.failed,
      emitted: ["1 pending"],
      err: "doapi: polling failed: cut off\n",
    });
  });

  it("counts the limit from the start of the program", async () => {
    let given: WaitOptions<Job> = {};
    const record = async function* (options: WaitOptions<Job>) {
      given = options;
      yield* [];
    };
    await followed(record, { waitTime: 5_000, waitInterval: 100 });
    expect(given).toMatchObject({ limit: 3_000, interval: 100 });
    await followed(record, { waitTime: 1_000 });
    expect(given.limit).toBe(0);
    await followed(record);
    expect(given.limit).toBeUndefined();
  });
});

it("isWaiting takes a limit or an interval for the wish to wait", () => {
  const none = { wait: false, waitTime: undefined, waitInterval: undefined };
  expect(isWaiting(none)).toBe(false);
  expect(isWaiting({ ...none, wait: true })).toBe(true);
  expect(isWaiting({ ...none, waitTime: 0 })).toBe(true);
  expect(isWaiting({ ...none, waitInterval: 1 })).toBe(true);
});
