import { describe, expect, it } from "vitest";
import { Clock, type ClockSetting, timestamp } from "./clock.js";

function clockAt(real: { now: number }) {
  let setting: ClockSetting = { frozen: null, offset: 0 };
  const store = {
    load: () => setting,
    update: (change: (setting: ClockSetting) => ClockSetting) => {
      setting = change(setting);
    },
  };
  return new Clock(store, () => real.now);
}

describe("Clock", () => {
  it("shows the real time until it is touched", () => {
    const real = { now: 1000 };
    const clock = clockAt(real);
    real.now = 1500;
    expect(clock.now()).toBe(1500);
    expect(clock.frozen).toBe(false);
  });

  it("stands still when frozen and moves by hand", () => {
    const real = { now: 1000 };
    const clock = clockAt(real);
    clock.freeze();
    real.now = 9000;
    expect(clock.now()).toBe(1000);
    clock.advance(250);
    expect(clock.now()).toBe(1250);
    clock.set(new Date(77));
    expect([clock.now(), clock.frozen]).toEqual([77, true]);
  });

  it("runs on from where it stood", () => {
    const real = { now: 1000 };
    const clock = clockAt(real);
    clock.freeze(50);
    clock.resume();
    real.now += 7;
    expect(clock.now()).toBe(57);
    clock.advance(3);
    expect(clock.now()).toBe(60);
    clock.set(500);
    real.now += 1;
    expect(clock.now()).toBe(501);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses to be advanced by %s", (duration) => {
    const clock = clockAt({ now: 1000 });
    expect(() => clock.advance(duration)).toThrow(RangeError);
    expect(clock.now()).toBe(1000);
  });

  it("refuses a time that no date has", () => {
    const clock = clockAt({ now: 1000 });
    expect(() => clock.set(new Date("never"))).toThrow(RangeError);
    expect(() => clock.freeze(9e15)).toThrow(RangeError);
    expect(() => clock.advance(9e15)).toThrow(RangeError);
    expect(clock.now()).toBe(1000);
  });
});

describe("timestamp", () => {
  it("has whole seconds", () => {
    expect(timestamp(Date.UTC(2026, 0, 2, 3, 4, 5, 999))).toBe("2026-01-02T03:04:05Z");
  });
});
