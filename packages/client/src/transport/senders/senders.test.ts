import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { NetworkError, TimeoutError } from "../../errors/transport.js";
import { requestOf } from "../../testing/scripted-sender.js";
import type { Sender, WireRequest } from "../message.js";
import { fetchSender } from "./fetch.js";
import { nodeSender } from "./node.js";

interface Server {
  readonly url: string;
  readonly sockets: Set<Socket>;
  /** How many connections were made so far. */
  readonly connections: () => number;
}

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A server on a free port of this machine; it ends with its test. */
async function serve(listener: RequestListener): Promise<Server> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer(listener);
  server.on("connection", (socket) => {
    connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, sockets, connections: () => connections };
}

/** What a server gets, whole. */
interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return { method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks) };
}

/** A server that answers everything by "ok" and keeps what it got. */
async function record(): Promise<Server & { readonly received: Received[] }> {
  const received: Received[] = [];
  const server = await serve((request, response) => {
    void receive(request).then((whole) => {
      received.push(whole);
      response.end("ok");
    });
  });
  return { ...server, received };
}

function openNodeSender(): Sender & { close(): void } {
  const sender = nodeSender();
  cleanUps.push(() => sender.close());
  return sender;
}

const kinds: [string, () => Sender][] = [
  ["node", openNodeSender],
  ["fetch", () => fetchSender((url, init) => fetch(url, init))],
];

describe.each(kinds)("the %s sender", (kind, make) => {
  const send = (url: string, parts: Partial<WireRequest> = {}) => make()(requestOf({ url, timeout: 0, ...parts }));
  const fail = async (...args: Parameters<typeof send>): Promise<Error> => {
    const outcome: unknown = await send(...args).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Error);
    return outcome as Error;
  };

  describe("sends", () => {
    it("method, path, query and headers as they are", async () => {
      const { url, received } = await record();
      await send(`${url}/v2/tags/a%2Fb%20c?x=%C3%A4&x=2`, {
        method: "PUT",
        headers: { authorization: "Bearer token", "x-dangerous": "true" },
      });
      expect(received).toMatchObject([
        {
          method: "PUT",
          url: "/v2/tags/a%2Fb%20c?x=%C3%A4&x=2",
          headers: { authorization: "Bearer token", "x-dangerous": "true" },
        },
      ]);
    });

    it.each(["POST", "PUT", "PATCH", "DELETE"])("the text of a %s in UTF-8, with its length", async (method) => {
      const { url, received } = await record();
      const body = '{"name":"grüße 🚀"}';
      await send(url, { method, body, headers: { "content-type": "application/json" } });
      expect(received).toHaveLength(1);
      expect(received[0]?.body.toString("utf8")).toBe(body);
      expect(received[0]?.headers).toMatchObject({
        "content-length": String(Buffer.byteLength(body)),
        "content-type": "application/json",
      });
    });

    it.each(["POST", "DELETE"])("the bytes of a %s untouched", async (method) => {
      const { url, received } = await record();
      const memory = Uint8Array.from({ length: 258 }, (_, index) => index - 1);
      // A view of a part: what is around it must stay at home.
      await send(url, { method, body: memory.subarray(1, 257) });
      expect([...(received[0]?.body ?? [])]).toEqual(Array.from({ length: 256 }, (_, index) => index));
    });

    it.each(["POST", "PUT", "DELETE", "GET"])("a %s without a body", async (method) => {
      const { url, received } = await record();
      await send(url, { method });
      expect(received).toMatchObject([{ method, body: Buffer.alloc(0) }]);
      expect(received[0]?.headers["transfer-encoding"]).toBeUndefined();
    });

    it("several requests one after another over one connection", async () => {
      const { url, connections, received } = await record();
      const sender = make();
      for (const method of ["GET", "POST", "DELETE", "GET"]) {
        await sender(requestOf({ url, method, ...(method !== "GET" && { body: "{}" }) }));
      }
      expect(received).toHaveLength(4);
      // Node's fetch takes a connection back a moment after it has handed out the answer.
      expect(connections()).toBeLessThanOrEqual(kind === "node" ? 1 : 2);
    });

    it("several requests at once", async () => {
      const { url, received } = await record();
      const sender = make();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => sender(requestOf({ url: `${url}/${index}` }))),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
      expect(new Set(received.map((request) => request.url)).size).toBe(20);
    });
  });

  describe("gives", () => {
    const answer = async (write: (response: ServerResponse) => void, parts: Partial<WireRequest> = {}) => {
      const { url } = await serve((_, response) => write(response));
      return send(url, parts);
    };

    it.each([200, 201, 299, 400, 404, 429, 500, 503])("an answer of %d, whatever it means", async (status) => {
      const response = await answer((out) => out.writeHead(status, { "X-Request-Id": "r-1" }).end('{"id":"x"}'));
      expect(response.status).toBe(status);
      expect(response.headers["x-request-id"]).toBe("r-1");
      expect(response.text()).toBe('{"id":"x"}');
    });

    it.each([301, 302, 303, 307, 308])("a redirect by %d as an answer, and does not follow it", async (status) => {
      const elsewhere = await record();
      const response = await answer((out) => out.writeHead(status, { location: elsewhere.url }).end());
      expect(response.status).toBe(status);
      expect(response.headers["location"]).toBe(elsewhere.url);
      expect(elsewhere.received).toEqual([]);
    });

    it("text and bytes of the same answer", async () => {
      const response = await answer((out) => out.end("ä"));
      expect(response.text()).toBe("ä");
      expect([...response.bytes()]).toEqual([0xc3, 0xa4]);
    });

    it("bytes that are no text untouched", async () => {
      const response = await answer((out) => out.end(Buffer.from([0, 255, 0xc3, 0x28])));
      expect([...response.bytes()]).toEqual([0, 255, 0xc3, 0x28]);
    });

    it("an answer in pieces as one, cut within a character", async () => {
      const bytes = Buffer.from("a🚀b");
      const response = await answer((out) => {
        out.write(bytes.subarray(0, 3));
        setImmediate(() => out.end(bytes.subarray(3)));
      });
      expect(response.text()).toBe("a🚀b");
    });

    it("nothing for a HEAD, whatever length it names", async () => {
      const response = await answer((out) => out.writeHead(200, { "content-length": 500 }).end(), { method: "HEAD" });
      expect([response.status, response.text()]).toEqual([200, ""]);
    });

    it.each([204, 304])("nothing for a %d", async (status) => {
      const response = await answer((out) => out.writeHead(status).end());
      expect([response.status, response.text(), response.bytes().length]).toEqual([status, "", 0]);
    });

    it("headers that repeat joined by commas, cookies too", async () => {
      const response = await answer((out) =>
        out.writeHead(200, { "set-cookie": ["a=1; Path=/", "b=2"], "X-Many": ["1", "2"] }).end(),
      );
      expect(response.headers["set-cookie"]).toBe("a=1; Path=/, b=2");
      expect(response.headers["x-many"]).toBe("1, 2");
    });

    it("50 MB whole", async () => {
      const block = Buffer.alloc(1 << 20, "0123456789abcdef");
      const response = await answer((out) => {
        let left = 50;
        const write = () => {
          while (left > 0) if (left-- && !out.write(block)) return void out.once("drain", write);
          out.end();
        };
        write();
      });
      const bytes = response.bytes();
      expect(bytes.length).toBe(50 << 20);
      expect(block.equals(bytes.subarray(49 << 20))).toBe(true);
      expect(response.text().length).toBe(50 << 20);
    });
  });

  describe("fails", () => {
    it("when the connection is refused: nothing was sent", async () => {
      const { url, sockets } = await record();
      for (const cleanUp of cleanUps.splice(0)) await cleanUp();
      expect(sockets.size).toBe(0);
      const error = await fail(url, { method: "POST", body: "{}", attempts: 3 });
      expect(error).toBeInstanceOf(NetworkError);
      expect(error).toMatchObject({ code: "ECONNREFUSED", reached: false, permanent: false, attempts: 3 });
      expect(error.message).toMatch(/^POST \/v2\/things: no answer: .*ECONNREFUSED/);
    });

    it("when a name has several addresses and none answers", async () => {
      const { url } = await record();
      for (const cleanUp of cleanUps.splice(0)) await cleanUp();
      const error = await fail(url.replace("127.0.0.1", "localhost"));
      expect(error).toMatchObject({ code: "ECONNREFUSED", reached: false });
      expect(error.message).toMatch(/^GET \/v2\/things: no answer: \S/);
    });

    it("when the connection is reset before the answer: it may have been carried out", async () => {
      const { url } = await serve((request) => request.socket.resetAndDestroy());
      const error = await fail(url, { method: "POST", body: "{}" });
      expect(error).toBeInstanceOf(NetworkError);
      expect(error).toMatchObject({ reached: true, permanent: false });
    });

    it.each([
      ["of a known length", { "content-length": "100" }],
      ["in chunks", { "transfer-encoding": "chunked" }],
    ])("when an answer %s is cut off", async (_, headers) => {
      const { url } = await serve((request, response) => {
        response.writeHead(200, headers);
        response.write('{"droplets":[]}');
        setImmediate(() => request.socket.destroy());
      });
      const error = await fail(url);
      expect(error).toBeInstanceOf(NetworkError);
      expect(error).toMatchObject({ reached: true });
    });

    it.each(["a\nb", "a\r\nx-evil: 1", "🚀"])(
      "by a header that cannot be sent (%j): nothing is sent",
      async (value) => {
        const { url, connections } = await record();
        const error = await fail(url, { headers: { "x-mine": value } });
        expect(error).toBeInstanceOf(TypeError);
        expect(connections()).toBe(0);
      },
    );

    it("when what answers speaks no HTTP", async () => {
      const { url } = await serve((request) => request.socket.end("SSH-2.0-OpenSSH_9.9\r\n"));
      expect(await fail(url)).toBeInstanceOf(NetworkError);
    });

    it("when no answer comes in time", async () => {
      const { url } = await serve(() => {});
      const error = await fail(url, { timeout: 40, attempts: 2 });
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ timeout: 40, method: "GET", path: "/v2/things", attempts: 2 });
    });

    it("when an answer begins in time and does not end", async () => {
      const { url } = await serve((_, response) => void response.writeHead(200).write("{"));
      expect(await fail(url, { timeout: 60 })).toBeInstanceOf(TimeoutError);
    });

    it.each([0, Number.POSITIVE_INFINITY, 2 ** 31])("never by a timeout of %d", async (timeout) => {
      const { url } = await serve((_, response) => void setTimeout(() => response.end("late"), 30));
      expect((await send(url, { timeout })).text()).toBe("late");
    });

    it("with the signal's reason when it was aborted before: nothing is sent", async () => {
      const { url, connections } = await record();
      const error = await fail(url, { signal: AbortSignal.abort(new Error("enough")) });
      expect(error).toEqual(new Error("enough"));
      expect(connections()).toBe(0);
    });

    it("with the signal's reason when it is aborted while waiting, and gives the connection up", async () => {
      const controller = new AbortController();
      const closed = withResolvers();
      const { url } = await serve((request) => {
        request.socket.on("close", () => closed.resolve());
        controller.abort(new Error("enough"));
      });
      expect(await fail(url, { signal: controller.signal })).toEqual(new Error("enough"));
      await closed.promise;
    });

    it("with the signal's reason when it is aborted within the answer", async () => {
      const controller = new AbortController();
      const { url } = await serve((_, response) => {
        response.writeHead(200).write("{");
        setTimeout(() => controller.abort(new Error("enough")), 20);
      });
      expect(await fail(url, { signal: controller.signal })).toEqual(new Error("enough"));
    });

    it("not at all when the signal is aborted after the answer", async () => {
      const controller = new AbortController();
      const { url } = await record();
      const response = await send(url, { signal: controller.signal });
      controller.abort();
      expect(response.text()).toBe("ok");
    });
  });

  it("leaves no listener on a signal that lives longer than the request", async () => {
    const { url } = await record();
    const added: unknown[] = [];
    const removed: unknown[] = [];
    const { signal } = new AbortController();
    const spy = new Proxy(signal, {
      get(target, name) {
        if (name === "addEventListener") return (...args: unknown[]) => added.push(args[1]);
        if (name === "removeEventListener") return (...args: unknown[]) => removed.push(args[1]);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? (value as () => unknown).bind(target) : value;
      },
    });
    await send(url, { signal: spy });
    expect(added).toHaveLength(1);
    expect(removed).toEqual(added);
  });
});

function withResolvers() {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe("the fetch sender", () => {
  it("takes what an injected fetch throws for a failure of the network", async () => {
    const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const broken = fetchSender(() => Promise.reject(new TypeError("fetch failed", { cause })));
    await expect(broken(requestOf())).rejects.toMatchObject({ name: "NetworkError", code: "ECONNREFUSED", cause });
    const thrower = fetchSender(() => {
      throw new TypeError("Failed to fetch");
    });
    await expect(thrower(requestOf())).rejects.toThrow("no answer: Failed to fetch");
    await expect(thrower(requestOf())).rejects.toMatchObject({ name: "NetworkError", reached: true });
  });

  it("asks for no redirect to be followed", async () => {
    const inits: RequestInit[] = [];
    const sender = fetchSender((_, init) => {
      inits.push(init);
      return Promise.resolve(new Response("ok"));
    });
    await sender(requestOf({ method: "POST", body: "{}" }));
    expect(inits).toMatchObject([{ redirect: "manual", method: "POST", body: "{}" }]);
  });
});

describe("the node sender", () => {
  it("closes idle connections, spares what is under way and opens new ones later", async () => {
    const held: ServerResponse[] = [];
    const arrived = withResolvers();
    const { url, sockets, connections } = await serve((request, response) => {
      if (request.url !== "/held") return response.end("ok");
      held.push(response);
      return arrived.resolve();
    });
    const sender = openNodeSender();
    const underWay = sender(requestOf({ url: `${url}/held` }));
    await arrived.promise;
    await sender(requestOf({ url }));
    expect(sockets.size).toBe(2);
    // Node takes a connection back a moment after it has handed out the answer.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const idle = [...sockets].filter((socket) => socket !== held[0]?.socket);
    const gone = new Promise((resolve) => idle[0]?.on("close", resolve));
    sender.close();
    await gone;
    const givenUp = new Promise((resolve) => held[0]?.socket?.on("close", resolve));
    held[0]?.end("in time");
    expect((await underWay).text()).toBe("in time");
    await givenUp;
    expect((await sender(requestOf({ url }))).text()).toBe("ok");
    expect(connections()).toBe(3);
  });
});
