import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.js";

describe("systemClock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
  afterEach(() => void vi.useRealTimers());

  /** What a sleep has come to so far. */
  function watching(sleep: Promise<void>): { outcome: string } {
    const state = { outcome: "asleep" };
    sleep.then(
      () => (state.outcome = "awake"),
      (reason: unknown) => (state.outcome = `rejected by ${String(reason)}`),
    );
    return state;
  }

  it("tells the time in milliseconds", () => {
    expect(systemClock.now()).toBe(1_000);
  });

  it("sleeps as long as it is told", async () => {
    const sleep = watching(systemClock.sleep(500));
    await vi.advanceTimersByTimeAsync(499);
    expect(sleep.outcome).toBe("asleep");
    await vi.advanceTimersByTimeAsync(1);
    expect(sleep.outcome).toBe("awake");
  });

  it.each([2 ** 31, 1e12, Number.POSITIVE_INFINITY])("does not wake at once from a sleep of %d", async (long) => {
    const controller = new AbortController();
    const sleep = watching(systemClock.sleep(long, controller.signal));
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(sleep.outcome).toBe("asleep");
    controller.abort("done");
    await vi.advanceTimersByTimeAsync(0);
    expect(sleep.outcome).toBe("rejected by done");
  });

  it("rejects with the reason as soon as the signal is aborted, and leaves no timer", async () => {
    const controller = new AbortController();
    const sleep = watching(systemClock.sleep(500, controller.signal));
    expect(vi.getTimerCount()).toBe(1);
    controller.abort("enough");
    await vi.advanceTimersByTimeAsync(0);
    expect(sleep.outcome).toBe("rejected by enough");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not begin to sleep when the signal is aborted already", async () => {
    await expect(systemClock.sleep(500, AbortSignal.abort("before"))).rejects.toBe("before");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("takes its listener off the signal when it has slept", async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, "removeEventListener");
    const sleep = systemClock.sleep(5, signal);
    await vi.advanceTimersByTimeAsync(5);
    await sleep;
    expect(removed).toHaveBeenCalledOnce();
  });
});
