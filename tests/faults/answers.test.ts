import {
  AmbiguousResultError,
  type ClientOptions,
  NetworkError,
  RateLimitError,
  ResponseFormatError,
  ServerError,
  TimeoutError,
  UnprocessableError,
} from "@doapi/client";
import type { FaultEffect, FaultRule } from "@doapi/simulator";
import { expect, it, vi } from "vitest";
import { bothWays, type Connect } from "../contract/both-ways.js";

const web = { name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

/** A client whose simulator has one fault. */
async function under(connect: Connect, rule: FaultRule, client: ClientOptions = {}): ReturnType<Connect> {
  const pair = await connect({ client });
  pair.simulator.faults.add(rule);
  return pair;
}

async function failure(work: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(work).then(
    () => expect.fail("It did not fail."),
    (error: unknown) => error,
  );
}

bothWays("a fault seen by the client", (connect) => {
  it.each<[string, FaultEffect, Error["constructor"], object]>([
    ["a 429", { type: "status", status: 429, retryAfter: 7 }, RateLimitError, { retryAfter: 7000, remaining: 0 }],
    ["a 500", { type: "status", status: 500 }, ServerError, { status: 500, id: "server_error" }],
    ["a 502 in HTML", { type: "status", status: 502 }, ServerError, { status: 502, id: undefined }],
    ["a 503 in text", { type: "status", status: 503 }, ServerError, { status: 503, body: "Service Unavailable" }],
    ["a 504 in HTML", { type: "status", status: 504 }, ServerError, { status: 504, id: undefined }],
    [
      "a refusal in words of one's own",
      { type: "status", status: 422, message: "Droplet already has a pending event." },
      UnprocessableError,
      { id: "unprocessable_entity" },
    ],
    ["a reset", { type: "reset" }, NetworkError, { code: "ECONNRESET", reached: true }],
    ["a cut answer", { type: "truncated" }, NetworkError, { reached: true }],
    ["a cut answer without a byte", { type: "truncated", bytes: 0 }, NetworkError, { reached: true }],
    ["a page in HTML", { type: "garbled" }, ResponseFormatError, {}],
    ["half a JSON", { type: "garbled", body: '{"a":', contentType: "application/json" }, ResponseFormatError, {}],
  ])("%s", async (_, effect, type, facts) => {
    const { client, sent } = await under(connect, { effect }, { retries: 0 });
    const error = await failure(client.account.get());
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ method: "GET", path: "/v2/account", attempts: 1, ...facts });
    expect(sent()).toEqual(["GET /v2/account"]);
  });

  it.each<FaultEffect>([
    { type: "status", status: 429 },
    { type: "status", status: 500 },
    { type: "status", status: 503 },
    { type: "reset" },
    { type: "truncated" },
  ])("that passes is got over by repeating what only reads: %j", async (effect) => {
    const { client, simulator } = await under(connect, { times: 2, effect });
    expect((await client.account.get()).status).toBe("active");
    expect(simulator.requests.map(({ faults }) => faults?.map((fault) => fault.effect))).toEqual([
      [effect.type],
      [effect.type],
      undefined,
    ]);
  });

  it.each<[FaultEffect, number]>([
    [{ type: "status", status: 502 }, 0],
    [{ type: "status", status: 502, when: "after" }, 1],
    [{ type: "status", status: 500, when: "after" }, 1],
    [{ type: "reset" }, 0],
    [{ type: "reset", when: "after" }, 1],
    [{ type: "truncated" }, 1],
    [{ type: "truncated", bytes: 0 }, 1],
  ])("of a create leaves the outcome unknown and is not repeated: %j", async (effect, made) => {
    const { client, simulator, sent } = await under(connect, { on: "droplets_create", effect });
    const error = await failure(client.droplets.create(web));
    expect(error).toBeInstanceOf(AmbiguousResultError);
    expect(sent()).toEqual(["POST /v2/droplets"]);
    simulator.faults.clear();
    expect((await client.droplets.list().all()).map(({ name }) => name)).toEqual(made === 1 ? ["web-1"] : []);
  });

  it("of a create that was surely not done is got over: a 429", async () => {
    const { client } = await under(connect, {
      on: "droplets_create",
      times: 3,
      effect: { type: "status", status: 429, retryAfter: 2 },
    });
    await client.droplets.create(web);
    expect(await client.droplets.list().all()).toHaveLength(1);
  });

  it.each<[FaultEffect, string[]]>([
    [{ type: "reset", when: "after" }, []],
    [{ type: "reset", when: "before" }, []],
  ])("of a delete is got over: %j", async (effect, left) => {
    const { client, simulator } = await connect();
    const droplet = await client.droplets.create(web).ready();
    simulator.faults.add({ on: "droplets_destroy", times: 1, effect });
    await droplet.delete();
    simulator.clock.advance(60_000);
    expect((await client.droplets.list().all()).map(({ name }) => name)).toEqual(left);
  });

  it.each<FaultEffect>([
    { type: "hang" },
    { type: "hang", when: "after" },
    { type: "latency", milliseconds: 60_000 },
    { type: "latency", milliseconds: 60_000, when: "after" },
  ])("that takes too long ends at the client's limit: %j", async (effect) => {
    const { client } = await under(connect, { effect }, { timeout: 30, retries: 0 });
    expect(await failure(client.account.get())).toBeInstanceOf(TimeoutError);
    expect(await failure(client.tags.create("a"))).toBeInstanceOf(AmbiguousResultError);
  });

  it.each(["before", "after"] as const)("ends when the caller aborts it: silence %s the change", async (when) => {
    const { client, simulator } = await under(connect, { effect: { type: "hang", when } });
    const caller = new AbortController();
    const asked = failure(client.request("POST /v2/tags", { body: { name: "a" }, signal: caller.signal }));
    const reason = new Error("enough");
    await vi.waitFor(() => expect(simulator.faults.list()).toMatchObject([{ struck: 1 }]));
    caller.abort(reason);
    expect(await asked).toBe(reason);
    simulator.faults.clear();
    expect((await client.tags.list().all()).map(({ name }) => name)).toEqual(when === "after" ? ["a"] : []);
  });

  it("is gone with its rule: the same connection goes on", async () => {
    const { client, simulator } = await connect();
    const stop = simulator.faults.add({ effect: { type: "latency", milliseconds: 60_000 } });
    const asked = client.account.get();
    const answered = asked.then(({ status }) => status);
    await vi.waitFor(() => expect(simulator.faults.list()).toMatchObject([{ struck: 1 }]));
    stop();
    expect(await answered).toBe("active");
    await client.account.get();
    expect(simulator.requests.map(({ faults }) => faults?.length)).toEqual([1, undefined]);
  });
});
