import { describe, expect, it } from "vitest";
import { ManualClock } from "../testing/manual-clock.js";
import { requestOf, reset, scripted } from "../testing/scripted-sender.js";
import { trace } from "./trace.js";

const request = requestOf({
  method: "POST",
  path: "/v2/droplets",
  url: "https://api.digitalocean.com/v2/droplets?secret=query",
  headers: { authorization: "Bearer secret" },
  body: '{"user_data":"secret"}',
  attempts: 2,
});

describe("trace", () => {
  it("tells of the attempt before it is sent, and of its answer with status, request id and duration", async () => {
    const clock = new ManualClock();
    const events: [string, unknown][] = [];
    const sender = scripted(() => {
      events.push(["sent", undefined]);
      clock.advance(123);
      return { status: 503, headers: { "x-request-id": "r-1" } };
    });
    const hooks = {
      request: (event: unknown) => events.push(["request", event]),
      response: (event: unknown) => events.push(["response", event]),
    };
    await trace(hooks, clock)(sender)(request);
    const facts = { method: "POST", path: "/v2/droplets", attempts: 2 };
    // Exactly these fields: headers, bodies and queries can hold secrets.
    expect(events).toStrictEqual([
      ["request", facts],
      ["sent", undefined],
      ["response", { ...facts, request: facts, status: 503, requestId: "r-1", duration: 123 }],
    ]);
    const [told, , answered] = events.map(([, event]) => event as { readonly request?: unknown });
    expect(answered?.request).toBe(told);
  });

  it("tells of a failure when no answer came", async () => {
    const events: [string, unknown][] = [];
    const hooks = {
      request: () => events.push(["request", undefined]),
      response: () => events.push(["response", undefined]),
      failure: (event: unknown) => events.push(["failure", event]),
    };
    await expect(trace(hooks, new ManualClock())(scripted(reset))(request)).rejects.toThrow("socket hang up");
    const facts = { method: "POST", path: "/v2/droplets", attempts: 2 };
    const failure = { ...facts, request: facts, duration: 0, error: expect.objectContaining({ reached: true }) };
    expect(events).toEqual([
      ["request", undefined],
      ["failure", failure],
    ]);
  });

  it("works with either hook alone", async () => {
    const events: string[] = [];
    await trace({ request: () => events.push("request") }, new ManualClock())(scripted({}))(request);
    await trace({ response: () => events.push("response") }, new ManualClock())(scripted({}))(request);
    expect(events).toEqual(["request", "response"]);
  });

  it("changes nothing without hooks", async () => {
    const sender = scripted({ status: 204 });
    expect((await trace({}, new ManualClock())(sender)(request)).status).toBe(204);
    expect(sender.requests).toEqual([request]);
  });
});
