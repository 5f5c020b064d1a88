import { describe, expect, it } from "vitest";
import { exchange } from "./exchange.js";
import { FaultRules } from "./faults/faults.js";
import type { Incoming } from "./http/message.js";
import { RateLimit } from "./http/rate-limit.js";
import { RequestLog } from "./http/request-log.js";
import { Clock } from "./clock.js";
import { KeptAnswers } from "./kept-answers.js";
import { lifecycles } from "./lifecycles.js";
import type { Service } from "./service.js";
import { Database } from "./state/database.js";
import { clockStore } from "./state/settings.js";

function makeService(changes: Partial<Service> = {}): Service {
  const database = new Database();
  const service: Service = {
    database,
    clock: new Clock(clockStore(database)),
    lifecycles,
    pace: 1,
    dropletLimit: 25,
    addresses: "unreachable",
    rateLimit: new RateLimit({ perHour: 5, perMinute: 3 }),
    log: new RequestLog(),
    faults: new FaultRules(1),
    kept: new KeptAnswers(database),
    ...changes,
  };
  service.clock.freeze(Date.UTC(2026, 0, 1));
  return service;
}

function incoming(method: string, target: string, changes: Partial<Incoming> = {}): Incoming {
  return {
    method,
    target,
    headers: { authorization: "Bearer t" },
    origin: "http://127.0.0.1:1",
    inProcess: false,
    local: true,
    readBody: () => Promise.resolve(""),
    ...changes,
  };
}

const message = (body: unknown) => (JSON.parse(String(body)) as { message: string }).message;

describe("exchange", () => {
  it("gives the headers that the API gives", async () => {
    const { status, headers } = await exchange(makeService(), incoming("GET", "/v2/account"));
    expect(status).toBe(200);
    expect(headers).toEqual({
      "ratelimit-limit": "5",
      "ratelimit-remaining": "4",
      "ratelimit-reset": String(Date.UTC(2026, 0, 1, 1) / 1000),
      "content-type": "application/json; charset=utf-8",
      etag: expect.stringMatching(/^W\/"[\da-f]{40}"$/),
      "x-request-id": expect.stringMatching(/^[\da-f-]{36}$/),
      "x-gateway": "Edge-Gateway",
      "x-response-from": "service",
    });
  });

  it("repeats the request id in a refusal, and gives no etag", async () => {
    const { status, headers, body } = await exchange(makeService(), incoming("GET", "/v2/droplets/1"));
    expect(status).toBe(404);
    expect(JSON.parse(String(body))).toMatchObject({ id: "not_found", request_id: headers["x-request-id"] });
    expect(headers).not.toHaveProperty("etag");
  });

  it("asks who it is before it says what there is", async () => {
    const service = makeService();
    const unknown = await exchange(service, incoming("GET", "/v2/nothing", { headers: {} }));
    expect([unknown.status, message(unknown.body)]).toEqual([401, "Unable to authenticate you."]);
    expect(unknown.headers).not.toHaveProperty("ratelimit-limit");
    expect((await exchange(service, incoming("GET", "/v2/nothing"))).headers).toHaveProperty("ratelimit-limit", "5");
  });

  it("counts refused requests too, but not those over the limit", async () => {
    const service = makeService();
    const statuses = async (...targets: string[]) => {
      const all = [];
      for (const target of targets) all.push((await exchange(service, incoming("GET", target))).status);
      return all;
    };
    expect(await statuses("/v2/account", "/v2/nothing", "/v2/gen-ai/agents", "/v2/account")).toEqual([
      200, 404, 501, 429,
    ]);
    service.clock.advance(60_000);
    expect(await statuses("/v2/account", "/v2/account", "/v2/account")).toEqual([200, 200, 429]);
  });

  it("names an operation that is not simulated, without a look at its body", async () => {
    const unread = incoming("POST", "/v2/gen-ai/agents", { readBody: () => Promise.reject(new Error("It was read.")) });
    const { status, body } = await exchange(makeService(), unread);
    expect([status, message(body)]).toEqual([501, "genai_create_agent (POST /v2/gen-ai/agents) is not simulated yet."]);
  });

  it("answers its own defect with 500 and the request id, and tells nothing of it", async () => {
    const service = makeService({ lifecycles: {} as Service["lifecycles"] });
    const body = JSON.stringify({ name: "a", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" });
    const failed = await exchange(service, incoming("POST", "/v2/droplets", { readBody: () => Promise.resolve(body) }));
    expect(failed.status).toBe(500);
    expect(JSON.parse(String(failed.body))).toEqual({
      id: "server_error",
      message: "Server was unable to give you a response.",
      request_id: failed.headers["x-request-id"],
    });
    expect(service.log.entries()).toMatchObject([{ status: 500, defect: expect.any(TypeError) }]);
    // What it had done before is undone.
    const list = await exchange(service, incoming("GET", "/v2/droplets"));
    expect(JSON.parse(String(list.body))).toMatchObject({ droplets: [] });
  });

  it("logs what was asked and answered, and never a header", async () => {
    const service = makeService();
    await exchange(service, incoming("GET", "/v2/droplets?page=1"));
    await exchange(service, incoming("GET", "/v2/%", { headers: { authorization: "Bearer very-secret" } }));
    expect(service.log.entries()).toMatchObject([
      { method: "GET", path: "/v2/droplets?page=1", operation: "droplets_list", status: 200 },
      { method: "GET", path: "/v2/%", operation: undefined, status: 400 },
    ]);
    expect(JSON.stringify(service.log.entries())).not.toContain("secret");
  });

  it("keeps the latest thousand requests", () => {
    const log = new RequestLog();
    for (let at = 0; at < 2500; at++)
      log.add({ at, method: "GET", path: "/", operation: undefined, status: 200, requestId: "" });
    expect([log.entries().length, log.entries()[0]?.at, log.entries().at(-1)?.at]).toEqual([1000, 1500, 2499]);
  });

  it("is steered under /_sim/ without a token, from this machine only", async () => {
    const service = makeService();
    const control = (changes: Partial<Incoming> = {}) =>
      exchange(service, incoming("GET", "/_sim/health", { headers: {}, ...changes }));
    expect(await control()).toMatchObject({
      status: 200,
      body: JSON.stringify({ status: "ok", now: "2026-01-01T00:00:00.000Z", frozen: true }),
    });
    expect((await control({ local: false })).status).toBe(403);
    expect((await control({ headers: { origin: "http://evil.test" } })).status).toBe(403);
    expect((await control({ headers: { origin: "http://localhost:3000" } })).status).toBe(200);
    expect(service.log.entries()).toEqual([]);
  });
});
