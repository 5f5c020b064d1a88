import { describe, expect, it } from "vitest";
import { AmbiguousResultError, malformed, NetworkError, TimeoutError } from "./transport.js";

const facts = { method: "GET", path: "/v2/account", attempts: 1 };
const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

describe("NetworkError", () => {
  it.each<[unknown, string]>([
    [coded("connect ECONNREFUSED 127.0.0.1:1", "ECONNREFUSED"), "connect ECONNREFUSED 127.0.0.1:1"],
    [coded("socket hang up", "ECONNRESET"), "socket hang up (ECONNRESET)"],
    [coded("", "ECONNREFUSED"), "ECONNREFUSED"],
    [new Error("terminated"), "terminated"],
    ["a string", "a string"],
    [undefined, "undefined"],
  ])("tells what happened: %s", (cause, words) => {
    const error = new NetworkError(facts, cause, { reached: true });
    expect(error.message).toBe(`GET /v2/account: no answer: ${words}`);
    expect(error.cause).toBe(cause);
  });

  it("keeps the system's code where it is a text", () => {
    expect(new NetworkError(facts, coded("x", "EPIPE"), { reached: true }).code).toBe("EPIPE");
    expect(new NetworkError(facts, { code: 7 }, { reached: true }).code).toBeUndefined();
    expect(new NetworkError(facts, null, { reached: true }).code).toBeUndefined();
  });

  it("passes unless it is said to be permanent", () => {
    expect(new NetworkError(facts, "x", { reached: false }).permanent).toBe(false);
    expect(new NetworkError(facts, "x", { reached: false, permanent: true }).permanent).toBe(true);
  });
});

it("every error of a request tells how often it was sent, when that was more than once", () => {
  expect(new TimeoutError({ ...facts, attempts: 5 }, 60_000).message).toBe(
    "GET /v2/account: no complete answer within 60000 ms (5 attempts)",
  );
  expect(new TimeoutError(facts, 5).message).toBe("GET /v2/account: no complete answer within 5 ms");
});

it("an error takes nothing from the request but what it shows", () => {
  const request = { ...facts, headers: { authorization: "Bearer secret" }, body: "secret", url: "https://h/?secret" };
  const cause = new TimeoutError(request, 5);
  const errors = [cause, new NetworkError(request, "x", { reached: true }), new AmbiguousResultError(request, cause)];
  for (const error of errors) {
    expect(Object.keys(error)).not.toEqual(expect.arrayContaining(["headers"]));
    expect(JSON.stringify(error) + String(error)).not.toContain("secret");
  }
});

it("an unknown outcome says what to do, and what happened", () => {
  const error = new AmbiguousResultError({ ...facts, method: "POST" }, new Error("GET /v2/account: reset"));
  expect(error.message).toBe(
    "POST /v2/account: the outcome is unknown, the request may have been carried out; check before repeating it. GET /v2/account: reset",
  );
});

it("an answer of another form names the route", () => {
  const error = malformed("GET /v2/droplets/{droplet_id}", "the answer has no droplet", { cause: 1 });
  expect(error).toMatchObject({ method: "GET", path: "/v2/droplets/{droplet_id}", cause: 1 });
  expect(error.message).toBe("GET /v2/droplets/{droplet_id}: the answer has no droplet");
});
