import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnprocessableError,
} from "../errors/api.js";
import { ForeignOriginError } from "../errors/transport.js";
import { problem, type Reply, requestOf, responseOf, scripted } from "../testing/scripted-sender.js";
import type { WireRequest } from "./message.js";
import { refuse } from "./refuse.js";

const now = Date.UTC(2026, 0, 1);

function send(reply: Reply, parts: Partial<WireRequest> = {}, scopes: Record<string, readonly string[]> = {}) {
  const link = refuse({ now: () => now, scopesOf: (route) => scopes[route ?? ""] ?? [] });
  return link(scripted(reply))(requestOf(parts));
}

async function refusal(...args: Parameters<typeof send>): Promise<ApiError> {
  const outcome: unknown = await send(...args).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Error);
  return outcome as ApiError;
}

describe("by status", () => {
  it.each([200, 201, 202, 204, 299])("%d is an answer", async (status) => {
    expect((await send({ status, body: "x" })).text()).toBe("x");
  });

  it.each([
    [400, UnprocessableError],
    [401, AuthenticationError],
    [403, PermissionError],
    [404, NotFoundError],
    [409, ConflictError],
    [410, NotFoundError],
    [412, ConflictError],
    [422, UnprocessableError],
    [429, RateLimitError],
    [500, ServerError],
    [502, ServerError],
    [503, ServerError],
    [504, ServerError],
    [599, ServerError],
    [402, ApiError],
    [418, ApiError],
    [451, ApiError],
  ])("%d is its own class of error", async (status, kind) => {
    const error = await refusal(problem(status));
    expect(error.constructor).toBe(kind);
    expect(error.status).toBe(status);
  });

  // A browser hides a redirect behind the status 0.
  it.each([0, 300, 301, 302, 303, 304, 307, 308])("%d is refused: the token stays here", async (status) => {
    const error = await refusal({ status, headers: { location: "https://evil.com/v2" } });
    expect(error).toBeInstanceOf(ForeignOriginError);
    expect(error.message).toBe(
      "GET /v2/things: refused: the answer was a redirect to https://evil.com/v2, and the token stays here",
    );
    expect(error.attempts).toBe(1);
  });
});

describe("what the error tells", () => {
  it("is the API's words with method, path, status, id and request id", async () => {
    const body = { id: "not_found", message: "There is none.", request_id: "from-body" };
    const headers = { "x-request-id": "from-header" };
    const error = await refusal({ status: 404, headers, body }, { method: "DELETE", attempts: 3 });
    expect(error).toMatchObject({
      name: "NotFoundError",
      method: "DELETE",
      path: "/v2/things",
      status: 404,
      id: "not_found",
      requestId: "from-body",
      attempts: 3,
      body,
    });
    expect(error.message).toBe("DELETE /v2/things: 404 not_found: There is none. [request from-body] (3 attempts)");
  });

  it("takes the request id from the header when the body has none", async () => {
    const error = await refusal({ status: 500, headers: { "x-request-id": "from-header" }, body: { message: "no" } });
    expect(error.requestId).toBe("from-header");
    expect(error.message).toBe("GET /v2/things: 500: no [request from-header]");
  });

  it("is an excerpt of an HTML page", async () => {
    const body = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>Bad   Gateway</h1></body></html>";
    const error = await refusal({ status: 502, headers: { "content-type": "text/html" }, body });
    expect(error).toMatchObject({ id: undefined, requestId: undefined, body });
    expect(error.message).toBe("GET /v2/things: 502: 502 Bad Gateway Bad Gateway");
  });

  it("is the text of a 401 in plain text", async () => {
    const error = await refusal({
      status: 401,
      headers: { "content-type": "text/plain" },
      body: "Unable to sign in\n",
    });
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.message).toBe("GET /v2/things: 401: Unable to sign in");
    expect(error.body).toBe("Unable to sign in\n");
  });

  it("says so when there is no message", async () => {
    expect((await refusal({ status: 503 })).message).toBe("GET /v2/things: 503: (no message)");
    expect((await refusal({ status: 503 })).body).toBe("");
  });

  it("is cut when the body is long", async () => {
    const { message, body } = await refusal({ status: 500, body: "x".repeat(5_000) });
    expect(message).toBe(`GET /v2/things: 500: ${"x".repeat(200)}...`);
    expect(body).toHaveLength(5_000);
  });

  it.each([
    ["null", "null"],
    ["a string", '"no"'],
    ["a number", "7"],
    ["an array", "[1]"],
    ["fields of other types", '{"id":1,"message":{"a":2},"request_id":[]}'],
    ["empty fields", '{"id":"","message":"","request_id":""}'],
  ])("is the body itself when that is %s", async (_, body) => {
    const error = await refusal({ status: 422, body });
    expect(error).toMatchObject({ id: undefined, requestId: undefined, body: JSON.parse(body) as unknown });
    expect(error.message).toBe(`GET /v2/things: 422: ${body}`);
  });

  it("carries retry-after in milliseconds, whatever the status", async () => {
    expect((await refusal({ ...problem(503), headers: { "retry-after": "2" } })).retryAfter).toBe(2_000);
    expect((await refusal(problem(503))).retryAfter).toBeUndefined();
  });

  it("carries the budget of a 429", async () => {
    const headers = { "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": String(now / 1000) };
    expect(await refusal(problem(429, "too_many_requests", headers))).toMatchObject({
      limit: 5000,
      remaining: 0,
      reset: new Date(now),
    });
    expect(await refusal(problem(429))).toMatchObject({ limit: undefined, remaining: undefined, reset: undefined });
  });

  it("names the scopes of the route when permission is missing", async () => {
    const scopes = { "DELETE /v2/things": ["thing:delete", "thing:read"] };
    const error = await refusal(problem(403, "forbidden"), { route: "DELETE /v2/things" }, scopes);
    expect(error).toMatchObject({ scopes: ["thing:delete", "thing:read"] });
    expect(error.message).toBe(
      "GET /v2/things: 403 forbidden: words for 403 (needs the scope thing:delete, thing:read)",
    );
    const unknown = await refusal(problem(403, "forbidden"), { route: undefined }, scopes);
    expect(unknown).toMatchObject({ scopes: [] });
    expect(unknown.message).toBe("GET /v2/things: 403 forbidden: words for 403");
  });

  it.each([
    ["Droplet already has a pending event.", true],
    ["The floating IP already has a PENDING EVENT.", true],
    ["there are currently blocking events processing for one or more of the droplets", true],
    ["Name is too long", false],
  ])("knows a resource that is busy: %s", async (message, busy) => {
    const error = await refusal({ status: 422, body: { id: "unprocessable_entity", message } });
    expect((error as UnprocessableError).isPendingEvent()).toBe(busy);
  });
});

describe("the token", () => {
  const token = "dop_v1_0123456789abcdef";
  const headers = { authorization: `Bearer ${token}` };

  it.each<[string, Reply]>([
    ["a message", { status: 401, body: { id: "unauthorized", message: `the token ${token} is wrong` } }],
    ["an unknown field", { status: 500, body: { message: "no", request: { authorization: [`Bearer ${token}`] } } }],
    ["the id", { status: 422, body: { id: token, message: "no" } }],
    ["the name of a field", { status: 500, body: { [token]: 1 } }],
    ["the request id", { status: 500, body: { message: "no", request_id: token } }],
    ["the header with the request id", { status: 500, headers: { "x-request-id": token }, body: { message: "no" } }],
    ["a page", { status: 502, body: `<pre>authorization: Bearer ${token}\n${token}</pre>` }],
    ["a redirect", { status: 302, headers: { location: `https://evil.com/?token=${token}` } }],
  ])("is shown nowhere, even when the answer repeats it in %s", async (_, reply) => {
    const error = await refusal(reply, { headers });
    const shown = [error.message, error.stack, JSON.stringify(error), JSON.stringify(error.body)];
    const everything = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect([...shown, everything, ...Object.values(error).map(String)].join("\n")).not.toContain(token);
  });

  it("is replaced by a word that tells", async () => {
    const error = await refusal({ status: 401, body: { message: `${token} and ${token}` } }, { headers });
    expect(error.message).toBe("GET /v2/things: 401: [token] and [token]");
  });

  it("of a few letters does not tear words apart", async () => {
    const error = await refusal(problem(404, "not_found"), { headers: { authorization: "Bearer t" } });
    expect(error.id).toBe("not_found");
  });
});

it("reads the answer as an object: its methods may use `this`", async () => {
  class Answer {
    readonly status = 404;
    readonly headers = {};
    readonly words = "not here";
    text(): string {
      return this.words;
    }
    bytes(): Uint8Array {
      return responseOf({ body: this.words }).bytes();
    }
  }
  const link = refuse({ now: () => now, scopesOf: () => [] });
  await expect(link(async () => new Answer())(requestOf())).rejects.toThrow("GET /v2/things: 404: not here");
});
