import type { Clock, Droplet } from "@doapi/client";
import { describe, expect, it, vi } from "vitest";
import type { Program, ProgramEnd } from "../io/io.js";
import { memoryIo } from "../io/memory.js";
import { createContext } from "../session/context.js";
import type { HostResult } from "../views/host-result.js";
import { type Running, runOnEach, type Target } from "./run-on-each.js";

const env = { DOAPI_SIM: "1", DOAPI_SIM_STATE: ":memory:" };

function targets(count: number): Target[] {
  return Array.from({ length: count }, (_, index) => ({
    droplet: { id: index, name: `web-${index}` } as Droplet,
    reach: { address: `192.0.2.${index}` },
  }));
}

/** Stands in for ssh: each one that is started waits to be ended by the test, or by being stopped. */
function machine() {
  const started: { readonly address: string; readonly program: Program; end(exitCode: number | null): void }[] = [];
  let onStart: () => void = () => {};
  const start = async (program: Program) => {
    let resolve: (end: ProgramEnd) => void = () => {};
    const end = new Promise<ProgramEnd>((fulfil) => (resolve = fulfil));
    const address = program.args.at(-1) ?? "";
    started.push({ address, program, end: (exitCode) => resolve({ exitCode, signal: null }) });
    onStart();
    return { end, stop: () => resolve({ exitCode: null, signal: "SIGTERM" }) };
  };
  const until = (count: number) =>
    new Promise<void>((done) => {
      onStart = () => started.length >= count && done();
      onStart();
    });
  return { start, started, until };
}

interface Options extends Partial<Running> {
  readonly interrupt?: AbortSignal;
  readonly clock?: Clock;
}

async function begin(count: number, { interrupt, clock, ...options }: Options = {}) {
  const { start, started, until } = machine();
  const signal = interrupt === undefined ? {} : { interrupt };
  const io = memoryIo({ env, start, ...signal, ...(clock === undefined ? {} : { clock }) });
  const context = await createContext(io, {});
  const emitted: HostResult[] = [];
  const lineFor = (address: string) => ["ssh", "--", address] as const;
  const settings = { parallel: 2, limit: undefined, lineFor, emit: (result: HostResult) => emitted.push(result) };
  const results = runOnEach(context, targets(count), { ...settings, ...options });
  return { results, started, until, emitted };
}

describe("a command on many droplets", () => {
  it("runs on so many at once, and hands the results on in order as soon as they can be", async () => {
    const { results, started, until, emitted } = await begin(4);
    await until(2);
    started[1]?.end(0);
    await until(3);
    expect([started.length, emitted]).toEqual([3, []]);
    started[0]?.end(3);
    await until(4);
    expect(emitted.map(({ name, exit_code: code }) => [name, code])).toEqual([
      ["web-0", 3],
      ["web-1", 0],
    ]);
    for (const { end } of started) end(0);
    expect((await results).map(({ exit_code: code }) => code)).toEqual([3, 0, 0, 0]);
  });

  it("is ended at its limit, and what was written by then is kept", async () => {
    const limits: number[] = [];
    let pass: () => void = () => {};
    const sleep = (milliseconds: number) => {
      limits.push(milliseconds);
      return new Promise<void>((done) => (pass = done));
    };
    const { results, started, until } = await begin(1, { limit: 5000, clock: { now: () => 0, sleep } });
    await until(1);
    started[0]?.program.output?.stdout(Buffer.from("begun: ü\n"));
    await expect.poll(() => limits).toEqual([5000]);
    pass();
    const stopped = { exit_code: null, signal: "SIGTERM", stdout: "begun: ü\n" };
    expect(await results).toMatchObject([{ ...stopped, error: "time is up: it took longer than 5 s" }]);
  });

  it("is ended when it writes more than can be kept", async () => {
    const { results, started, until } = await begin(1);
    await until(1);
    const chunk = new Uint8Array(40 * 1024 * 1024);
    started[0]?.program.output?.stdout(chunk);
    started[0]?.program.output?.stderr(chunk);
    const [result] = await results;
    expect(result).toMatchObject({ exit_code: null, stderr: "", error: "it wrote more than can be kept" });
    expect(result?.stdout).toHaveLength(chunk.length);
  });

  it("that ends by itself while it is being ended has its own result", async () => {
    const controller = new AbortController();
    const { results, started, until } = await begin(1, { interrupt: controller.signal });
    await until(1);
    started[0]?.end(0);
    controller.abort();
    expect(await results).toMatchObject([{ exit_code: 0, error: null }]);
  });

  it("listens for Ctrl-C once, however many run, and no longer than it runs", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const add = vi.spyOn(signal, "addEventListener");
    const remove = vi.spyOn(signal, "removeEventListener");
    const { results, started, until } = await begin(20, { interrupt: signal, parallel: 20 });
    await until(20);
    expect([add.mock.calls.length, remove.mock.calls.length]).toEqual([1, 0]);
    for (const { end } of started) end(0);
    await results;
    expect(remove.mock.calls).toEqual(add.mock.calls);
  });

  it.each([
    [255, "", "ssh ended with exit code 255"],
    [255, "first\r\nthe reason\r\n", "the reason"],
    [1, "only a message\n", null],
  ])("that ends with %d and writes %j has the error %j", async (exitCode, stderr, error) => {
    const { results, started, until } = await begin(1);
    await until(1);
    started[0]?.program.output?.stderr(Buffer.from(stderr));
    started[0]?.end(exitCode);
    expect(await results).toMatchObject([{ exit_code: exitCode, stderr, error }]);
  });

  it("is an error for one droplet where ssh cannot be started for it, and for all where there is none", async () => {
    const failing = (code: string) => async (): Promise<never> => {
      throw Object.assign(new Error("spawn"), { code });
    };
    const context = async (code: string) => createContext(memoryIo({ env, start: failing(code) }), {});
    const running: Running = { parallel: 2, limit: undefined, lineFor: () => ["ssh"], emit: () => {} };
    const tooMany = await runOnEach(await context("EAGAIN"), targets(2), running);
    expect(tooMany.map(({ error }) => error)).toEqual(Array(2).fill("cannot start ssh: EAGAIN"));
    await expect(runOnEach(await context("ENOENT"), targets(2), running)).rejects.toThrow(
      "there is no ssh in the PATH",
    );
  });
});
