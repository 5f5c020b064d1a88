import { describe, expect, it } from "vitest";
import { Core } from "./core.js";
import { ResponseFormatError } from "./errors/transport.js";
import { readOptions } from "./options.js";
import { problem, scripted, type Step } from "./testing/scripted-sender.js";

function coreWith(...script: Step[]) {
  const sender = scripted(...script);
  return { core: new Core(readOptions({ token: "t0ken", sender, retries: 0 })), sender };
}

describe("the core", () => {
  it("converts a body, and hands on the answer", async () => {
    const { core } = coreWith({ status: 201, body: { account: { email: "a@b" } } });
    const { data, response } = await core.exchange("GET /v2/account", {}, ({ account }) => account.email);
    expect([data, response.status]).toEqual(["a@b", 201]);
  });

  it("takes a conversion that fails for the fault of the answer", async () => {
    const { core } = coreWith({ body: { account: null } });
    const error: unknown = await core
      .exchange("GET /v2/account", {}, ({ account }) => account.email)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({ method: "GET", path: "/v2/account", cause: expect.any(TypeError) as unknown });
    expect((error as Error).message).toBe("GET /v2/account: the answer has another form");
  });

  it("does not convert what was refused", async () => {
    const { core } = coreWith(problem(404));
    let converted = 0;
    await expect(core.call("GET /v2/account", {}, () => converted++)).rejects.toThrow("404");
    expect(converted).toBe(0);
  });

  it("sends headers, signal, timeout and retries of a list with every page, and its query with the first", async () => {
    const { signal } = new AbortController();
    const { core, sender } = coreWith(
      { body: { things: [1], links: { pages: { next: "/v2/things?page=2" } } } },
      { body: { things: [2] } },
    );
    const order = { method: "GET", target: "/v2/things", query: { a: 1 }, headers: { "x-mine": 1 } };
    const list = core.pages({ ...order, signal, timeout: 5, retries: 1 }, (item: number) => item * 10);
    expect(await list.all()).toEqual([10, 20]);
    expect(sender.requests.map(({ url }) => url)).toEqual([
      "https://api.digitalocean.com/v2/things?per_page=200&a=1",
      "https://api.digitalocean.com/v2/things?page=2",
    ]);
    for (const request of sender.requests) {
      expect(request).toMatchObject({ method: "GET", timeout: 5, retries: 1, headers: { "x-mine": "1" } });
      expect(request.signal).toBe(signal);
    }
  });
});
