import { describe, expect, it } from "vitest";
import { simulate } from "../testing/caller.js";

/** A simulator and its `/_sim/faults`. */
function control() {
  const { simulator, send, call } = simulate();
  const ask = async (route: string, body?: unknown) => {
    const response = await send(route, body === undefined ? {} : { body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { simulator, ask, call };
}

describe("/_sim/faults", () => {
  it("adds, lists and ends rules", async () => {
    const { ask, call } = control();
    const rule = { on: "GET /v2/account", times: 1, effect: { type: "status", status: 503 } };
    const fault = { id: 1, ...rule, matched: 0, struck: 0 };
    expect(await ask("POST /_sim/faults", rule)).toEqual({ status: 200, body: { fault } });
    await ask("POST /_sim/faults", { effect: { type: "latency", milliseconds: 0 } });
    await expect(call("GET /v2/account")).rejects.toThrow("503");
    const { body } = await ask("GET /_sim/faults");
    expect(body).toMatchObject({
      faults: [
        { ...fault, matched: 1, struck: 1 },
        { id: 2, struck: 1 },
      ],
    });
    expect(await ask("DELETE /_sim/faults/1")).toMatchObject({ status: 200, body: { faults: [{ id: 2 }] } });
    expect(await ask("DELETE /_sim/faults")).toEqual({ status: 200, body: { faults: [] } });
    expect((await ask("GET /_sim/faults")).body).toEqual({ faults: [] });
  });

  it("shows in the log what struck, and strikes nothing under /_sim/", async () => {
    const { ask } = control();
    await ask("POST /_sim/faults", { effect: { type: "status", status: 500 } });
    expect((await ask("GET /_sim/health")).status).toBe(200);
    await ask("GET /v2/account");
    expect((await ask("GET /_sim/requests")).body).toMatchObject({
      requests: [{ path: "/v2/account", status: 500, faults: [{ id: 1, effect: "status" }] }],
    });
  });

  it("does not show the rule of a function as one for every request", async () => {
    const { simulator, ask } = control();
    simulator.faults.add({ on: () => false, effect: { type: "reset" } });
    expect((await ask("GET /_sim/faults")).body).toMatchObject({ faults: [{ on: "a function of the program" }] });
  });

  it.each<[string, unknown, number, RegExp]>([
    ["POST /_sim/faults", {}, 422, /^effect must be an object\.$/],
    ["POST /_sim/faults", { on: "nothing", effect: { type: "reset" } }, 422, /no operation nothing/],
    ["POST /_sim/faults", "{", 400, /malformed/],
    ["POST /_sim/faults", "[]", 422, /must be a JSON object/],
    ["POST /_sim/faults/1", {}, 404, /There is no POST \/_sim\/faults\/1/],
    ["GET /_sim/faults/1", undefined, 404, /There is no GET/],
    ["DELETE /_sim/faults/7", undefined, 404, /There is no fault rule 7/],
    ["DELETE /_sim/faults/x", undefined, 404, /There is no fault rule x/],
    ["DELETE /_sim/faults/1/2", undefined, 404, /There is no DELETE/],
    ["GET /_sim/health/1", undefined, 404, /There is no GET/],
  ])("refuses %s %j", async (route, body, status, message) => {
    const { simulator, ask } = control();
    const refused = await ask(route, body);
    expect(refused.status).toBe(status);
    expect(refused.body.message).toMatch(message);
    expect(simulator.faults.list()).toEqual([]);
  });
});
