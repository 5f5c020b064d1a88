import { describe, expect, it } from "vitest";
import { ApiError, NotFoundError, RateLimitError, ServerError } from "../errors/api.js";
import { AmbiguousResultError, NetworkError, TimeoutError } from "../errors/transport.js";
import type { Hooks } from "../hooks.js";
import { ManualClock } from "../testing/manual-clock.js";
import {
  problem,
  refused,
  type Reply,
  requestOf,
  reset,
  scripted,
  silence,
  type Step,
} from "../testing/scripted-sender.js";
import type { WireRequest } from "./message.js";
import { refuse } from "./refuse.js";
import { retry } from "./retry.js";

const now = Date.UTC(2026, 0, 1);
const ok: Reply = { body: { fine: true } };

/** Sends one request through `retry` over a script. */
function setUp(script: readonly Step[], options: { random?: () => number; hooks?: Hooks } = {}) {
  const clock = new ManualClock(now);
  const sender = scripted(...script);
  const link = retry({ clock, random: options.random ?? (() => 1), hooks: options.hooks ?? {} });
  const chain = link(refuse({ now: clock.now, scopesOf: () => [] })(sender));
  const send = (parts: Partial<WireRequest> = {}) => chain(requestOf(parts));
  const fail = async (parts: Partial<WireRequest> = {}): Promise<unknown> => {
    const { status } = await send(parts).catch((error: unknown) => ({ status: error }));
    return status;
  };
  return { clock, sender, send, fail };
}

const passing: [string, Step][] = [
  ["500", problem(500)],
  ["502", problem(502)],
  ["503", problem(503)],
  ["504", problem(504)],
  ["a reset", reset],
  ["a timeout", silence],
];
const harmless: [string, Step][] = [
  ["429", problem(429)],
  ["a refused connection", refused],
];

describe("what is repeated", () => {
  it.each(
    ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"].flatMap((method) =>
      [...passing, ...harmless].map(([name, step]): [string, string, Step] => [method, name, step]),
    ),
  )("%s after %s", async (method, _, step) => {
    const { send, sender } = setUp([step, ok]);
    expect((await send({ method })).status).toBe(200);
    expect(sender.requests.map(({ attempts }) => attempts)).toEqual([1, 2]);
  });

  it.each(
    ["POST", "PATCH"].flatMap((method) => harmless.map(([name, step]): [string, string, Step] => [method, name, step])),
  )("%s after %s, because it surely was not carried out", async (method, _, step) => {
    const { send, sender } = setUp([step, ok]);
    expect((await send({ method })).status).toBe(200);
    expect(sender.requests).toHaveLength(2);
  });

  it.each(
    ["POST", "PATCH"].flatMap((method) => passing.map(([name, step]): [string, string, Step] => [method, name, step])),
  )("%s not after %s: it may have been carried out", async (method, _, step) => {
    const { fail, sender, clock } = setUp([step, ok]);
    const error = await fail({ method });
    expect(error).toBeInstanceOf(AmbiguousResultError);
    expect(error).toMatchObject({ method, path: "/v2/things", attempts: 1 });
    const { cause } = error as Error;
    expect([ServerError, NetworkError, TimeoutError].some((kind) => cause instanceof kind)).toBe(true);
    expect((error as Error).message).toContain((cause as Error).message);
    expect(sender.requests).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
  });

  it("counts the attempts of a POST whose outcome is unknown in the end", async () => {
    const { fail } = setUp([problem(429), problem(502)]);
    expect(await fail({ method: "POST" })).toMatchObject({ name: "AmbiguousResultError", attempts: 2 });
  });

  it.each([400, 401, 403, 404, 409, 412, 422, 501, 302])("nothing after %d", async (status) => {
    const { fail, sender } = setUp([problem(status), ok]);
    expect(await fail()).toBeInstanceOf(Error);
    expect(sender.requests).toHaveLength(1);
  });

  it("nothing after a certificate that is refused", async () => {
    const { fail, sender } = setUp([
      (request) => {
        throw new NetworkError(request, new Error("expired"), { reached: false, permanent: true });
      },
      ok,
    ]);
    expect(await fail()).toMatchObject({ permanent: true, attempts: 1 });
    expect(sender.requests).toHaveLength(1);
  });

  it("nothing after an error that is none of the transport's", async () => {
    const { fail, sender } = setUp([
      () => {
        throw new RangeError("a bug");
      },
      ok,
    ]);
    expect(await fail()).toEqual(new RangeError("a bug"));
    expect(sender.requests).toHaveLength(1);
  });

  it("sends the same request again", async () => {
    const { send, sender } = setUp([problem(503), ok]);
    await send({ method: "PUT", body: '{"name":"a"}', headers: { authorization: "Bearer t" } });
    const [first, second] = sender.requests;
    expect({ ...second, attempts: 1 }).toEqual(first);
  });

  it("gives up after the number of retries, with the last error and all attempts", async () => {
    const { fail, sender } = setUp([problem(500), reset, problem(503)]);
    const error = await fail({ retries: 2 });
    expect(error).toMatchObject({ status: 503, attempts: 3 });
    expect((error as Error).message).toContain("(3 attempts)");
    expect(sender.requests).toHaveLength(3);
  });

  it("sends once without retries", async () => {
    const { fail, sender, clock } = setUp([problem(500)]);
    const error = await fail({ retries: 0 });
    expect(error).toMatchObject({ status: 500, attempts: 1 });
    expect((error as Error).message).not.toContain("attempts");
    expect(sender.requests).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
  });
});

describe("a DELETE", () => {
  it.each(passing)("whose answer was lost (%s) and that then finds nothing is done", async (_, step) => {
    const { send, sender } = setUp([step, problem(404)]);
    const response = await send({ method: "DELETE" });
    expect(response.status).toBe(204);
    expect(response.text()).toBe("");
    expect(sender.requests).toHaveLength(2);
  });

  it("stays done when a refused connection lies between", async () => {
    const { send } = setUp([reset, refused, problem(404)]);
    expect((await send({ method: "DELETE" })).status).toBe(204);
  });

  it("that finds nothing at first is a NotFoundError", async () => {
    expect(await setUp([problem(404)]).fail({ method: "DELETE" })).toBeInstanceOf(NotFoundError);
  });

  it.each(harmless)(
    "that finds nothing after %s is a NotFoundError: it was not carried out before",
    async (_, step) => {
      expect(await setUp([step, problem(404)]).fail({ method: "DELETE" })).toBeInstanceOf(NotFoundError);
    },
  );

  it("alone may end like this: a GET that finds nothing after a reset finds nothing", async () => {
    expect(await setUp([reset, problem(404)]).fail()).toBeInstanceOf(NotFoundError);
  });
});

describe("the pause", () => {
  const failures = Array.from({ length: 7 }, () => problem(503));

  it.each([
    ["least", 0, [250, 500, 1000, 2000, 4000, 4000]],
    ["most", 1, [500, 1000, 2000, 4000, 8000, 8000]],
    ["middle", 0.5, [375, 750, 1500, 3000, 6000, 6000]],
  ])("doubles up to its longest, by chance between half and whole: the %s", async (_, random, pauses) => {
    const { fail, clock } = setUp(failures, { random: () => random });
    await fail({ retries: 6 });
    expect(clock.pauses).toEqual(pauses);
  });

  const pauseAfter = async (status: number, headers: Record<string, string>) => {
    const { fail, clock, sender } = setUp([problem(status, "x", headers), ok]);
    const outcome = await fail();
    return { outcome, pauses: clock.pauses, sent: sender.requests.length };
  };
  const httpDate = (time: number) => new Date(time).toUTCString();

  it.each([
    ["seconds", 429, "7", 7_000],
    ["fractions of a second", 429, "1.5", 1_500],
    ["a date", 503, httpDate(now + 9_000), 9_000],
    ["exactly the longest", 429, "60", 60_000],
  ])("is what retry-after says, in %s", async (_, status, value, pause) => {
    expect(await pauseAfter(status, { "retry-after": value })).toEqual({ outcome: 200, pauses: [pause], sent: 2 });
  });

  it.each([
    ["0", "0"],
    ["a past date", httpDate(now - 5_000)],
    ["a negative number", "-3"],
    ["no number and no date", "soon"],
    ["nothing", ""],
  ])("is the usual one when retry-after is %s", async (_, value) => {
    expect(await pauseAfter(429, { "retry-after": value })).toEqual({ outcome: 200, pauses: [500], sent: 2 });
  });

  it.each(["61", "3600", "1e99", "Infinity", httpDate(now + 61_000)])(
    "is none when retry-after asks for too long (%s): the error is thrown at once",
    async (value) => {
      const { outcome, pauses, sent } = await pauseAfter(429, { "retry-after": value });
      expect(outcome).toBeInstanceOf(RateLimitError);
      expect((outcome as ApiError).retryAfter).toBeGreaterThan(60_000);
      expect({ pauses, sent }).toEqual({ pauses: [], sent: 1 });
    },
  );

  const limits = (reset: number | string) => ({
    "ratelimit-limit": "5000",
    "ratelimit-remaining": "0",
    "ratelimit-reset": String(reset),
  });

  it.each([
    ["near, so it is waited for", now / 1000 + 20, 20_000],
    ["past, so it says nothing", now / 1000 - 20, 500],
    ["far away, so another try may come earlier", now / 1000 + 3_000, 500],
    ["beyond all dates", 1e300, 500],
  ])("after a 429 with a reset that is %s", async (_, reset, pause) => {
    expect(await pauseAfter(429, limits(reset))).toEqual({ outcome: 200, pauses: [pause], sent: 2 });
  });

  it("prefers retry-after to the reset", async () => {
    const { pauses } = await pauseAfter(429, { ...limits(now / 1000 + 20), "retry-after": "3" });
    expect(pauses).toEqual([3_000]);
  });

  it("takes no notice of the reset after another status", async () => {
    expect((await pauseAfter(503, limits(now / 1000 + 20))).pauses).toEqual([500]);
  });

  it("ends when the signal is aborted, with the signal's reason and nothing more sent", async () => {
    const controller = new AbortController();
    const { fail, sender, clock } = setUp([problem(503), ok]);
    clock.whileSleeping = () => controller.abort(new Error("enough"));
    expect(await fail({ signal: controller.signal })).toEqual(new Error("enough"));
    expect(sender.requests).toHaveLength(1);
  });
});

describe("the retry hook", () => {
  it("is told of every repetition before its pause, and of nothing else", async () => {
    const events: unknown[] = [];
    const { send } = setUp([problem(503), refused, ok], { hooks: { retry: (event) => events.push(event) } });
    await send({ method: "GET" });
    expect(events).toEqual([
      { method: "GET", path: "/v2/things", attempts: 1, pause: 500, error: expect.any(ServerError) as unknown },
      { method: "GET", path: "/v2/things", attempts: 2, pause: 1000, error: expect.any(NetworkError) as unknown },
    ]);
  });

  it("is not told of the error that is thrown in the end", async () => {
    const events: unknown[] = [];
    const { fail } = setUp([problem(503)], { hooks: { retry: (event) => events.push(event) } });
    await fail({ retries: 0 });
    expect(events).toEqual([]);
  });
});
