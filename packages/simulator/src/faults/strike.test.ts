import { describe, expect, it, vi } from "vitest";
import { simulate, START } from "../testing/caller.js";
import type { FaultEffect, FaultRule } from "./rule.js";

const DROPLET = { name: "web-1", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" };

/** A simulator under one rule, and what is asked of it. */
function under(effect: FaultEffect, rule: Omit<FaultRule, "effect"> = {}) {
  const parts = simulate();
  const stop = parts.simulator.faults.add({ ...rule, effect });
  const total = async () => (await parts.call("GET /v2/droplets")).meta.total;
  const create = () => parts.send("POST /v2/droplets", { body: DROPLET });
  /** Once the rule has struck so many requests, in whatever state those are. */
  const struck = (count: number) =>
    vi.waitFor(() => expect(parts.simulator.faults.list().map((fault) => fault.struck)).toEqual([count]));
  return { ...parts, stop, total, create, struck };
}

describe("in process, a fault of the connection", () => {
  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("is the rejection that fetch gives: a reset %s the change", async (when, made) => {
    const { create, total, simulator } = under({ type: "reset", when }, { on: "droplets_create", times: 1 });
    await expect(create()).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { code: "ECONNRESET", message: "read ECONNRESET", syscall: "read" },
    });
    expect(await total()).toBe(made);
    expect(simulator.requests.map(({ status, faults }) => [status, faults])).toEqual([
      [made === 1 ? 202 : 0, [{ id: 1, effect: "reset" }]],
      [200, undefined],
    ]);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("lasts until the client gives up: silence %s the change", async (when, made) => {
    const { simulator, total, struck } = under({ type: "hang", when }, { on: "droplets_create" });
    const client = new AbortController();
    const body = JSON.stringify(DROPLET);
    const answer = simulator.fetch("https://api.test/v2/droplets", { method: "POST", body, signal: client.signal });
    await struck(1);
    await expect(Promise.race([answer, total().then(() => "nothing")])).resolves.toBe("nothing");
    const reason = new Error("enough");
    client.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(await total()).toBe(made);
  });

  it("cuts the body: the length is the whole one, the bytes are not", async () => {
    const { send } = under({ type: "truncated", bytes: 10 });
    const response = await send("GET /v2/account");
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(10);
    const received: number[] = [];
    const reading = response.body?.pipeTo(
      new WritableStream({ write: (chunk: Uint8Array) => void received.push(chunk.length) }),
    );
    await expect(reading).rejects.toMatchObject({ message: "terminated", cause: { code: "UND_ERR_SOCKET" } });
    expect(received).toEqual([10]);
  });

  it("cuts before the first byte of the body, and without a body there is no answer", async () => {
    const { simulator } = under({ type: "truncated", bytes: 0 });
    const ask = (method: string) => simulator.fetch("https://api.test/v2/account", { method });
    await expect((await ask("GET")).text()).rejects.toThrow("terminated");
    await expect(ask("HEAD")).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  });
});

describe("latency", () => {
  it("is over when the client gives up, and what was asked is done all the same", async () => {
    const { simulator, total, stop, struck } = under(
      { type: "latency", milliseconds: 60_000 },
      { on: "droplets_create" },
    );
    const client = new AbortController();
    const body = JSON.stringify(DROPLET);
    const answer = simulator.fetch("https://api.test/v2/droplets", { method: "POST", body, signal: client.signal });
    await struck(1);
    client.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    expect(await total()).toBe(0);
    stop();
    await vi.waitFor(async () => expect(await total()).toBe(1));
  });

  it("after the change holds back only the answer", async () => {
    const { create, total, stop } = under(
      { type: "latency", milliseconds: 60_000, when: "after" },
      { on: "droplets_create" },
    );
    const answer = create();
    await vi.waitFor(async () => expect(await total()).toBe(1));
    await expect(Promise.race([answer, total()])).resolves.toBe(1);
    stop();
    expect((await answer).status).toBe(202);
  });

  it("before the change makes it happen later, also by the clock", async () => {
    const { simulator, create, stop, struck } = under({ type: "latency", milliseconds: 60_000 });
    const answer = create();
    await struck(1);
    simulator.clock.advance(5_000);
    stop();
    expect(await (await answer).json()).toMatchObject({
      droplet: { created_at: new Date(START + 5_000).toISOString().replace(".000", "") },
    });
  });
});

describe("what becomes of a request", () => {
  it("that errored: its action ends so, and nothing is changed", async () => {
    const { simulator, createDroplet, getDroplet, act, call } = under(
      { type: "errored" },
      { on: "dropletActions_post" },
    );
    const { id } = await createDroplet();
    simulator.clock.advance(30_000);
    const action = await act(id, { type: "power_off" });
    simulator.clock.advance(5_000);
    const path = { action_id: action };
    expect((await call("GET /v2/actions/{action_id}", { path })).action.status).toBe("errored");
    expect((await getDroplet(id)).status).toBe("active");
    simulator.faults.clear();
    const second = await act(id, { type: "power_off" });
    simulator.clock.advance(5_000);
    expect((await call("GET /v2/actions/{action_id}", { path: { action_id: second } })).action.status).toBe(
      "completed",
    );
  });

  it("that vanished: it was answered as always, and is gone; others stay", async () => {
    const { simulator, createDroplet, call, refusal } = under({ type: "vanished" }, { times: 1, after: 1 });
    const kept = await createDroplet({ name: "kept", tags: ["web"] });
    const { id, status } = await createDroplet({ name: "gone", tags: ["web"] });
    expect(status).toBe("new");
    expect(await refusal(`GET /v2/droplets/${id}`)).toMatchObject({ status: 404 });
    const list = await call("GET /v2/droplets", { query: { tag_name: "web" } });
    expect([list.droplets.map((droplet) => droplet.id), list.meta.total]).toEqual([[kept.id], 1]);
    simulator.clock.advance(30_000);
    const { actions } = await call("GET /v2/actions");
    expect(actions.map((action) => [action.resource_id, action.status])).toEqual([
      [id, "errored"],
      [kept.id, "completed"],
    ]);
  });

  it("that is invisible: reads do not find it for so long, in no list and no total, and changes do", async () => {
    const { simulator, createDroplet, getDroplet, call, refusal, total } = under(
      { type: "invisible", milliseconds: 3_000 },
      { on: "droplets_create", after: 1 },
    );
    const seen = await createDroplet({ name: "seen" });
    const { id } = await createDroplet({ name: "late", tags: ["web"] });
    expect(await refusal(`GET /v2/droplets/${id}`)).toMatchObject({ status: 404, id: "not_found" });
    expect((await call("GET /v2/droplets")).droplets.map((droplet) => droplet.id)).toEqual([seen.id]);
    expect((await call("GET /v2/droplets", { query: { tag_name: "web" } })).meta.total).toBe(0);
    expect((await call("GET /v2/actions")).actions.map((action) => action.resource_id)).toEqual([id, seen.id]);
    expect(await refusal("POST /v2/droplets/{id}/actions", { path: { id }, body: { type: "reboot" } })).toMatchObject({
      message: "Droplet already has a pending event.",
    });
    simulator.clock.advance(2_999);
    expect(await total()).toBe(1);
    simulator.clock.advance(1);
    expect(await total()).toBe(2);
    expect(await getDroplet(id)).toMatchObject({ name: "late", status: "new", tags: ["web"] });
  });

  it("that is invisible and only begins an action: the action is", async () => {
    const { simulator, createDroplet, act, refusal, total } = under(
      { type: "invisible", milliseconds: 3_000 },
      { on: "dropletActions_post" },
    );
    const { id } = await createDroplet();
    simulator.clock.advance(30_000);
    const action = await act(id, { type: "reboot" });
    expect(await refusal(`GET /v2/actions/${action}`)).toMatchObject({ status: 404 });
    expect(await total()).toBe(1);
  });

  it("does not stop life: what is invisible becomes active in its time", async () => {
    const { simulator, createDroplet, getDroplet } = under({ type: "invisible", milliseconds: 40_000 });
    const { id } = await createDroplet();
    simulator.clock.advance(30_000);
    await expect(getDroplet(id)).rejects.toThrow("404");
    simulator.clock.advance(10_000);
    expect((await getDroplet(id)).status).toBe("active");
  });

  it.each(["vanished", "errored"] as const)("that was refused is not used up: %s", async (type) => {
    const { simulator, refusal, create } = under({ type }, { on: "droplets_create", times: 1 });
    await refusal("POST /v2/droplets", { body: { ...DROPLET, size: "none" } });
    expect(simulator.faults.list()).toMatchObject([{ matched: 0, struck: 0 }]);
    await create();
    expect(simulator.faults.list()).toMatchObject([{ matched: 1, struck: 1 }]);
  });

  it("that makes nothing is not asked about", async () => {
    const { simulator, call, createDroplet } = under({ type: "vanished" });
    simulator.faults.add({ effect: { type: "errored" } });
    await call("POST /v2/tags", { body: { name: "web" } });
    await call("GET /v2/tags");
    expect(simulator.faults.list().map(({ struck }) => struck)).toEqual([1, 0]);
    await createDroplet();
    expect(simulator.faults.list().map(({ struck }) => struck)).toEqual([2, 1]);
  });
});

describe("when rules end", () => {
  it.each<[string, (parts: ReturnType<typeof under>) => void]>([
    ["the rule", ({ stop }) => stop()],
    ["all", ({ simulator }) => simulator.faults.clear()],
  ])("%s, nothing of them is left", async (_, end) => {
    const parts = under({ type: "invisible", milliseconds: 1e9 });
    await parts.create();
    expect(await parts.total()).toBe(0);
    end(parts);
    expect(await parts.total()).toBe(1);
    expect((await parts.create()).status).toBe(202);
    expect(parts.simulator.requests.at(-1)).not.toHaveProperty("faults");
  });

  it("they do not strike what they have held up so far", async () => {
    const { simulator, create, getDroplet, struck } = under({ type: "latency", milliseconds: 60_000 });
    const stop = simulator.faults.add({ effect: { type: "vanished" } });
    const answer = create();
    await vi.waitFor(() => expect(simulator.faults.list()[0]?.struck).toBe(1));
    stop();
    await struck(1);
    simulator.faults.clear();
    const { droplet } = (await (await answer).json()) as { droplet: { id: number } };
    expect((await getDroplet(droplet.id)).status).toBe("new");
  });

  it("who waits is answered, also when the simulator is closed", async () => {
    const { simulator, create, total } = under(
      { type: "latency", milliseconds: 2 ** 31 - 1, when: "after" },
      { on: "droplets_create" },
    );
    const answer = create();
    await vi.waitFor(async () => expect(await total()).toBe(1));
    await simulator.close();
    expect((await answer).status).toBe(202);
  });

  it("they do so by a reset too, and not by going back to a snapshot", async () => {
    const { simulator, create } = under({ type: "status", status: 503 });
    simulator.restore(simulator.snapshot());
    expect((await create()).status).toBe(503);
    simulator.reset();
    expect([(await create()).status, simulator.faults.list()]).toEqual([202, []]);
  });
});

describe("faults", () => {
  it("strike operations that are not simulated, and leave the paths that do not exist alone", async () => {
    const { refusal, simulator } = under({ type: "status", status: 500 });
    expect(await refusal("GET /v2/gen-ai/agents")).toMatchObject({ status: 500 });
    expect(await refusal("GET /v2/nothing")).toMatchObject({ status: 404 });
    expect(simulator.faults.list()).toMatchObject([{ matched: 1 }]);
  });

  it("after the change take the place of a refusal as well", async () => {
    const { refusal } = under({ type: "status", status: 502, format: "json", when: "after" });
    expect(await refusal("GET /v2/droplets/7")).toMatchObject({ status: 502 });
  });

  it("tell by an answer what is wrong with the function of a rule, and undo the change", async () => {
    const parts = simulate();
    parts.simulator.faults.add({
      on: () => {
        throw new Error("no such field");
      },
      effect: { type: "vanished" },
    });
    expect(await parts.refusal("POST /v2/droplets", { body: DROPLET })).toMatchObject({
      status: 500,
      message: "The function of a fault rule failed: no such field",
    });
    expect((await parts.call("GET /v2/droplets")).meta.total).toBe(0);
  });

  it("know the request by path, query and body", async () => {
    const { simulator, call, createDroplet } = simulate();
    const seen: unknown[] = [];
    simulator.faults.add({
      on: (request) => {
        seen.push(request);
        return request.body.includes("web-2");
      },
      effect: { type: "status", status: 503, when: "after" },
    });
    await call("GET /v2/droplets", { query: { tag_name: "a b" } });
    await createDroplet({ name: "web-1" });
    await expect(createDroplet({ name: "web-2" })).rejects.toThrow("503");
    expect(seen).toMatchObject([
      { operation: "droplets_list", method: "GET", path: "/v2/droplets", query: { tag_name: "a b" }, body: "" },
      { operation: "droplets_create", method: "POST", query: {}, body: JSON.stringify({ ...DROPLET }) },
      { operation: "droplets_create" },
    ]);
    expect((await call("GET /v2/droplets")).meta.total).toBe(2);
  });
});
