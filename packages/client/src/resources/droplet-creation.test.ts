import { describe, expect, it } from "vitest";
import { CreationError } from "../errors/creation.js";
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

describe("the creation of more droplets than one request takes", () => {
  const names = Array.from({ length: 12 }, (_, index) => `web-${index + 1}`);
  const batch = (from: number, to: number) =>
    accepted(...Array.from({ length: to - from + 1 }, (_, index) => from + index));

  it("is made in batches of ten, and gives all of them", async () => {
    const { client, sent } = clientWith(batch(1, 10), batch(11, 12));
    const droplets = await client.droplets.createMany({ ...many, names });
    expect(droplets.map(({ id }) => id)).toEqual(names.map((_, index) => index + 1));
    expect(sent().map(({ body }) => (body as { names: string[] }).names)).toEqual([
      names.slice(0, 10),
      names.slice(10),
    ]);
  });

  it("is one request for ten", async () => {
    const { client, sent } = clientWith(batch(1, 10));
    await client.droplets.createMany({ ...many, names: names.slice(0, 10) });
    expect(sent()).toHaveLength(1);
  });

  it("tells what was made when a later batch fails", async () => {
    const { client } = clientWith(batch(1, 10), problem(422));
    const error = await failure(client.droplets.createMany({ ...many, names }));
    expect(error).toBeInstanceOf(CreationError);
    expect((error as CreationError).created).toHaveLength(10);
    expect(error).toMatchObject({ cause: { status: 422 } });
    expect((error as Error).message).toMatch(/^10 created, then: POST \/v2\/droplets: 422/);
  });

  it("fails as its first batch does, when nothing was made", async () => {
    const { client, sender } = clientWith(problem(422));
    expect(await failure(client.droplets.createMany({ ...many, names }))).toMatchObject({ status: 422 });
    expect(sender.requests).toHaveLength(1);
  });
});

describe("the creation exactly once", () => {
  const marked = (id: number, name: string, marker: string) => ({ id, name, tags: ["web", marker], status: "new" });

  /** An API that loses the first answer; `made` says whether that attempt made the droplets. */
  function losing(
    { made }: { made: "at once" | "late" | "never" },
    other: (request: string) => Reply | undefined = () => undefined,
  ) {
    const state = { attempts: 0, marker: "", ids: [] as number[], deleted: [] as string[] };
    const scripted = clientAnswering((request, body) => {
      const special = other(request);
      if (special !== undefined) return special;
      const { tags = [], names = ["web-1"] } = (body ?? {}) as { tags?: string[]; names?: string[] };
      if (request.startsWith("DELETE")) {
        state.deleted.push(request);
        return { status: 204 };
      }
      if (request.startsWith("GET")) {
        return { body: { droplets: state.ids.map((id) => marked(id, `web-${id % 10}`, state.marker)), links: {} } };
      }
      state.attempts += 1;
      state.marker = tags.at(-1) ?? "";
      const ids = names.map((name) => state.attempts * 10 + Number(name.at(-1)));
      if (state.attempts === 1) {
        if (made === "at once") state.ids = ids;
        return problem(502);
      }
      // What was taken for lost appears after all.
      state.ids = made === "late" ? [...ids, ...ids.map((id) => id - 10)] : ids;
      return { status: 202, body: { droplets: ids.map((id) => marked(id, `web-${id % 10}`, state.marker)) } };
    });
    return { ...scripted, state };
  }

  it("finds what the lost answer has made, by a tag that it takes off again", async () => {
    const { client, state, sent } = losing({ made: "at once" });
    const droplet = await client.droplets.create({ ...one, tags: ["web"] }, { exactlyOnce: true });
    expect([droplet.id, droplet.tags]).toEqual([11, ["web"]]);
    expect(state.marker).toMatch(/^doapi-once-[0-9a-f-]{36}$/);
    expect(sent().map(({ request }) => request)).toEqual([
      "POST /v2/droplets",
      `GET /v2/droplets?per_page=200&tag_name=${state.marker}`,
      `DELETE /v2/tags/${state.marker}`,
    ]);
    expect(sent()[0]?.body).toMatchObject({ tags: ["web", state.marker] });
  });

  it("tries again where nothing was made", async () => {
    const { client, state } = losing({ made: "never" });
    const droplets = await client.droplets.createMany({ ...many, tags: ["web"] }, { exactlyOnce: true });
    expect(droplets.map(({ id, tags }) => [id, tags])).toEqual([
      [21, ["web"]],
      [22, ["web"]],
    ]);
    expect(state.attempts).toBe(2);
    expect(state.deleted).toEqual([`DELETE /v2/tags/${state.marker}`]);
  });

  it("waits for what is still being created before it deletes it", async () => {
    const deletions: string[] = [];
    const { client, state } = losing({ made: "late" }, (request) => {
      if (request.includes("/actions")) return { body: { actions: [] } };
      if (request !== "DELETE /v2/droplets/11") return undefined;
      deletions.push(request);
      return deletions.length > 1
        ? undefined
        : { status: 422, body: { message: "Droplet already has a pending event." } };
    });
    expect((await client.droplets.create(one, { exactlyOnce: true })).id).toBe(21);
    expect(deletions).toHaveLength(2);
    expect(state.deleted).toContain("DELETE /v2/droplets/11");
  });

  it("deletes what a first attempt left after all", async () => {
    const { client, state } = losing({ made: "late" });
    const droplets = await client.droplets.createMany(many, { exactlyOnce: true });
    expect(droplets.map(({ id }) => id)).toEqual([21, 22]);
    expect(state.deleted).toEqual([
      "DELETE /v2/droplets/11",
      "DELETE /v2/droplets/12",
      `DELETE /v2/tags/${state.marker}`,
    ]);
  });

  it("names what was made, and what is too much, when that cannot be deleted", async () => {
    const { client } = losing({ made: "late" }, (request) =>
      request.startsWith("DELETE /v2/droplets/") ? problem(403) : undefined,
    );
    const error = await failure(client.droplets.create(one, { exactlyOnce: true }));
    expect(error).toBeInstanceOf(CreationError);
    const { created, surplus } = error as CreationError<{ id: number }>;
    expect([created.map(({ id }) => id), surplus.map(({ id }) => id)]).toEqual([[21], [11]]);
  });

  it("looks for a GPU droplet in the list that has them", async () => {
    const { client, state, sent } = losing({ made: "at once" });
    await client.droplets.create({ ...one, size: "gpu-h100x1-80gb" }, { exactlyOnce: true });
    expect(sent()[1]?.request).toBe(`GET /v2/droplets?per_page=200&tag_name=${state.marker}&type=gpus`);
  });
});
