import { describe, expect, it } from "vitest";
import { AmbiguousResultError, ResponseFormatError } from "../errors/transport.js";
import { ActionError, WaitFailedError, WaitTimeoutError } from "../errors/waiting.js";
import { clientAnswering, clientWith } from "../testing/scripted-client.js";
import { problem, type Reply, reset } from "../testing/scripted-sender.js";

const one = { name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "debian-12-x64" };
const many = { names: ["web-1", "web-2"], region: "nyc3", size: "s-1vcpu-1gb", image: "debian-12-x64" };
const address = { networks: { v4: [{ type: "public", ip_address: "203.0.113.5" }], v6: [] } };
const noAddress = { networks: { v4: [], v6: [] } };
const usable = { status: "active", ...address };

const link = (id: number) => ({ id, rel: "create", href: `https://api.digitalocean.com/v2/actions/${id}` });
const accepted = (...ids: number[]): Reply => ({
  status: 202,
  body: {
    droplets: ids.map((id) => ({ id, status: "new", ...noAddress })),
    links: { actions: ids.map((id) => link(id * 10)) },
  },
});
const acceptedOne: Reply = {
  status: 202,
  body: { droplet: { id: 1, status: "new", ...noAddress }, links: { actions: [link(10)] } },
};
const wireAction = (id: number, status: string) => ({
  id,
  status,
  type: "create",
  resource_id: id / 10,
  resource_type: "droplet",
});
const actionIs = (status: string): Reply => ({ body: { action: wireAction(10, status) } });
const dropletIs = (fields: object): Reply => ({ body: { droplet: { id: 1, ...fields } } });
const requests = (sent: () => { request: string }[]) => sent().map(({ request }) => request);
const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("the creation of one droplet", () => {
  it("sends what it is given, and gives the droplet as it was accepted", async () => {
    const { client, sent } = clientWith(acceptedOne);
    const { data, response } = await client.droplets.create({ ...one, tags: ["web"] }).withResponse();
    expect(data).toMatchObject({ id: 1, status: "new" });
    expect(response.status).toBe(202);
    expect(sent()).toEqual([{ request: "POST /v2/droplets", body: { ...one, tags: ["web"] } }]);
  });

  it("is ready when its action is completed, it is active and has its address", async () => {
    const { client, sent } = clientWith(
      acceptedOne,
      actionIs("in-progress"),
      actionIs("completed"),
      dropletIs({ status: "active", ...noAddress }),
      dropletIs(usable),
    );
    const droplet = await client.droplets.create(one).ready();
    expect([droplet.active, droplet.ipv4Address]).toEqual([true, "203.0.113.5"]);
    expect(requests(sent)).toEqual([
      "POST /v2/droplets",
      "GET /v2/actions/10",
      "GET /v2/actions/10",
      "GET /v2/droplets/1",
      "GET /v2/droplets/1",
    ]);
  });

  it("is not ready while its action is completed and it is still new", async () => {
    const { client, sent } = clientWith(
      acceptedOne,
      actionIs("completed"),
      dropletIs({ status: "new", ...address }),
      dropletIs(usable),
    );
    await client.droplets.create(one).ready();
    expect(sent()).toHaveLength(4);
  });

  it("needs no address where none is wanted", async () => {
    const { client, sent } = clientWith(
      acceptedOne,
      actionIs("completed"),
      dropletIs({ status: "active", ...noAddress }),
    );
    const droplet = await client.droplets.create({ ...one, public_networking: false }).ready();
    expect([droplet.active, droplet.ipv4Address]).toEqual([true, undefined]);
    expect(sent()).toHaveLength(3);
  });

  it("goes by the droplet alone where the answer names no action", async () => {
    const { client, sent } = clientWith(
      { status: 202, body: { droplet: { id: 1, status: "new" } } },
      dropletIs(usable),
    );
    await client.droplets.create(one).ready();
    expect(requests(sent)).toEqual(["POST /v2/droplets", "GET /v2/droplets/1"]);
  });

  it("fails with its action", async () => {
    const { client, sent } = clientWith(acceptedOne, actionIs("errored"));
    const error = await failure(client.droplets.create(one).ready());
    expect(error).toBeInstanceOf(ActionError);
    expect(error).toMatchObject({ action: { id: 10, resource_id: 1, status: "errored" }, completed: [] });
    expect(sent()).toHaveLength(2);
  });

  it("bears an action and a droplet that are not known yet", async () => {
    const { client } = clientWith(acceptedOne, problem(404), problem(404), actionIs("completed"), dropletIs(usable));
    expect((await client.droplets.create(one).ready()).active).toBe(true);
  });

  it("is ready though its action is not to be found", async () => {
    const { client } = clientAnswering((request) =>
      request.startsWith("POST") ? acceptedOne : request.includes("actions") ? problem(404) : dropletIs(usable),
    );
    expect((await client.droplets.create(one).ready()).active).toBe(true);
  });

  it("does not wait for ever for a droplet that has vanished with its action", async () => {
    const { client } = clientAnswering((request) => (request.startsWith("POST") ? acceptedOne : problem(404)));
    const error = await failure(client.droplets.create(one).ready());
    expect(error).toBeInstanceOf(WaitFailedError);
    expect(error).toMatchObject({ pending: [{ id: 1, status: "new" }] });
  });

  it("keeps the droplet when the limit is reached", async () => {
    const { client } = clientAnswering((request) =>
      request.startsWith("POST") ? acceptedOne : actionIs("in-progress"),
    );
    const error = await failure(client.droplets.create(one).ready({ limit: 5_000 }));
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error).toMatchObject({ pending: [{ id: 1 }], done: [] });
  });

  it("is not repeated when its answer was lost", async () => {
    const { client, sender } = clientWith(reset);
    expect(await failure(client.droplets.create(one))).toBeInstanceOf(AmbiguousResultError);
    expect(sender.requests).toHaveLength(1);
  });

  it("that is refused fails once, by ready() too, and leaves no rejection behind", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", note);
    try {
      const { client } = clientWith(problem(422));
      expect(await failure(client.droplets.create(one).ready())).toMatchObject({ status: 422 });
      await new Promise((resolve) => setTimeout(resolve, 0));
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", note);
    }
  });

  it.each([
    undefined,
    {},
    { droplet: null },
    { droplets: {} },
    { droplets: [null] },
    { droplet: { id: 1 }, links: { actions: 7 } },
    "text",
    7,
  ])("refuses an answer of another form: %j", async (body) => {
    const answer = { status: 202, body: body === undefined ? undefined : JSON.stringify(body) };
    expect(await failure(clientWith(answer).client.droplets.create(one))).toBeInstanceOf(ResponseFormatError);
    expect(await failure(clientWith(answer).client.droplets.create(one).ready())).toBeInstanceOf(ResponseFormatError);
  });
});

describe("the creation of several droplets", () => {
  it("is one request, and gives all in the order of the answer", async () => {
    const { client, sent } = clientWith(accepted(1, 2));
    expect((await client.droplets.createMany(many)).map(({ id }) => id)).toEqual([1, 2]);
    expect(sent()).toEqual([{ request: "POST /v2/droplets", body: many }]);
  });

  it("watches all actions by one request a round, then reads the droplets by another", async () => {
    const { client, sent } = clientWith(
      accepted(1, 2),
      { body: { actions: [wireAction(20, "in-progress"), wireAction(10, "in-progress")] } },
      { body: { actions: [wireAction(20, "completed"), wireAction(10, "completed")] } },
      {
        body: {
          droplets: [
            { id: 2, ...usable },
            { id: 1, ...usable },
          ],
        },
      },
    );
    const ready = await client.droplets.createMany(many).ready();
    expect(ready.map(({ id, active }) => [id, active])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(requests(sent)).toEqual([
      "POST /v2/droplets",
      "GET /v2/actions?per_page=22",
      "GET /v2/actions?per_page=22",
      "GET /v2/droplets?per_page=200",
    ]);
  });

  it("reads those whose action has ended while others are under way", async () => {
    const { client, sent } = clientWith(
      accepted(1, 2),
      { body: { actions: [wireAction(20, "in-progress"), wireAction(10, "completed")] } },
      dropletIs(usable),
      { body: { action: wireAction(20, "completed") } },
      { body: { droplet: { id: 2, ...usable } } },
    );
    expect(await client.droplets.createMany(many).ready()).toHaveLength(2);
    expect(requests(sent).slice(2)).toEqual(["GET /v2/droplets/1", "GET /v2/actions/20", "GET /v2/droplets/2"]);
  });

  it("waits for the others when one fails, and tells which were made", async () => {
    const { client } = clientWith(
      accepted(1, 2),
      { body: { actions: [wireAction(20, "errored"), wireAction(10, "in-progress")] } },
      { body: { action: wireAction(10, "completed") } },
      dropletIs(usable),
    );
    const error = await failure(client.droplets.createMany(many).ready());
    expect(error).toBeInstanceOf(ActionError);
    expect(error).toMatchObject({ errored: [{ id: 20 }], completed: [{ id: 10, resource_id: 1 }] });
  });

  it("tells the progress", async () => {
    const told: number[][] = [];
    const { client } = clientWith(
      accepted(1, 2),
      { body: { actions: [wireAction(20, "completed"), wireAction(10, "in-progress")] } },
      { body: { droplet: { id: 2, ...usable } } },
      actionIs("completed"),
      dropletIs(usable),
    );
    const onPoll = ({ pending, done }: { pending: readonly unknown[]; done: readonly unknown[] }) =>
      told.push([pending.length, done.length]);
    await client.droplets.createMany(many).ready({ onPoll });
    expect(told).toEqual([
      [1, 1],
      [0, 2],
    ]);
  });
});
