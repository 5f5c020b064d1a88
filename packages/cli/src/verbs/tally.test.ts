import { describe, expect, it } from "vitest";
import { createContext } from "../session/context.js";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { memoryIo } from "../io/memory.js";
import { Tally } from "./tally.js";

async function tally(interrupt?: AbortSignal) {
  const io = memoryIo(interrupt === undefined ? {} : { interrupt });
  const context = await createContext(io, {});
  return { io, tally: new Tally(context) };
}

const fail = (exitCode: ExitCode) => () => Promise.reject(new Failure(exitCode, "no"));
const succeed = () => Promise.resolve("yes");

describe("Tally", () => {
  it("gives the result of each change, and 0 when all were made", async () => {
    const { tally: count } = await tally();
    expect(await count.attempt("a", succeed)).toBe("yes");
    expect(count.exitCode()).toBe(ExitCode.done);
  });

  it("goes on after a refusal, names its target, and tells that a part was done", async () => {
    const { io, tally: count } = await tally();
    expect(await count.attempt("droplet a", fail(ExitCode.refused))).toBeUndefined();
    expect(count.stopped).toBe(false);
    await count.attempt("droplet b", succeed);
    expect(count.exitCode()).toBe(ExitCode.partly);
    expect(io.err()).toBe("doapi: droplet a: no\n");
  });

  it("stops after a failure that all others would meet", async () => {
    const { tally: count } = await tally();
    await count.attempt("a", fail(ExitCode.rateLimited));
    expect(count.stopped).toBe(true);
    expect(count.exitCode()).toBe(ExitCode.rateLimited);
  });

  it("has one code when nothing was done: the common one, else plain failure", async () => {
    const { tally: same } = await tally();
    await same.attempt("a", fail(ExitCode.refused));
    await same.attempt("b", fail(ExitCode.refused));
    expect(same.exitCode()).toBe(ExitCode.refused);
    const { tally: mixed } = await tally();
    await mixed.attempt("a", fail(ExitCode.refused));
    await mixed.attempt("b", fail(ExitCode.notFound));
    expect(mixed.exitCode()).toBe(ExitCode.failed);
  });

  it("stops when interrupted, whatever was done", async () => {
    const { tally: count } = await tally(AbortSignal.abort());
    await count.attempt("a", succeed);
    expect(count.stopped).toBe(true);
    expect(count.exitCode()).toBe(ExitCode.interrupted);
  });
});
