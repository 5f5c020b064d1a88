import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { DigitalOcean, DigitalOceanError, ForeignOriginError } from "@doapi/client";
import { afterEach, describe, expect, it } from "vitest";

const token = "dop_v1_5ecret0123456789abcdef5ecret0123456789abcdef";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that answers as told and remembers who came with which token. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const tokens: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens };
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

describe.each(["node", "fetch"])("the token of a client that sends by %s goes to its endpoint only", (means) => {
  const connect = (endpoint: string) => {
    const client = new DigitalOcean({
      endpoint,
      token,
      retries: 0,
      rateBudget: false,
      ...(means === "fetch" && { fetch }),
    });
    closers.push(() => client.close());
    return client;
  };

  it("not after a redirect", async () => {
    const thief = await serve((_, response) => json(response, 200, { account: {} }));
    for (const status of [301, 302, 303, 307, 308]) {
      const api = await serve((_, response) =>
        response.writeHead(status, { location: `${thief.url}/v2/account` }).end(),
      );
      await expect(connect(api.url).account.get()).rejects.toBeInstanceOf(ForeignOriginError);
      expect(api.tokens).toEqual([`Bearer ${token}`]);
    }
    expect(thief.tokens).toEqual([]);
  });

  it("not to an absolute URL on another host, port or scheme", async () => {
    const thief = await serve((_, response) => json(response, 200, {}));
    const api = await serve((_, response) => json(response, 200, {}));
    const client = connect(api.url);
    const port = new URL(thief.url).port;
    const others = [thief.url, `http://localhost:${port}`, `//127.0.0.1:${port}`, `${api.url}@127.0.0.1:${port}`];
    for (const other of [...others, api.url.replace("http:", "https:"), "https://api.digitalocean.com"]) {
      await expect(client.raw({ path: `${other}/v2/account` })).rejects.toThrow(/refused|neither a path/);
    }
    expect([thief.tokens, api.tokens]).toEqual([[], []]);
    await client.raw({ path: `${api.url}/v2/account` });
    expect(api.tokens).toEqual([`Bearer ${token}`]);
  });

  it("not to a next page elsewhere, and what was listed before is followed by an error", async () => {
    const thief = await serve((_, response) => json(response, 200, { droplets: [] }));
    const api = await serve((_, response) => {
      const links = { pages: { next: `${thief.url}/v2/droplets?page=2` } };
      json(response, 200, { droplets: [{ id: 1 }], links, meta: { total: 2 } });
    });
    const seen: number[] = [];
    const listing = (async () => {
      for await (const { id } of connect(api.url).droplets.list()) seen.push(id);
    })();
    await expect(listing).rejects.toBeInstanceOf(ForeignOriginError);
    expect(seen).toEqual([1]);
    await expect(connect(api.url).droplets.list().all()).rejects.toBeInstanceOf(ForeignOriginError);
    expect(thief.tokens).toEqual([]);
  });

  it("and is shown by no error, nor by the client", async () => {
    const echo = `your header was: Bearer ${token}`;
    const answers: ((response: ServerResponse) => void)[] = [
      ...[400, 401, 403, 404, 409, 412, 418, 422, 429, 500, 503].map(
        (status) => (response: ServerResponse) =>
          json(response, status, { id: "some_id", message: echo, request_id: "r" }, { "retry-after": "3600" }),
      ),
      (response) => response.writeHead(502, { "content-type": "text/html" }).end(`<html>${echo}</html>`),
      (response) => response.writeHead(200, { "content-type": "application/json" }).end(echo),
      (response) => json(response, 200, { something: "else" }),
      (response) => response.destroy(),
      (response) => response.writeHead(302, { location: `/${token}` }).end(),
    ];
    const caught: unknown[] = [];
    for (const answer of answers) {
      const { url } = await serve((_, response) => answer(response));
      const client = connect(url);
      caught.push(client, await client.account.get().catch((error: unknown) => error));
      caught.push(await client.tags.create("x").catch((error: unknown) => error));
    }
    const errors = caught.filter((thing) => !(thing instanceof DigitalOcean));
    expect(errors.filter((error) => !(error instanceof DigitalOceanError))).toEqual([]);
    for (const thing of caught) {
      const shown = [inspect(thing, { depth: 20, showHidden: true }), JSON.stringify(thing), String(thing)];
      const stack = thing instanceof Error ? (thing.stack ?? "") : "";
      expect([...shown, stack].join("\n")).not.toContain("5ecret");
    }
  });
});
