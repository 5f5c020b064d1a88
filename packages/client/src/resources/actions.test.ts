import { describe, expect, it } from "vitest";
import { createClient } from "../client.js";
import { ResponseFormatError } from "../errors/transport.js";
import { ActionError, WaitTimeoutError } from "../errors/waiting.js";
import { clientAnswering, clientWith } from "../testing/scripted-client.js";
import { problem, scripted, type Step } from "../testing/scripted-sender.js";
import { Action } from "./action.js";
import { actions } from "./actions.js";
import { Droplet } from "./droplet.js";
import { Image } from "./images.js";
import { ReservedIp } from "./reserved-ips.js";

const wire = (id: number, status = "in-progress", fields: object = {}) => ({
  id,
  status,
  type: "reboot",
  resource_id: 7,
  resource_type: "droplet",
  ...fields,
});
const answer = (...args: Parameters<typeof wire>) => ({ body: { action: wire(...args) } });
const page = (...wires: object[]) => ({ body: { actions: wires, links: {}, meta: { total: wires.length } } });

describe("an action", () => {
  it.each([
    ["in-progress", { inProgress: true, completed: false, errored: false, done: false }],
    ["completed", { inProgress: false, completed: true, errored: false, done: true }],
    ["errored", { inProgress: false, completed: false, errored: true, done: true }],
    ["paused", { inProgress: false, completed: false, errored: false, done: false }],
  ])("that is %s says so", async (status, expected) => {
    const action = await clientWith(answer(70, status)).client.actions.get(70);
    expect(action).toMatchObject(expected);
  });

  it("raises what went wrong, and nothing else", async () => {
    const { client } = clientWith(answer(70, "errored"), answer(71, "completed"), answer(72));
    const [bad, good, running] = [
      await client.actions.get(70),
      await client.actions.get(71),
      await client.actions.get(72),
    ];
    expect(() => bad.throwIfErrored()).toThrow(ActionError);
    expect(() => bad.throwIfErrored()).toThrow("action 70 (reboot on droplet 7) errored");
    expect(() => good.throwIfErrored()).not.toThrow();
    expect(() => running.throwIfErrored()).not.toThrow();
  });

  it("can be fetched again, as a new object", async () => {
    const { client, sent } = clientWith(answer(70), answer(70, "completed"));
    const action = await client.actions.get({ id: 70 });
    expect((await action.fetch()).completed).toBe(true);
    expect(action.inProgress).toBe(true);
    expect(sent().map(({ request }) => request)).toEqual(["GET /v2/actions/70", "GET /v2/actions/70"]);
  });

  it("that is unfinished is polled until it is finished", async () => {
    const { client, sent, clock } = clientWith(answer(70), answer(70), answer(70, "completed"));
    expect((await client.actions.ref(70).wait()).completed).toBe(true);
    expect(sent()).toHaveLength(3);
    expect(clock.pauses).toEqual([250, 375]);
  });

  it("that errors ends its wait with an ActionError", async () => {
    const { client } = clientWith(answer(70), answer(70, "errored"));
    await expect(client.actions.ref(70).wait()).rejects.toThrow(ActionError);
  });

  it("can be waited for from the request that starts it", async () => {
    const { client, sent } = clientWith(answer(70), answer(70, "completed"));
    expect((await client.droplets.ref(7).reboot().wait()).completed).toBe(true);
    expect(sent().map(({ request }) => request)).toEqual(["POST /v2/droplets/7/actions", "GET /v2/actions/70"]);
  });

  it("takes the client's limit and its own", async () => {
    const { client, clock } = clientAnswering(() => answer(70));
    await expect(client.actions.ref(70).wait({ limit: 1_000 })).rejects.toThrow(WaitTimeoutError);
    expect(clock.pauses.reduce((sum, pause) => sum + pause, 0)).toBe(1_000);
  });

  it.each([undefined, {}, { action: null }, { action: 7 }, "text", 7, null])(
    "is not to be had from an answer without one: %j",
    async (body) => {
      const { client } = clientWith({ body: body === undefined ? undefined : JSON.stringify(body) });
      await expect(client.actions.get(70)).rejects.toThrow(ResponseFormatError);
    },
  );
});

describe("the resource of an action", () => {
  const resourceOf = async (fields: object, ...more: Step[]) => {
    const { client, sent } = clientWith(answer(70, "completed", fields), ...more);
    const action = await client.actions.get(70);
    return { resource: await action.resource(), request: sent()[1]?.request };
  };

  it("is the droplet, as it is now", async () => {
    const { resource, request } = await resourceOf({}, { body: { droplet: { id: 7 } } });
    expect(resource).toBeInstanceOf(Droplet);
    expect(request).toBe("GET /v2/droplets/7");
  });

  it("is the image", async () => {
    const { resource, request } = await resourceOf({ resource_type: "image" }, { body: { image: { id: 7 } } });
    expect(resource).toBeInstanceOf(Image);
    expect(request).toBe("GET /v2/images/7");
  });

  it.each(["reserved_ip", "floating_ip"])(
    "is the address that the number of a %s stands for",
    async (resource_type) => {
      const fields = { resource_type, resource_id: 3405803783 };
      const { resource, request } = await resourceOf(fields, { body: { reserved_ip: { ip: "203.0.113.7" } } });
      expect(resource).toBeInstanceOf(ReservedIp);
      expect(request).toBe("GET /v2/reserved_ips/203.0.113.7");
    },
  );

  it("is null when it is gone", async () => {
    expect((await resourceOf({}, problem(404))).resource).toBeNull();
  });

  it("is null, without a request, when the action names none", async () => {
    expect(await resourceOf({ resource_id: null })).toEqual({ resource: null, request: undefined });
  });

  it("is an error where reading it fails otherwise", async () => {
    await expect(resourceOf({}, problem(403))).rejects.toThrow("403");
  });

  it("is refused for a kind that has no objects", async () => {
    await expect(resourceOf({ resource_type: "backend" })).rejects.toThrow(
      new TypeError('this client cannot fetch a resource of type "backend"'),
    );
  });

  it("is refused by a client that was made without it", async () => {
    const client = createClient({ sender: scripted(answer(70)), resources: { actions } });
    const action = await client.actions.get(70);
    await expect(action.resource()).rejects.toThrow('cannot fetch a resource of type "droplet"');
  });
});

describe("waiting for several actions", () => {
  it("yields each as it ends, errored ones too", async () => {
    const { client } = clientWith(
      page(wire(72), wire(71, "errored"), wire(70)),
      page(wire(72, "completed"), wire(70)),
      answer(70, "completed"),
    );
    const ended: [number, string][] = [];
    for await (const { id, status } of client.actions.wait([70, 71, 72])) ended.push([id, status]);
    expect(ended).toEqual([
      [71, "errored"],
      [72, "completed"],
      [70, "completed"],
    ]);
  });

  it("awaited, raises every failure when all have ended, with what was completed", async () => {
    const { client } = clientWith(page(wire(72, "errored"), wire(71, "completed"), wire(70, "errored")));
    const error: unknown = await client.actions.wait([70, 71, 72]).then(null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(ActionError);
    expect(error).toMatchObject({ errored: [{ id: 70 }, { id: 72 }], completed: [{ id: 71 }] });
    expect((error as Error).message).toContain("(and 1 more)");
  });

  it("awaited, gives all in the order given", async () => {
    const { client } = clientWith(page(wire(72, "completed"), wire(71, "completed"), wire(70, "completed")));
    const all = await client.actions.wait([71, { id: 72 }, client.actions.ref(70)]);
    expect(all.map(({ id }) => id)).toEqual([71, 72, 70]);
    expect(all.every((action) => action instanceof Action)).toBe(true);
  });

  it("reads 500 by 3 list requests", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => 1_000 + index);
    const newestFirst = [...ids].reverse();
    const { client, sent } = clientAnswering((request) => {
      const number = Number(new URLSearchParams(request.split("?")[1]).get("page") ?? 1);
      const wires = newestFirst.slice((number - 1) * 200, number * 200).map((id) => wire(id, "completed"));
      const next = `/v2/actions?per_page=200&page=${number + 1}`;
      return { body: { actions: wires, links: number * 200 < 900 ? { pages: { next } } : {}, meta: { total: 900 } } };
    });
    expect(await client.actions.wait(ids)).toHaveLength(500);
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/actions?per_page=200",
      "GET /v2/actions?per_page=200&page=2",
      "GET /v2/actions?per_page=200&page=3",
    ]);
  });

  it("reads no older actions than those it waits for", async () => {
    const { client, sent } = clientAnswering((request) => {
      if (!request.includes("?")) return answer(Number(request.split("/").at(-1)), "completed");
      const wires = [wire(90), wire(80), wire(60)];
      return { body: { actions: wires, links: { pages: { next: "/v2/actions?page=2" } }, meta: { total: 5_000 } } };
    });
    expect(await client.actions.wait([70, 71])).toHaveLength(2);
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/actions?per_page=22",
      "GET /v2/actions/70",
      "GET /v2/actions/71",
    ]);
  });

  it("of none is over at once", async () => {
    const { client, sent } = clientWith();
    expect(await client.actions.wait([])).toEqual([]);
    expect(sent()).toEqual([]);
  });
});

it("the actions of the account are listed", async () => {
  const { client, sent } = clientWith(page(wire(70)));
  expect((await client.actions.list({ page: 2 }).all())[0]).toBeInstanceOf(Action);
  expect(sent()).toEqual([{ request: "GET /v2/actions?per_page=200&page=2" }]);
});
