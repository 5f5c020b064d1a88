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
      ["response", { ...facts, status: 503, requestId: "r-1", duration: 123 }],
    ]);
  });

  it("tells of no answer when none came", async () => {
    const events: string[] = [];
    const hooks = { request: () => events.push("request"), response: () => events.push("response") };
    await expect(trace(hooks, new ManualClock())(scripted(reset))(request)).rejects.toThrow("socket hang up");
    expect(events).toEqual(["request"]);
  });

  it("works with either hook alone", async () => {
    const events: string[] = [];
    await trace({ request: () => events.push("request") }, new ManualClock())(scripted({}))(request);
    await trace({ response: () => events.push("response") }, new ManualClock())(scripted({}))(request);
    expect(events).toEqual(["request", "response"]);
  });

  it("is not there at all without hooks", () => {
    const sender = scripted();
    expect(trace({}, new ManualClock())(sender)).toBe(sender);
  });
});
