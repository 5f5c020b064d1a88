import { describe, expect, it } from "vitest";
import { ExitCode } from "../../exit-codes.js";
import { memoryIo } from "../../io/memory.js";
import { run } from "../../run.js";
import type { Check } from "../../views/check.js";
import { checkClock, checkRate } from "./connection.js";
import { checkNode, checkProxy } from "./machine.js";

describe("doctor", () => {
  it.each([
    ["20.18.3", "fail"],
    ["20.19.0", "ok"],
    ["21.7.0", "fail"],
    ["22.11.0", "fail"],
    ["22.12.0", "ok"],
    ["23.0.0", "ok"],
    ["26.1.0", "ok"],
    ["18.20.0", "fail"],
  ])("judges Node.js %s as the package does: %s", (version, status) => {
    expect(checkNode(version).status).toBe(status);
  });

  it("names the proxy variables that are set, but not what they hold", () => {
    expect(checkProxy({ env: {} }).status).toBe("ok");
    expect(checkProxy({ env: { HTTPS_PROXY: "" } }).status).toBe("ok");
    const { status, detail } = checkProxy({ env: { https_proxy: "http://user:secret@proxy", ALL_PROXY: "x" } });
    expect(status).toBe("warn");
    expect(detail).toContain("https_proxy, ALL_PROXY");
    expect(detail).not.toContain("secret");
  });

  it("compares the clock with the API's, allowing for the time of the answer and for whole seconds", () => {
    const at = (now: number, seconds: number) => {
      const headers = { date: new Date(1_800_000_000_000).toUTCString() };
      return checkClock({ headers }, { started: now, ended: now + seconds * 1000 });
    };
    expect(at(1_800_000_000_000, 0).status).toBe("ok");
    expect(at(1_800_000_000_000 - 100_000, 100).status).toBe("ok");
    expect(at(1_800_000_000_000 + 30_000, 1).status).toBe("ok");
    expect(at(1_800_000_000_000 + 61_000, 1)).toMatchObject({ status: "warn", detail: "60 s ahead of the API's" });
    expect(at(1_800_000_000_000 - 61_000, 1)).toMatchObject({ status: "warn", detail: "60 s behind the API's" });
    expect(checkClock({ headers: {} }, { started: 0, ended: 0 }).status).toBe("ok");
  });

  it("warns when less than a tenth of the requests is left", () => {
    const reset = new Date(0);
    expect(checkRate({ limit: 5000, remaining: 500, reset }).status).toBe("ok");
    expect(checkRate({ limit: 5000, remaining: 499, reset }).status).toBe("warn");
  });

  it("fails where the API cannot be reached, and says no more of it", async () => {
    const io = memoryIo({ env: { DO_API_TOKEN: "dop_v1_secret" }, clock: { now: () => 0, sleep: async () => {} } });
    expect(await run(["doctor", "-o", "ndjson", "--endpoint", "http://127.0.0.1:9"], io)).toBe(ExitCode.failed);
    const checks = io
      .out()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Check);
    expect(checks.map(({ check, status }) => [check, status])).toEqual([
      ["node", "ok"],
      ["proxy", "ok"],
      ["token", "ok"],
      ["account", "fail"],
    ]);
    expect(io.err()).toContain("doapi: account: GET /v2/account: no answer");
    expect(io.out() + io.err()).not.toContain("dop_v1_secret");
  });
});
