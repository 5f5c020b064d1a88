import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "@doapi/simulator";

let simulator: Simulator;
let url: string;
beforeAll(async () => {
  simulator = createSimulator({ now: Date.UTC(2026, 0, 1) });
  ({ url } = await simulator.listen());
});
afterAll(() => simulator.close());

/** Every test has an account of its own, so that none uses up the other's limit. */
let tokens = 0;
const account = () => ({ authorization: `Bearer token-${++tokens}`, "content-type": "application/json" });

interface Sent {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A request as it is written here: `fetch` would tidy up paths and refuse some headers. */
function raw({ method, path, headers = account(), body }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const DROPLET = { name: "a", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" };
const create = (wrong: object): Sent => ({
  method: "POST",
  path: "/v2/droplets",
  body: JSON.stringify({ ...DROPLET, ...wrong }),
});

describe("the server", () => {
  it("lists 157 sizes over 8 pages of 20 by following the links", async () => {
    const headers = account();
    const lengths: number[] = [];
    const slugs = new Set<string>();
    for (let next: string | undefined = `${url}/v2/sizes`; next; ) {
      const response = await fetch(next, { headers });
      const page = (await response.json()) as { sizes: { slug: string }[]; links: { pages?: { next?: string } } };
      lengths.push(page.sizes.length);
      for (const { slug } of page.sizes) slugs.add(slug);
      next = page.links.pages?.next;
    }
    expect(lengths).toEqual([20, 20, 20, 20, 20, 20, 20, 17]);
    expect(slugs.size).toBe(157);
  });

  it("wants a token", async () => {
    const response = await fetch(`${url}/v2/sizes`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ id: "unauthorized", message: "Unable to authenticate you." });
  });

  it("refuses the 251st request within a minute and says when to come back", async () => {
    const headers = account();
    const ask = () => fetch(`${url}/v2/account`, { headers });
    for (let asked = 0; asked < 250; asked++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    expect(await refused.json()).toMatchObject({ id: "too_many_requests", message: "API Rate limit exceeded." });
    expect((await fetch(`${url}/v2/account`, { headers: account() })).status).toBe(200);
  });

  it("keeps one connection for many requests", async () => {
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    const one = "GET /v2/account HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer keep\r\n\r\n";
    socket.write(one + one + one.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  });

  it("answers HEAD without a body and DELETE without one", async () => {
    const headers = account();
    const head = await fetch(`${url}/v2/account`, { method: "HEAD", headers });
    expect([head.status, head.headers.get("content-length") !== "0", await head.text()]).toEqual([200, true, ""]);
    await raw({ method: "POST", path: "/v2/tags", headers, body: '{"name":"a"}' });
    expect(await raw({ method: "DELETE", path: "/v2/tags/a", headers })).toEqual({ status: 204, text: "" });
  });
});

describe("bad input", () => {
  it.each<[number, Sent]>([
    [422, create({ size: "s-900vcpu" })],
    [422, create({ image: "beos-5" })],
    [422, create({ region: "moon1" })],
    [422, create({ name: "web 1" })],
    [422, create({ name: "a\u0000b" })],
    [422, create({ tags: ["a\u0000b"] })],
    [422, { ...create({}), body: '"text"' }],
    [422, { ...create({}), body: "" }],
    [400, { ...create({}), body: "{" }],
    [400, { ...create({}), body: "[".repeat(100_000) }],
    [404, { method: "GET", path: "/v2/droplets/abc" }],
    [404, { method: "GET", path: `/v2/droplets/${"9".repeat(400)}` }],
    [404, { method: "GET", path: "/v2/images/..%2f..%2fetc" }],
    [404, { method: "GET", path: "/v2/nothing" }],
    [404, { method: "GET", path: "/" }],
    [404, { method: "GET", path: "/_sim/nothing" }],
    [405, { method: "PATCH", path: "/v2/droplets" }],
    [405, { method: "PROPFIND", path: "/v2/droplets" }],
    [400, { method: "GET", path: "/v2/droplets/%00" }],
    [400, { method: "GET", path: "/v2/droplets/%" }],
    [400, { method: "GET", path: "/v2/droplets?name=%00" }],
    [422, { method: "GET", path: "/v2/droplets?page=-1" }],
    [422, { method: "GET", path: "/v2/droplets?type=cars" }],
    [422, { method: "POST", path: "/_sim/clock", body: '{"advance":"soon"}' }],
    [400, { method: "POST", path: "/_sim/clock", body: "{" }],
    [501, { method: "GET", path: "/v2/gen-ai/agents" }],
  ])("is answered with %i: %j", async (status, sent) => {
    const answer = await raw(sent);
    expect(answer.status).toBe(status);
    const problem = JSON.parse(answer.text) as Record<string, string>;
    expect(problem).toEqual({ id: expect.any(String), message: expect.any(String), request_id: expect.any(String) });
    expect(answer.text).not.toMatch(/\.[jt]s\b|node_modules|\bat \w+ \(|Error:/);
  });

  it.each(["/v2/droplets", "/v2/nothing", "/v2/gen-ai/agents"])(
    "of 50 MB is answered, at %s, and the connection lives on",
    async (path) => {
      const { status, text } = await raw({ method: "POST", path, body: "x".repeat(50_000_000) });
      expect(status).toBe({ "/v2/droplets": 413, "/v2/nothing": 404, "/v2/gen-ai/agents": 501 }[path]);
      expect(JSON.parse(text)).toHaveProperty("message");
      expect((await raw({ method: "GET", path: "/v2/account" })).status).toBe(200);
    },
  );

  it("of 50 MB is answered to a client that writes all of it before it reads", async () => {
    for (const [status, authorization] of [
      ["413", "authorization: Bearer slow\r\n"],
      ["401", ""],
    ]) {
      const socket = connect(Number(new URL(url).port), "127.0.0.1").pause();
      socket.write(`POST /v2/droplets HTTP/1.1\r\nhost: localhost\r\n${authorization}connection: close\r\n`);
      await new Promise((resolve, reject) => {
        socket.on("error", reject);
        socket.write(`content-length: 50000000\r\n\r\n${"x".repeat(50_000_000)}`, resolve);
      });
      let text = "";
      for await (const chunk of socket) text += String(chunk);
      expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    }
  });

  it("of 50 MB in chunks is answered too, by fetch as well", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1_000_000).fill(32));
        if (++sent === 50) controller.close();
      },
    });
    const response = await fetch(`${url}/v2/droplets`, { method: "POST", headers: account(), body, duplex: "half" });
    expect([response.status, await response.json()]).toMatchObject([413, { id: "payload_too_large" }]);
  });

  it("without a token is answered before it is read", async () => {
    const refused = await raw({ method: "POST", path: "/v2/droplets", headers: {}, body: "x".repeat(5_000_000) });
    expect(refused.status).toBe(401);
  });

  it("under a foreign host's name is refused", async () => {
    for (const host of ["evil.test", "evil.test:80", "127.0.0.1.evil.test"]) {
      const { status, text } = await raw({ method: "GET", path: "/v2/account", headers: { ...account(), host } });
      expect([status, JSON.parse(text)]).toMatchObject([421, { id: "misdirected_request" }]);
    }
    const { status } = await raw({ method: "GET", path: "/v2/account", headers: { ...account(), host: "localhost" } });
    expect(status).toBe(200);
  });

  it("that is no HTTP is answered in JSON", async () => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("hello there\r\n\r\n");
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(text.slice(text.indexOf("{")))).toMatchObject({ id: "bad_request" });
  });
});

describe("tolerance", () => {
  it.each(["", "{}", "null", "not json"])("takes a GET with the body %j", async (body) => {
    const headers = { ...account(), "content-length": String(body.length) };
    expect((await raw({ method: "GET", path: "/v2/account", headers, body })).status).toBe(200);
  });

  it.each(["/v2/account/", "//v2//account", "/v2/account/?x=1"])("takes the path %s", async (path) => {
    expect((await raw({ method: "GET", path })).status).toBe(200);
  });

  it("takes null for no keys at all", async () => {
    expect((await raw(create({ ssh_keys: null, volumes: null, tags: null }))).status).toBe(202);
  });
});

describe("steering from outside", () => {
  it("moves the clock, shows the requests and resets", async () => {
    const own = createSimulator({ now: Date.UTC(2026, 0, 1) });
    const { url: address } = await own.listen();
    const post = async (path: string, body: object) =>
      (await fetch(address + path, { method: "POST", body: JSON.stringify(body) })).json();
    expect(await post("/_sim/clock", { advance: 1500 })).toEqual({ now: "2026-01-01T00:00:01.500Z", frozen: true });
    expect(await post("/_sim/clock", { set: "2026-05-01T00:00:00Z" })).toMatchObject({
      now: "2026-05-01T00:00:00.000Z",
    });
    expect(await post("/_sim/clock", { resume: true })).toMatchObject({ frozen: false });
    expect(await post("/_sim/clock", { freeze: 1000 })).toEqual({ now: "1970-01-01T00:00:01.000Z", frozen: true });
    expect(await post("/_sim/clock", { rewind: 1 })).toMatchObject({ id: "unprocessable_entity" });
    await fetch(`${address}/v2/account`, { headers: account() });
    const { requests } = (await (await fetch(`${address}/_sim/requests`)).json()) as { requests: object[] };
    expect(requests).toMatchObject([{ method: "GET", path: "/v2/account", operation: "account_get", status: 200 }]);
    await post("/_sim/reset", {});
    expect(own.requests).toEqual([]);
    await own.close();
  });
});

describe("listening", () => {
  it("says where, once at a time, and frees the port", async () => {
    const own = createSimulator();
    expect(own.url).toBeUndefined();
    const first = await own.listen();
    expect(own.url).toBe(first.url);
    await expect(own.listen()).rejects.toThrow(`listens already, at ${first.url}`);
    const other = createSimulator();
    const port = Number(new URL(first.url).port);
    await expect(other.listen({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    expect(own.url).toBeUndefined();
    expect((await other.listen({ port })).url).toBe(first.url);
    await Promise.all([own.close(), other.close()]);
  });
});
