import { describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { plainProgress, type ProgressLine, terminalProgress } from "./progress.js";

const line = (key: number, status: string, state: ProgressLine["state"] = "pending"): ProgressLine => ({
  key,
  label: `web-${key}`,
  status,
  state,
});

/** A terminal with colours off and a clock that stands where it is put. */
function terminal(columns = 80) {
  let now = 0;
  const clock = { now: () => now, sleep: async () => {} };
  const io = memoryIo({ terminal: columns, env: { NO_COLOR: "1" }, clock });
  return { io, progress: terminalProgress(io), at: (milliseconds: number) => (now = milliseconds) };
}

describe("on a terminal", () => {
  it("draws a line for each resource again in its place", () => {
    const { io, progress, at } = terminal();
    progress.update([line(1, "new"), line(2, "new")]);
    at(3_000);
    progress.update([line(1, "active", "done"), line(2, "errored", "failed"), line(3, "new")]);
    const [first, second] = io.err().split("\r\u001b[2A\u001b[0J");
    expect(first).toBe("… web-1: new, 0 s\n… web-2: new, 0 s\n");
    expect(second).toBe("✓ web-1: active\n✗ web-2: errored\n… web-3: new, 3 s\n");
  });

  it("draws nothing when nothing has changed, unless something else was written", () => {
    const { io, progress } = terminal();
    progress.update([line(1, "new")]);
    progress.update([line(1, "new")]);
    expect(io.err()).toBe("… web-1: new, 0 s\n");
    progress.clear();
    progress.update([line(1, "new")]);
    expect(io.err()).toBe("… web-1: new, 0 s\n\r\u001b[1A\u001b[0J… web-1: new, 0 s\n");
  });

  it("never draws a line that is wider than the terminal, nor more than fit on a small one", () => {
    const { io, progress } = terminal(12);
    progress.update([line(1, "a-very-long-status")]);
    expect(io.err()).toBe("… web-1: a…\n");
    const many = terminal();
    many.progress.update(Array.from({ length: 30 }, (_, key) => line(key, "new", key < 20 ? "done" : "pending")));
    expect(many.io.err().split("\n")).toHaveLength(14);
    expect(many.io.err()).toContain("web-29");
    expect(many.io.err()).toContain("30 in all, 10 pending");
  });

  it("leaves the last state standing once it is finished", () => {
    const { io, progress } = terminal();
    progress.update([line(1, "new")]);
    progress.finish();
    progress.clear();
    expect(io.err()).toBe("… web-1: new, 0 s\n");
  });
});

it("elsewhere writes a plain line for each change, without control characters", () => {
  const io = memoryIo();
  const progress = plainProgress(io);
  progress.update([line(1, "new"), line(2, "new")]);
  progress.update([line(1, "new"), line(2, "\u001b[2Jactive", "done")]);
  expect(io.err()).toBe("web-1: new\nweb-2: new\nweb-2: \\u001b[2Jactive\n");
});
