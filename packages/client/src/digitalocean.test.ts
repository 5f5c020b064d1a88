import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createClient } from "./client.js";
import { DigitalOcean } from "./digitalocean.js";
import { NotFoundError } from "./errors/api.js";
import { NetworkError } from "./errors/transport.js";
import { droplets } from "./resources/droplets.js";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const token = "dop_v1_the_token_of_the_account";
const chat = { body: { model: "m", messages: [{ role: "user" as const, content: "Hi" }], stream: true } };

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe.each(["node", "fetch"])("a client that sends by %s", (means) => {
  const connect = (endpoint: string, more = {}) => {
    const client = new DigitalOcean({ endpoint, token, retries: 0, ...(means === "fetch" && { fetch }), ...more });
    closers.push(() => client.close());
    return client;
  };

  it("gives a file as it comes", async () => {
    let finish = () => {};
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/csv" }).write("a,b\n");
      finish = () => response.end("1,2\n");
    });
    const path = { invoice_uuid: "x" };
    const call = connect(url).download("GET /v2/customers/my/invoices/{invoice_uuid}/csv", { path });
    const { data, response } = await call.withResponse();
    expect(response.headers["content-type"]).toBe("text/csv");
    const chunks = data[Symbol.asyncIterator]();
    expect(Buffer.from((await chunks.next()).value ?? []).toString()).toBe("a,b\n");
    finish();
    expect(Buffer.from((await chunks.next()).value ?? []).toString()).toBe("1,2\n");
    expect((await chunks.next()).done).toBe(true);
  });

  it("gives an error for a file that is refused, or cut off", async () => {
    const url = await serve((request, response) => {
      if (request.url?.includes("missing")) {
        response.writeHead(404, { "content-type": "application/json" }).end('{"id":"not_found","message":"gone"}');
        return;
      }
      response.writeHead(200, { "content-type": "application/pdf", "content-length": "1000" }).write("%PDF");
      setImmediate(() => response.destroy());
    });
    const client = connect(url);
    const route = "GET /v2/customers/my/invoices/{invoice_uuid}/pdf";
    await expect(client.download(route, { path: { invoice_uuid: "missing" } })).rejects.toBeInstanceOf(NotFoundError);
    const cut = await client.download(route, { path: { invoice_uuid: "cut" } });
    await expect(textOf(cut)).rejects.toBeInstanceOf(NetworkError);
  });

  it("ends a stream with the reason of its signal", async () => {
    const url = await serve((_, response) => response.writeHead(200).write("endless"));
    const controller = new AbortController();
    const path = { invoice_uuid: "x" };
    const route = "GET /v2/customers/my/invoices/{invoice_uuid}/pdf";
    const bytes = await connect(url).download(route, { path, signal: controller.signal });
    const reading = textOf(bytes);
    controller.abort(new Error("enough"));
    await expect(reading).rejects.toThrow("enough");
  });

  it("iterates server-sent events of a model, with the model's key and never with the token", async () => {
    const seen: (string | undefined)[] = [];
    const inference = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end('data: {"n":1}\n\ndata: {"n":2}\n\ndata: [DONE]\n\n');
    });
    const client = connect("http://127.0.0.1:9", { inferenceKey: "model-key" });
    const events: string[] = [];
    for await (const { data } of client.events("POST /v1/chat/completions", { ...chat, endpoint: inference })) {
      events.push(data);
    }
    expect(events).toEqual(['{"n":1}', '{"n":2}', "[DONE]"]);
    const agent = { ...chat, query: { agent: true }, endpoint: inference, accessKey: "agent-key" };
    expect((await client.events("POST /api/v1/chat/completions", agent).next()).value?.data).toBe('{"n":1}');
    expect(seen).toEqual(["Bearer model-key", "Bearer agent-key"]);
  });

  it("uploads to a signed address as it is, with no key at all", async () => {
    const seen: unknown[] = [];
    const storage = await serve((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const { authorization, "content-type": type } = request.headers;
        seen.push({ url: request.url, authorization, type, body: Buffer.concat(parts).toString() });
        response.writeHead(200).end();
      });
    });
    const endpoint = `${storage}/bucket/a%20b?signature=x%2Fy&expires=1`;
    const body = new TextEncoder().encode('{"a":1}\n');
    await connect("http://127.0.0.1:9").request("PUT /<upload_url>", { endpoint, body });
    expect(seen).toEqual([
      {
        url: "/bucket/a%20b?signature=x%2Fy&expires=1",
        authorization: undefined,
        type: "application/octet-stream",
        body: '{"a":1}\n',
      },
    ]);
  });
});

it("a client with some resources refuses the operations on other hosts", async () => {
  const client = createClient({ token, resources: { droplets }, sender: () => Promise.reject(new Error("sent")) });
  await expect(client.request("GET /v1/models")).rejects.toThrow("only a client made by new DigitalOcean() reaches");
});
