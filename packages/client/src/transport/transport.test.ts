import { describe, expect, it } from "vitest";
import type { RateLimit } from "../rate-limit.js";
import { ManualClock } from "../testing/manual-clock.js";
import { problem, requestOf, scripted, type Step } from "../testing/scripted-sender.js";
import { transport } from "./transport.js";

const budget = { "ratelimit-limit": "5000", "ratelimit-remaining": "9", "ratelimit-reset": "1767225600" };

function setUp(...script: readonly Step[]) {
  const events: string[] = [];
  const sender = scripted(
    ...script.map(
      (step): Step =>
        (request) => {
          events.push(`send ${request.attempts}`);
          return typeof step === "function" ? step(request) : step;
        },
    ),
  );
  const clock = new ManualClock();
  clock.whileSleeping = () => events.push("pause");
  const send = transport({
    sender,
    clock,
    random: () => 1,
    budget: undefined,
    hooks: {
      request: ({ attempts }) => events.push(`request hook ${attempts}`),
      response: ({ status }) => events.push(`response hook ${status}`),
      retry: ({ error, pause }) => events.push(`retry hook ${error.name} ${pause}`),
    },
    scopesOf: (route) => [`scope of ${route}`],
    remember: ({ remaining }: RateLimit) => events.push(`remember ${remaining}`),
  });
  return { send, events };
}

describe("the chain", () => {
  it("traces, remembers and judges every attempt, and repeats outside of that", async () => {
    const { send, events } = setUp({ ...problem(503), headers: budget }, { body: "fine", headers: budget });
    expect((await send(requestOf())).text()).toBe("fine");
    expect(events).toEqual([
      "request hook 1",
      "send 1",
      "response hook 503",
      "remember 9",
      "retry hook ServerError 500",
      "pause",
      "request hook 2",
      "send 2",
      "response hook 200",
      "remember 9",
    ]);
  });

  it("remembers the budget of an answer that is refused", async () => {
    const { send, events } = setUp({ ...problem(404), headers: budget });
    await expect(send(requestOf())).rejects.toThrow("404");
    expect(events).toContain("remember 9");
  });

  it("knows the scopes of a route", async () => {
    const { send } = setUp(problem(403));
    await expect(send(requestOf({ route: "GET /v2/things" }))).rejects.toMatchObject({
      scopes: ["scope of GET /v2/things"],
    });
  });

  it("reads a date in retry-after by the clock that is injected", async () => {
    const { send, events } = setUp(
      problem(429, "too_many_requests", { "retry-after": new Date(new ManualClock().now() + 4_000).toUTCString() }),
      {},
    );
    await send(requestOf());
    expect(events).toContain("retry hook RateLimitError 4000");
  });
});
