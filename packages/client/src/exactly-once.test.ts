import { describe, expect, it } from "vitest";
import { Core } from "./core.js";
import { AmbiguousResultError } from "./errors/transport.js";
import { creating, exactlyOnce } from "./exactly-once.js";
import { readOptions } from "./options.js";
import { ManualClock } from "./testing/manual-clock.js";
import { answering, problem, requestOf } from "./testing/scripted-sender.js";

const lost = new AmbiguousResultError(requestOf({ method: "POST" }), new Error("reset"));

/** The error that an answer of this status becomes. */
async function refusalOf(status: number): Promise<Error> {
  const core = new Core(readOptions({ token: "t", sender: answering(() => problem(status)), retries: 0 }));
  return core.send({ method: "POST", target: "/v2/things" }).then(
    () => new Error("no error"),
    (error: unknown) => error as Error,
  );
}

type Outcome = string | undefined | Error;

/** Scripts of what creating and looking come to; the last look is repeated. */
function setUp(creations: readonly Outcome[], looks: readonly Outcome[] = [undefined]) {
  const clock = new ManualClock();
  const core = new Core(readOptions({ token: "t", sender: answering(() => ({})), clock, retries: 2 }));
  const events: string[] = [];
  const take = (kind: string, outcomes: readonly Outcome[], fallback: Outcome) => () => {
    const index = events.filter((event) => event === kind).length;
    const outcome = index < outcomes.length ? outcomes[index] : fallback;
    events.push(kind);
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  const create = take("create", creations, new Error("one creation too many")) as () => Promise<string>;
  const creation = { create, find: take("find", looks, looks.at(-1)) };
  return { core, creation, clock, events, run: (signal?: AbortSignal) => exactlyOnce(core, creation, signal) };
}

const six = Array.from({ length: 6 }, () => "find");

describe("a creation, exactly once", () => {
  it("is one request where its answer arrives", async () => {
    const { run, events } = setUp(["made"]);
    expect([await run(), events]).toEqual(["made", ["create"]]);
  });

  it("is looked for when its answer was lost, and not repeated when it is there", async () => {
    const { run, events, clock } = setUp([lost], ["found"]);
    expect([await run(), events, clock.pauses]).toEqual(["found", ["create", "find"], []]);
  });

  it("is looked for again, since it can show up late", async () => {
    const { run, events, clock } = setUp([lost], [undefined, undefined, "found"]);
    expect([await run(), events]).toEqual(["found", ["create", "find", "find", "find"]]);
    expect(clock.pauses).toEqual([500, 1_000]);
  });

  it("is repeated only after it was looked for in vain", async () => {
    const { run, events, clock } = setUp([lost, "made"]);
    expect([await run(), events]).toEqual(["made", ["create", ...six, "create"]]);
    expect(clock.pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  it("is repeated as often as the client repeats, and then remains unknown", async () => {
    const { run, events } = setUp([lost, lost, lost]);
    await expect(run()).rejects.toBe(lost);
    expect(events.filter((event) => event === "create")).toHaveLength(3);
    expect(events.slice(-6)).toEqual(six);
  });

  it("is not repeated as long as nobody can look", async () => {
    const { run, events } = setUp([lost], [new Error("no list")]);
    await expect(run()).rejects.toBe(lost);
    expect(events).toEqual(["create", ...six]);
  });

  it("bears a look that fails in passing", async () => {
    const { run } = setUp([lost], [new Error("no list"), "found"]);
    expect(await run()).toBe("found");
  });

  it.each([409, 422])("was made by the lost attempt when the next is refused by %d and it is there", async (status) => {
    const { run } = setUp([lost, await refusalOf(status)], [...six.map(() => undefined), "found"]);
    expect(await run()).toBe("found");
  });

  it.each([409, 422])("is refused by %d when it is not there", async (status) => {
    const refusal = await refusalOf(status);
    await expect(setUp([lost, refusal]).run()).rejects.toBe(refusal);
  });

  it.each([401, 409, 422])("that is refused at once (%d) is not looked for", async (status) => {
    const refusal = await refusalOf(status);
    const { run, events } = setUp([refusal], ["found"]);
    await expect(run()).rejects.toBe(refusal);
    expect(events).toEqual(["create"]);
  });

  it("fails as its second attempt does where that says nothing of the first", async () => {
    const refusal = await refusalOf(401);
    await expect(setUp([lost, refusal]).run()).rejects.toBe(refusal);
  });

  it("ends with the signal, and nothing is repeated", async () => {
    const controller = new AbortController();
    const { run, clock, events } = setUp([lost]);
    clock.whileSleeping = () => controller.abort(new Error("enough"));
    await expect(run(controller.signal)).rejects.toThrow("enough");
    expect(events).toEqual(["create", "find"]);
  });
});

describe("a creation by its options", () => {
  it.each([{}, { exactlyOnce: false }, { exactlyOnce: undefined }])("is not repeated by %j", async (options) => {
    const { core, creation, events } = setUp([lost], ["found"]);
    await expect(creating(core, options, creation)).rejects.toBe(lost);
    expect(events).toEqual(["create"]);
  });

  it("is looked for where it is to be made exactly once", async () => {
    const { core, creation } = setUp([lost], ["found"]);
    expect(await creating(core, { exactlyOnce: true }, creation)).toBe("found");
  });
});
