import { describe, expect, it } from "vitest";
import { ActionError, WaitFailedError, WaitTimeoutError } from "../errors/waiting.js";
import { clientAnswering } from "../testing/scripted-client.js";
import { problem } from "../testing/scripted-sender.js";
import { Droplet } from "./droplet.js";
import { Image } from "./images.js";

interface Script {
  /** When the action of a resource ends, in rounds of polling; 0 has ended before, undefined never had one. */
  readonly ends: Readonly<Record<string, number | undefined>>;
  readonly errored?: readonly string[];
  readonly gone?: readonly string[];
  /** Requests that fail once. */
  readonly failing?: Set<string>;
}

/** An account whose resources, such as "droplets/7", have one action each: 70 for 7, and so on. */
function account({ ends, errored = [], gone = [], failing = new Set() }: Script) {
  let round = 0;
  const actionOf = (resource: string) => {
    const ended = (ends[resource] ?? 0) <= round;
    const status = ended ? (errored.includes(resource) ? "errored" : "completed") : "in-progress";
    const id = 10 * Number(resource.split("/")[1]) + (resource.startsWith("images") ? 1 : 0);
    return { id, status, type: "reboot", started_at: "2026-01-01T00:00:00Z", resource_id: id, resource_type: "x" };
  };
  const { client, clock, sent } = clientAnswering((request) => {
    if (failing.delete(request)) return problem(503);
    const [, resource = "", actions] = /^GET \/v2\/(\w+\/\d+)(\/actions)?/.exec(request) ?? [];
    if (gone.includes(resource)) return problem(404);
    if (resource.startsWith("actions/") || request.startsWith("GET /v2/actions?")) {
      const all = Object.keys(ends).map(actionOf);
      const one = all.find(({ id }) => `actions/${id}` === resource);
      return { body: one === undefined ? { actions: all, links: {}, meta: { total: all.length } } : { action: one } };
    }
    const list = ends[resource] === undefined ? [] : [actionOf(resource)];
    if (actions !== undefined) return { body: { actions: list, links: {}, meta: { total: list.length } } };
    const [kind = "", id] = resource.split("/");
    return { body: { [kind.slice(0, -1)]: { id: Number(id), name: `after ${round} rounds` } } };
  });
  clock.whileSleeping = () => {
    round += 1;
  };
  return { client, lines: () => sent().map(({ request }) => request) };
}

const outcome = (waiting: PromiseLike<unknown>) => Promise.resolve(waiting).catch((error: unknown) => error);

describe("waiting for the newest action on each of several resources", () => {
  it("yields each anew as soon as its action has ended", async () => {
    const { client } = account({ ends: { "droplets/1": 3, "droplets/2": 1, "images/2": 2 } });
    const seen: string[] = [];
    const subjects = [client.droplets.ref(1), client.droplets.ref(2), client.images.ref(2)];
    for await (const changed of client.actions.waitOn(subjects)) {
      seen.push(`${changed instanceof Droplet ? "droplet" : "image"} ${changed.id} ${changed.name}`);
    }
    expect(seen).toEqual(["droplet 2 after 1 rounds", "image 2 after 2 rounds", "droplet 1 after 3 rounds"]);
  });

  it("gives, awaited, all in the order given, one as often as it was given", async () => {
    const { client } = account({ ends: { "droplets/1": 2, "images/1": 1 } });
    const droplet = client.droplets.ref(1);
    const all = await client.actions.waitOn([droplet, client.images.ref(1), droplet]);
    expect(all.map((item) => item.constructor)).toEqual([Droplet, Image, Droplet]);
    expect(all.map(({ name }) => name)).toEqual(["after 2 rounds", "after 1 rounds", "after 2 rounds"]);
  });

  it("does not wait for what is idle, or never had an action", async () => {
    const { client, lines } = account({ ends: { "droplets/1": 0, "droplets/2": undefined } });
    const all = await client.actions.waitOn([client.droplets.ref(1), client.droplets.ref(2)]);
    expect(all.map(({ name }) => name)).toEqual(["after 0 rounds", "after 0 rounds"]);
    expect(lines().filter((line) => line.startsWith("GET /v2/actions"))).toEqual([]);
  });

  it("looks for the actions once, then reads them all by one request a round", async () => {
    const { client, lines } = account({ ends: { "droplets/1": 3, "droplets/2": 3, "droplets/3": 3 } });
    await client.actions.waitOn([1, 2, 3].map((id) => client.droplets.ref(id)));
    const count = (pattern: RegExp) => lines().filter((line) => pattern.test(line)).length;
    expect([count(/droplets\/\d\/actions/), count(/v2\/actions/), count(/\/\d$/)]).toEqual([3, 4, 3]);
  });

  it("never takes an errored action for done: iterated, the error comes after everything was yielded", async () => {
    const { client } = account({ ends: { "droplets/1": 1, "droplets/2": 2 }, errored: ["droplets/1"] });
    const subjects = [client.droplets.ref(1), client.droplets.ref(2)];
    const seen: number[] = [];
    const iterate = async () => {
      for await (const { id } of client.actions.waitOn(subjects)) seen.push(id);
    };
    const expected = { errored: [{ id: 10 }], completed: [{ id: 20 }] };
    const error = await outcome(iterate());
    expect(error).toBeInstanceOf(ActionError);
    expect(error).toMatchObject(expected);
    expect(seen).toEqual([1, 2]);
    expect(await outcome(client.actions.waitOn(subjects))).toMatchObject(expected);
  });

  it("has what is pending and what is done at the limit", async () => {
    const { client } = account({ ends: { "droplets/1": 1, "droplets/2": 9 } });
    const subjects = [client.droplets.ref(1), client.droplets.ref(2)];
    const error = await outcome(client.actions.waitOn(subjects, { interval: 100, limit: 250 }));
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error).toMatchObject({ pending: [{ id: 2 }], done: [{ id: 1, name: "after 1 rounds" }] });
  });

  it("goes on after a failure that passes, and does not look for known actions again", async () => {
    const failing = new Set(["GET /v2/droplets/1"]);
    const { client, lines } = account({ ends: { "droplets/1": 1 }, failing });
    await client.actions.waitOn([client.droplets.ref(1)]);
    expect(lines()).toEqual([
      "GET /v2/droplets/1/actions?per_page=20",
      "GET /v2/actions/10",
      "GET /v2/actions/10",
      "GET /v2/droplets/1",
      "GET /v2/droplets/1",
    ]);
  });

  it("ends with an error when something does not exist, or exists no longer", async () => {
    const { client } = account({ ends: { "droplets/1": 1, "droplets/2": 1 }, gone: ["droplets/2"] });
    const error = await outcome(client.actions.waitOn([client.droplets.ref(1), client.droplets.ref(2)]));
    expect(error).toBeInstanceOf(WaitFailedError);
    expect(error).toMatchObject({ pending: [{ id: 2 }], done: [{ id: 1 }] });
  });

  it("waits for the action in progress where one request began several at the same moment", async () => {
    let rounds = 0;
    const begun = { started_at: "2026-01-01T00:00:00Z" };
    const assignment = () => ({ id: 1, status: rounds === 0 ? "in-progress" : "completed", ...begun });
    const { client, clock } = clientAnswering((request) => {
      if (request.includes("/reserved_ips/203.0.113.7/actions"))
        return { body: { actions: [{ id: 2, status: "completed", ...begun }, assignment()], links: {} } };
      if (request === "GET /v2/actions/1") return { body: { action: assignment() } };
      return { body: { reserved_ip: { ip: "203.0.113.7", locked: rounds === 0 } } };
    });
    clock.whileSleeping = () => {
      rounds += 1;
    };
    const all = await client.actions.waitOn([client.reservedIps.ref("203.0.113.7")]);
    expect(all).toMatchObject([{ locked: false }]);
  });
});
