import { ActionError, type Droplet, NotFoundError, WaitAbortedError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("actions", (connect) => {
  it("are the same under their resource and under their number, the newest first", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    const started = await droplet.reboot();
    expect(started.inProgress).toBe(true);
    expect((await client.actions.list().all()).map(({ type }) => type)).toEqual(["reboot", "create"]);
    const ended = await client.actions.ref(started.id).wait();
    expect([ended.done, ended.completed, ended.errored]).toEqual([true, true, false]);
    expect(ended.completed_at).not.toBeNull();
    expect(await client.actions.get(started)).toEqual(ended);
    expect(((await ended.resource()) as Droplet).name).toBe("web-1");
  });

  it("lead to null once their resource is gone", async () => {
    const { client, simulator } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    const [creation] = await droplet.actions().all();
    await droplet.delete();
    simulator.clock.advance(60_000);
    expect(await creation?.resource()).toBeNull();
  });

  it("that errored are errors, never done", async () => {
    const { client } = await connect({
      simulator: { lifecycles: { "droplet.reboot": { after: 1_000, outcome: "errored" } } },
    });
    const [a, b] = await client.droplets.createMany({ ...plain, names: ["a", "b"] }).ready();
    const started = [await a?.reboot(), await b?.powerOff()].flatMap((action) => action ?? []);
    const seen: string[] = [];
    for await (const action of client.actions.wait(started)) seen.push(`${action.type} ${action.status}`);
    expect(seen).toEqual(["reboot errored", "power_off completed"]);
    const error = await client.actions.wait(started).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ActionError);
    expect((error as ActionError).errored.map(({ type }) => type)).toEqual(["reboot"]);
    expect((error as ActionError).completed.map(({ type }) => type)).toEqual(["power_off"]);
  });

  it("are given back when the wait is cancelled", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    const action = await droplet.snapshot("long");
    const controller = new AbortController();
    const wait = action.wait({ signal: controller.signal, onPoll: () => controller.abort(new Error("enough")) });
    const error = await wait.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WaitAbortedError);
    expect((error as WaitAbortedError<typeof action>).pending.map(({ id }) => id)).toEqual([action.id]);
    expect((error as Error).cause).toMatchObject({ message: "enough" });
  });

  it("do not exist under a number nobody has", async () => {
    const { client } = await connect();
    await expect(client.actions.get(1)).rejects.toBeInstanceOf(NotFoundError);
  });
});
