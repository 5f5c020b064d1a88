import { describe, expect, it } from "vitest";
import { ResponseFormatError } from "../errors/transport.js";
import { AmbiguousNameError, NameNotFoundError } from "../errors/usage.js";
import { WaitAbortedError, WaitFailedError } from "../errors/waiting.js";
import { clientAnswering, clientWith } from "../testing/scripted-client.js";
import { problem } from "../testing/scripted-sender.js";
import { Droplet } from "./droplet.js";

const droplets = (...wires: object[]) => ({ body: { droplets: wires, links: {}, meta: { total: wires.length } } });

describe("reading droplets", () => {
  it("lists them, by what they are asked for", async () => {
    const { client, sent } = clientWith(droplets({ id: 1 }, { id: 2 }));
    const list = await client.droplets.list({ tag_name: "a b", type: "gpus" }).all();
    expect(list.map((droplet) => [droplet instanceof Droplet, droplet.id])).toEqual([
      [true, 1],
      [true, 2],
    ]);
    expect(sent()).toEqual([{ request: "GET /v2/droplets?per_page=200&tag_name=a%20b&type=gpus" }]);
  });

  it("gets one, by number or object", async () => {
    const { client, sent } = clientWith({ body: { droplet: { id: 7 } } }, { body: { droplet: { id: 8 } } });
    expect((await client.droplets.get(7)).id).toBe(7);
    expect((await client.droplets.get({ id: 8 })).id).toBe(8);
    expect(sent().map(({ request }) => request)).toEqual(["GET /v2/droplets/7", "GET /v2/droplets/8"]);
  });

  it.each([{}, { droplet: null }, { droplet: 7 }, { droplets: [] }, [], "text", 7, null])(
    "refuses an answer without a droplet: %j",
    async (body) => {
      const { client } = clientWith({ body: JSON.stringify(body) });
      await expect(client.droplets.get(7)).rejects.toThrow(
        'GET /v2/droplets/{droplet_id}: the answer has no "droplet"',
      );
    },
  );

  it("finds one by name", async () => {
    const { client, sent } = clientWith(droplets({ id: 1, name: "web 1" }));
    expect((await client.droplets.find({ name: "web 1" })).id).toBe(1);
    expect(sent()).toEqual([{ request: "GET /v2/droplets?per_page=200&name=web%201" }]);
  });

  it("does not take another name for it", async () => {
    const { client } = clientWith(droplets({ id: 1, name: "WEB" }, { id: 2, name: "web" }));
    expect((await client.droplets.find({ name: "web" })).id).toBe(2);
  });

  it("finds none", async () => {
    const { client } = clientWith(droplets());
    const error: unknown = await client.droplets.find({ name: "web" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NameNotFoundError);
    expect((error as Error).message).toBe('no droplet is named "web"');
  });

  it("does not choose among several", async () => {
    const { client } = clientWith(droplets({ id: 1, name: "web" }, { id: 2, name: "web" }));
    const error: unknown = await client.droplets.find({ name: "web" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AmbiguousNameError);
    expect(error).toMatchObject({ candidates: [{ id: 1 }, { id: 2 }], message: '"web" is the name of 2: 1, 2' });
    expect((error as AmbiguousNameError).candidates[0]).toBeInstanceOf(Droplet);
  });

  it("gives all with a name", async () => {
    const { client } = clientWith(droplets({ id: 1, name: "web" }, { id: 2, name: "web" }));
    expect(await client.droplets.findAll({ name: "web" })).toHaveLength(2);
  });
});

describe("the report of neighbors", () => {
  it("gives the numbers of those on one machine, group by group", async () => {
    const { client, sender } = clientWith({
      body: {
        neighbor_ids: [
          [1, 2],
          [3, 4, 5],
        ],
      },
    });
    expect(await client.droplets.neighbors().all()).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    expect(sender.requests.map(({ path }) => path)).toEqual(["/v2/reports/droplet_neighbors_ids"]);
  });
});

describe("what happens to droplets", () => {
  const action = { id: 70, status: "in-progress", type: "reboot", resource_id: 7, resource_type: "droplet" };

  it("is deletion, by number, object or tag", async () => {
    const { client, sent } = clientWith({ status: 204 }, { status: 204 }, { status: 204 }, { status: 204 });
    expect(await client.droplets.delete(7)).toBeUndefined();
    await client.droplets.delete({ id: 8 });
    await client.droplets.deleteByTag("a b");
    await client.droplets.deleteByTag({ name: "web" });
    expect(sent().map(({ request }) => request)).toEqual([
      "DELETE /v2/droplets/7",
      "DELETE /v2/droplets/8",
      "DELETE /v2/droplets?tag_name=a%20b",
      "DELETE /v2/droplets?tag_name=web",
    ]);
  });

  it.each(["", undefined, {}])("is nothing for the tag %j, which could mean every droplet", async (tag) => {
    const { client, sender } = clientWith({ status: 204 }, { body: { actions: [] } });
    await expect((async () => client.droplets.deleteByTag(tag as string))()).rejects.toThrow(TypeError);
    await expect((async () => client.droplets.actByTag(tag as string, { type: "power_off" }))()).rejects.toThrow(
      TypeError,
    );
    expect(sender.requests).toEqual([]);
  });

  it("is an action", async () => {
    const { client, sent } = clientWith({ body: { action } });
    expect((await client.droplets.act({ id: 7 }, { type: "rename", name: "x" })).inProgress).toBe(true);
    expect(sent()).toEqual([{ request: "POST /v2/droplets/7/actions", body: { type: "rename", name: "x" } }]);
  });

  it("is an action on all with a tag, which can be waited for", async () => {
    const { client, sent } = clientWith(
      {
        body: {
          actions: [
            { ...action, id: 70 },
            { ...action, id: 71 },
          ],
        },
      },
      {
        body: {
          actions: [
            { ...action, id: 71, status: "completed" },
            { ...action, id: 70, status: "completed" },
          ],
        },
      },
    );
    const finished = await client.droplets.actByTag("web", { type: "power_off" }).wait();
    expect(finished.map(({ id, completed }) => [id, completed])).toEqual([
      [70, true],
      [71, true],
    ]);
    expect(sent()[0]).toEqual({ request: "POST /v2/droplets/actions?tag_name=web", body: { type: "power_off" } });
  });

  it.each([undefined, {}, { actions: null }, { actions: {} }, { actions: [null] }, "text"])(
    "is no action when the answer has none: %j",
    async (body) => {
      const { client } = clientWith({ body: body === undefined ? undefined : JSON.stringify(body) });
      await expect(client.droplets.actByTag("web", { type: "power_off" })).rejects.toThrow(ResponseFormatError);
    },
  );
});

describe("waiting for droplets", () => {
  it("asks by one list request a round, in the order given, and once for all", async () => {
    const { client, sent } = clientWith(
      droplets({ id: 3, status: "off" }, { id: 2, status: "active" }, { id: 1, status: "active" }),
      droplets({ id: 3, status: "off" }, { id: 2, status: "off" }, { id: 1, status: "off" }),
    );
    const done = await client.droplets.wait([1, { id: 2 }, client.droplets.ref(3)], { status: "off" });
    expect(done.map(({ id, status }) => [id, status])).toEqual([
      [1, "off"],
      [2, "off"],
      [3, "off"],
    ]);
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/droplets?per_page=200",
      "GET /v2/droplets?per_page=200",
    ]);
  });

  it("gives each as soon as it is there", async () => {
    const { client } = clientWith(droplets({ id: 1, locked: true }, { id: 2, locked: false }), {
      body: { droplet: { id: 1, locked: false } },
    });
    const ids: number[] = [];
    for await (const { id } of client.droplets.wait([1, 2], { locked: false })) ids.push(id);
    expect(ids).toEqual([2, 1]);
  });

  it("ends when one is gone", async () => {
    const { client, clock } = clientAnswering((request) =>
      request.includes("/2") ? problem(404) : droplets({ id: 1, status: "off" }),
    );
    const error: unknown = await client.droplets
      .wait([1, 2], { status: "off" })
      .then(null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(WaitFailedError);
    expect(error).toMatchObject({ pending: [{ id: 2 }], done: [{ id: 1 }] });
    expect(clock.pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(60_000);
  });

  it("is cancelled at once, with what is known", async () => {
    const controller = new AbortController();
    const { client, clock, sender } = clientWith(droplets({ id: 1, status: "off" }, { id: 2, status: "active" }));
    clock.whileSleeping = () => controller.abort();
    const wait = client.droplets.wait([1, 2], { status: "off", signal: controller.signal });
    const error: unknown = await wait.then(null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(WaitAbortedError);
    expect(error).toMatchObject({ pending: [{ id: 2, status: "active" }], done: [{ id: 1, status: "off" }] });
    expect(sender.requests).toHaveLength(1);
  });
});
