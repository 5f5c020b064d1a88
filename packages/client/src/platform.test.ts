import { afterEach, describe, expect, it, vi } from "vitest";
import { platform as node } from "./platform.node.js";
import { platform as web } from "./platform.web.js";
import { requestOf } from "./testing/scripted-sender.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

it("the twins offer the same", () => {
  expect(Object.keys(web)).toEqual(Object.keys(node));
});

describe("on Node", () => {
  it("the scopes of a route are known", () => {
    expect(node.scopesOf("GET /v2/droplets")).toEqual(["droplet:read"]);
  });

  it.each([undefined, "GET /v2/nothing"])("those of %j are not", (route) => {
    expect(node.scopesOf(route)).toEqual([]);
  });

  it("the environment is the process's", () => {
    vi.stubEnv("DO_API_TOKEN", "from-process");
    expect(node.environment("DO_API_TOKEN")).toBe("from-process");
  });
});

describe("elsewhere", () => {
  it("requests go through the global fetch, as it is at that moment", async () => {
    const urls: string[] = [];
    const sender = web.defaultSender();
    vi.stubGlobal("fetch", (url: string) => {
      urls.push(url);
      return Promise.resolve(new Response("ok"));
    });
    expect((await sender(requestOf())).text()).toBe("ok");
    expect(urls).toEqual(["https://api.digitalocean.com/v2/things"]);
  });

  it("there may be no process, and then there is no environment", () => {
    vi.stubEnv("DO_API_TOKEN", "from-process");
    expect(web.environment("DO_API_TOKEN")).toBe("from-process");
    vi.stubGlobal("process", undefined);
    expect(web.environment("DO_API_TOKEN")).toBeUndefined();
  });

  it("no scopes are known", () => {
    expect(web.scopesOf("GET /v2/droplets")).toEqual([]);
  });
});
