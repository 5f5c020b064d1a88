import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createClient } from "./client.js";
import { DigitalOcean } from "./digitalocean.js";
import { MissingKeyError } from "./errors/hosts.js";
import { DigitalOceanError } from "./errors/base.js";
import { ForeignOriginError, ResponseFormatError } from "./errors/transport.js";
import { tokenVariables } from "./options.js";
import { droplets } from "./resources/droplets.js";
import { registry } from "./resources/registry.js";
import { tags } from "./resources/tags.js";
import { clientBy, clientWith } from "./testing/scripted-client.js";
import { ManualClock } from "./testing/manual-clock.js";
import { answering, problem, scripted } from "./testing/scripted-sender.js";

const token = "dop_v1_0123456789abcdef";
const account = { body: { account: { droplet_limit: 10 } } };

describe("a request by route", () => {
  it("sends what the route says, with the token and what it accepts", async () => {
    const sender = scripted(account);
    await new DigitalOcean({ token, sender, userAgent: "mine/1" }).request("GET /v2/account");
    expect(sender.requests).toEqual([
      {
        method: "GET",
        url: "https://api.digitalocean.com/v2/account",
        path: "/v2/account",
        route: "GET /v2/account",
        headers: { accept: "application/json, */*;q=0.5", "user-agent": "mine/1", authorization: `Bearer ${token}` },
        body: undefined,
        signal: undefined,
        timeout: 60_000,
        retries: 4,
        attempts: 1,
      },
    ]);
  });

  it("fills in path, query, headers and body", async () => {
    const { client, sender } = clientWith({ status: 202 }, { body: { tag: {} } }, { body: { droplets: [] } });
    await client.request("DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous", {
      path: { droplet_id: 7 },
      headers: { "X-Dangerous": true },
    });
    await client.request("POST /v2/tags", { body: { name: "ä" } });
    await client.request("GET /v2/droplets", { query: { page: 2, tag_name: "a b" } });
    const [destroy, create, list] = sender.requests;
    expect(destroy).toMatchObject({
      method: "DELETE",
      url: "https://api.digitalocean.com/v2/droplets/7/destroy_with_associated_resources/dangerous",
      headers: { "x-dangerous": "true" },
    });
    expect(destroy?.headers["content-type"]).toBeUndefined();
    expect(create).toMatchObject({
      method: "POST",
      body: '{"name":"ä"}',
      headers: { "content-type": "application/json" },
    });
    expect(list?.url).toBe("https://api.digitalocean.com/v2/droplets?page=2&tag_name=a%20b");
  });

  it("gives the body untouched, and undefined for none", async () => {
    const body = '{"droplet":{"id":1,"new":null}}';
    const { client } = clientWith({ body }, { status: 204 });
    expect(await client.request("GET /v2/droplets/{droplet_id}", { path: { droplet_id: 1 } })).toEqual(
      JSON.parse(body),
    );
    expect(await client.request("DELETE /v2/droplets/{droplet_id}", { path: { droplet_id: 1 } })).toBeUndefined();
  });

  it("gives the answer too", async () => {
    const { client } = clientWith({ ...account, status: 200, headers: { "x-request-id": "r-1", etag: '"x"' } });
    const { data, response } = await client.request("GET /v2/account").withResponse();
    expect(data).toEqual(account.body);
    expect(response).toMatchObject({ status: 200, requestId: "r-1", url: "https://api.digitalocean.com/v2/account" });
    expect(response.headers["etag"]).toBe('"x"');
  });

  it("takes a signal and a timeout of its own", async () => {
    const { client, sender } = clientWith(account);
    const { signal } = new AbortController();
    await client.request("GET /v2/account", { signal, timeout: 5 });
    expect(sender.requests[0]).toMatchObject({ timeout: 5 });
    expect(sender.requests[0]?.signal).toBe(signal);
  });

  it.each([-1, Number.NaN, "5" as never])("refuses a timeout of %s", async (timeout) => {
    const { client, sender } = clientWith(account);
    await expect(client.request("GET /v2/account", { timeout })).rejects.toThrow('"timeout" must be a number');
    expect(sender.requests).toEqual([]);
  });

  it("rejects, and sends nothing, when an argument is missing", async () => {
    const { client, sender } = clientWith(account);
    const call = client.request("GET /v2/droplets/{droplet_id}", { path: {} as { droplet_id: number } });
    await expect(call).rejects.toThrow('path parameter "droplet_id" of /v2/droplets/{droplet_id} is missing');
    expect(sender.requests).toEqual([]);
  });

  it("does not send the account's token to operations on other hosts", async () => {
    const { client, sender } = clientWith(account);
    const args = { query: { agent: true }, body: {} };
    const routes = ["POST /api/v1/chat/completions", "GET /v1/models", "GET https://evil.com/v2/", "nonsense"];
    for (const route of routes) {
      await expect(client.request(route as never, args as never)).rejects.toThrow(MissingKeyError);
    }
    expect(sender.requests).toEqual([]);
  });

  it("asks a function for the token of every request", async () => {
    const sender = answering(() => account);
    let count = 0;
    const client = new DigitalOcean({ token: () => `token-${++count}`, sender });
    await client.account.get();
    await client.account.get();
    expect(sender.requests.map(({ headers }) => headers["authorization"])).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
  });

  it("rejects as the token's function does, and sends nothing", async () => {
    const sender = scripted(account);
    const client = new DigitalOcean({ token: () => Promise.reject(new Error("vault is shut")), sender });
    await expect(client.account.get()).rejects.toThrow("vault is shut");
    expect(sender.requests).toEqual([]);
  });

  it("sends no authorization where there is no token", async () => {
    for (const name of tokenVariables) vi.stubEnv(name, "");
    const sender = scripted(account);
    await new DigitalOcean({ sender }).account.get();
    expect(Object.keys(sender.requests[0]?.headers ?? {})).toEqual(["accept", "user-agent"]);
    vi.unstubAllEnvs();
  });
});

describe("a raw request", () => {
  it("is a GET unless it says otherwise, in capitals", async () => {
    const { client, sent } = clientWith({}, {});
    await client.raw({ path: "/v2/new", query: { a: [1, 2] } });
    await client.raw({ path: "/v2/new", method: "patch", body: { b: null } });
    expect(sent()).toEqual([{ request: "GET /v2/new?a=1&a=2" }, { request: "PATCH /v2/new", body: { b: null } }]);
  });

  it("sends text and bytes untouched, everything else as JSON", async () => {
    const sender = answering(() => ({}));
    const { client } = clientBy(sender);
    const bytes = new Uint8Array([0, 255]);
    for (const body of ["{not json", bytes, null, 0, false, "", [1], { a: undefined }]) {
      await client.raw({ path: "/v2/x", method: "PUT", body });
    }
    expect(sender.requests.map(({ body }) => body)).toEqual([
      "{not json",
      bytes,
      "null",
      "0",
      "false",
      "",
      "[1]",
      "{}",
    ]);
    const types = sender.requests.map(({ headers }) => headers["content-type"]);
    expect(types).toEqual(types.map((_, index) => (index === 1 ? "application/octet-stream" : "application/json")));
  });

  it("lets its own headers win, whatever their case", async () => {
    const { client, sender } = clientWith({});
    await client.raw({
      path: "/v2/x",
      method: "POST",
      body: "a: 1",
      headers: { "Content-Type": "application/yaml", ACCEPT: "text/csv" },
    });
    expect(sender.requests[0]?.headers).toMatchObject({ "content-type": "application/yaml", accept: "text/csv" });
    expect(Object.keys(sender.requests[0]?.headers ?? {})).not.toContain("Content-Type");
  });

  it("goes to an absolute URL of the endpoint", async () => {
    const { client, sent } = clientWith({});
    await client.raw({ path: "https://api.digitalocean.com/v2/x?a=1", query: { b: 2 } });
    expect(sent()).toEqual([{ request: "GET /v2/x?a=1&b=2" }]);
  });

  it.each(["https://evil.com/v2/x", "https://api.digitalocean.com@evil.com/", "http://api.digitalocean.com/"])(
    "does not go to %s",
    async (path) => {
      const { client, sender } = clientWith({});
      await expect(client.raw({ path })).rejects.toThrow(ForeignOriginError);
      expect(sender.requests).toEqual([]);
    },
  );

  it("rejects what is no path", async () => {
    await expect(clientWith({}).client.raw({ path: "v2/x" })).rejects.toThrow(TypeError);
  });

  it("goes to the endpoint that was chosen, prefix and all", async () => {
    const sender = answering(() => ({ body: { tags: [] } }));
    const client = new DigitalOcean({ token, sender, endpoint: "http://127.0.0.1:8080/do/" });
    await client.raw({ path: "/v2/x" });
    await client.tags.list().all();
    expect(sender.requests.map(({ url }) => url)).toEqual([
      "http://127.0.0.1:8080/do/v2/x",
      "http://127.0.0.1:8080/do/v2/tags?per_page=200",
    ]);
  });
});

describe("lists", () => {
  it("by route give the elements as the API sent them", async () => {
    const { client, sent } = clientWith({ body: { sizes: [{ slug: "s" }], links: {}, meta: { total: 1 } } });
    expect(await client.paginate("GET /v2/sizes", { query: { page: 3 } }).all()).toEqual([{ slug: "s" }]);
    expect(sent()).toEqual([{ request: "GET /v2/sizes?per_page=200&page=3" }]);
  });

  it("with several arrays give the one that is named, and do not send its name", async () => {
    const body = { invoices: [{ id: 1 }], others: [] };
    const { client, sent } = clientWith({ body }, { body }, { body });
    expect(await client.rawList("/v2/customers/my/invoices", { key: "invoices" }).all()).toEqual([{ id: 1 }]);
    const args = { key: "invoices" } as never;
    expect(await client.paginate("GET /v2/customers/my/invoices", args).all()).toEqual([{ id: 1 }]);
    await expect(client.rawList("/v2/customers/my/invoices").all()).rejects.toThrow(ResponseFormatError);
    expect(new Set(sent().map(({ request }) => request))).toEqual(
      new Set(["GET /v2/customers/my/invoices?per_page=200"]),
    );
  });
});

describe("a client", () => {
  it("shows no token, however it is printed", async () => {
    const fetch = () => Promise.resolve(new Response("{}", { status: 500 }));
    const client = new DigitalOcean({ token, fetch, retries: 0 });
    const error: unknown = await client.account.get().catch((reason: unknown) => reason);
    for (const subject of [client, client.droplets, client.droplets.ref(1), client.droplets.list(), error]) {
      const shown = inspect(subject, { depth: 20, showHidden: true, getters: true });
      expect(`${shown}${JSON.stringify(subject)}${String(subject)}`).not.toContain(token);
    }
  });

  it("has every resource, each once", () => {
    const { client } = clientWith();
    expect(Object.keys(client)).toEqual(Object.keys(registry));
    expect(client.droplets).toBe(client.droplets);
    expect(() => Object.assign(client, { droplets: null })).toThrow(TypeError);
  });

  it("made in part has the resources that are named, and no others", async () => {
    const sender = scripted({ body: { droplet: { id: 7 } } });
    const client = createClient({ token, sender, resources: { droplets, labels: tags } });
    expect(Object.keys(client)).toEqual(["droplets", "labels"]);
    expect((await client.droplets.get(7)).id).toBe(7);
    expect(client.labels.ref("web").name).toBe("web");
  });

  it("remembers the budget of its last answer, whatever that was", async () => {
    const headers = (remaining: number) => ({
      "ratelimit-limit": "5000",
      "ratelimit-remaining": String(remaining),
      "ratelimit-reset": "1767225600",
    });
    const { client } = clientWith({ ...account, headers: headers(10) }, problem(404, "not_found", headers(9)));
    expect(client.rateLimit).toBeUndefined();
    await client.account.get();
    expect(client.rateLimit).toEqual({ limit: 5000, remaining: 10, reset: new Date("2026-01-01T00:00:00Z") });
    await client.account.get().catch(() => undefined);
    expect(client.rateLimit?.remaining).toBe(9);
  });

  it("closes its sender, where that can be closed", () => {
    let closed = 0;
    const sender = Object.assign(scripted(), { close: () => closed++ });
    new DigitalOcean({ token, sender }).close();
    expect(closed).toBe(1);
    expect(() => clientWith().client.close()).not.toThrow();
  });

  it("repeats by the number of retries that was chosen", async () => {
    const { client, sender } = clientBy(
      answering(() => problem(503)),
      { retries: 2 },
    );
    await expect(client.account.get()).rejects.toMatchObject({ attempts: 3 });
    expect(sender.requests).toHaveLength(3);
  });
});

describe("whatever the API answers", () => {
  const statuses = fc.oneof(
    fc.integer({ min: 200, max: 599 }),
    fc.constantFrom(200, 201, 202, 204, 404, 422, 429, 500),
  );
  const types = fc.constantFrom("application/json", "text/html", "text/plain", "text/csv", "application/pdf", "");
  const anything = fc.jsonValue({ maxDepth: 2 });
  const things = fc.oneof(anything, fc.array(fc.oneof(anything, fc.record({ id: anything, status: anything }))));
  const next = fc.oneof(
    anything,
    fc.constantFrom("/v2/droplets?page=2", "?page=2", "//evil.com", "https://evil.com", ""),
  );
  const links = fc.oneof(anything, fc.record({ pages: fc.record({ next }), actions: things }, { requiredKeys: [] }));
  const wires = fc.record(
    {
      id: anything,
      message: anything,
      droplet: anything,
      droplets: things,
      action: anything,
      actions: things,
      links,
      meta: anything,
    },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    wires.map((wire) => new TextEncoder().encode(JSON.stringify(wire))),
  );
  const pauses = fc.constantFrom("", "0", "1", "-1", "1e9", "NaN", "soon", "Thu, 01 Jan 2026 00:00:05 GMT");

  it("a call comes to a value or a DigitalOceanError, and to an end", async () => {
    const answers = fc.record({ status: statuses, type: types, body: bodies, pause: pauses });
    await fc.assert(
      fc.asyncProperty(answers, async ({ status, type, body, pause }) => {
        const headers = { "content-type": type, "retry-after": pause, "ratelimit-reset": pause };
        const sender = answering(() => ({ status, headers, body }));
        const client = new DigitalOcean({ token, sender, clock: new ManualClock(), random: () => 0.5 });
        const one = { name: "a", region: "nyc3", size: "s", image: "i" };
        const outcomes = await Promise.allSettled([
          client.request("GET /v2/account"),
          client.raw({ path: "/v2/x", method: "POST", body: {} }),
          client.account.get(),
          client.droplets.get(1),
          client.droplets.create(one),
          client.droplets.create(one).ready({ limit: 1_000 }),
          client.droplets.createMany({ ...one, names: ["a"] }),
          client.droplets.ref(1).reboot(),
          client.droplets.ref(1).reboot().wait({ limit: 1_000 }),
          client.droplets.actByTag("a", { type: "power_off" }),
          client.droplets.list().all(),
          client.droplets.ref(1).currentAction(),
          client.droplets.wait([1, 2], { status: "off", limit: 1_000 }),
          client.actions.wait([1], { limit: 1_000 }),
          client.tags.delete("a"),
        ]);
        const reasons = outcomes.flatMap((outcome) =>
          outcome.status === "rejected" ? [outcome.reason as unknown] : [],
        );
        expect(reasons.filter((reason) => !(reason instanceof DigitalOceanError))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
