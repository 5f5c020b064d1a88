import { channel, subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DigitalOcean } from "./digitalocean.js";
import type { Hooks } from "./hooks.js";
import { platform as web } from "./platform.web.js";
import { clientBy } from "./testing/scripted-client.js";
import { problem, scripted } from "./testing/scripted-sender.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const account = { body: { account: { email: "me@example.com" } } };
const all = ["request", "response", "failure", "retry", "wait", "budget"] as const;

describe("hooks", () => {
  it("are told in the order in which things happen", async () => {
    const events: string[] = [];
    const hooks: Hooks = Object.fromEntries(all.map((name) => [name, () => events.push(name)]));
    await clientBy(scripted(problem(503), account), { hooks }).client.account.get();
    expect(events).toEqual(["request", "response", "budget", "retry", "request", "response", "budget"]);
  });

  it.each([
    [
      "throw",
      () => {
        throw new Error("from the hook");
      },
    ],
    ["reject", () => Promise.reject(new Error("from the hook"))],
  ])("that %s break no request: a warning says so", async (_, hook) => {
    const warnings = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const hooks: Hooks = Object.fromEntries(all.map((name) => [name, hook]));
    const { client } = clientBy(scripted(problem(503), account), { hooks });
    expect((await client.account.get()).email).toBe("me@example.com");
    await vi.waitFor(() => expect(warnings).toHaveBeenCalledTimes(7));
    for (const [warning] of warnings.mock.calls) expect((warning as Error).message).toBe("from the hook");
  });

  it("elsewhere what they throw is reported, where that can be done", () => {
    const reported: unknown[] = [];
    web.warn("nowhere to say it");
    vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
    web.warn("said");
    expect(reported).toEqual(["said"]);
  });
});

describe("channels of node:diagnostics_channel", () => {
  it("have the same events, without token, query and body", async () => {
    const events: [string | symbol, unknown][] = [];
    const listen = (event: unknown, name: string | symbol) => events.push([name, event]);
    for (const name of all) subscribe(`doapi:${name}`, listen);
    const { client } = clientBy(scripted(problem(503), { body: { droplets: [], links: {} } }));
    await client.droplets.list({ tag_name: "a-tag" }).all();
    for (const name of all) unsubscribe(`doapi:${name}`, listen);
    expect(events.map(([name]) => name)).toEqual(
      ["request", "response", "budget", "retry", "request", "response", "budget"].map((name) => `doapi:${name}`),
    );
    expect(events[0]?.[1]).toStrictEqual({ method: "GET", path: "/v2/droplets", attempts: 1 });
    expect(JSON.stringify(events)).not.toMatch(/dop_v1|a-tag/);
  });

  it("are not written to when nobody listens", async () => {
    const publish = vi.spyOn(channel("doapi:request"), "publish");
    await clientBy(scripted(account)).client.account.get();
    expect(publish).not.toHaveBeenCalled();
  });
});

it("an unknown name among the hooks is the compiler's to find", () => {
  // @ts-expect-error there is no such hook
  const hooks: Hooks = { answer: () => {} };
  expect(new DigitalOcean({ token: "made-up", hooks })).toBeInstanceOf(DigitalOcean);
});
