import { ActionError, NotFoundError, WaitFailedError } from "@doapi/client";
import { afterReads } from "@doapi/simulator";
import { expect, it } from "vitest";
import { bothWays } from "../contract/both-ways.js";

const web = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("what was accepted and came to nothing", (connect) => {
  it("is an action that errored, while the others are completed", async () => {
    const { client, simulator } = await connect();
    const droplets = await client.droplets.createMany({ ...web, names: ["a", "b", "c"], tags: ["web"] }).ready();
    simulator.faults.add({ on: "POST /v2/droplets/{id}/actions", after: 1, times: 1, effect: { type: "errored" } });
    const actions = [];
    for (const droplet of droplets) actions.push(await droplet.powerOff());
    const error = await client.actions.wait(actions).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ActionError);
    expect((error as ActionError).errored.map(({ id }) => id)).toEqual([actions[1]?.id]);
    const statuses = (await client.droplets.list().all()).map(({ status }) => status);
    expect(statuses).toEqual(["off", "active", "off"]);
  });

  it("is a Droplet that is not found, and whose creation errored", async () => {
    const { client, simulator } = await connect();
    simulator.faults.add({ on: "droplets_create", times: 1, effect: { type: "vanished" } });
    const creation = client.droplets.create({ ...web, name: "web-1" });
    const { id } = await creation;
    await expect(client.droplets.get(id)).rejects.toBeInstanceOf(NotFoundError);
    await expect(creation.ready()).rejects.toBeInstanceOf(ActionError);
    expect(await client.droplets.list().all()).toEqual([]);
  });
});

bothWays("what is seen late", (connect) => {
  it("is waited for until it is there", async () => {
    const { client, simulator } = await connect();
    simulator.faults.add({ on: "droplets_create", effect: { type: "invisible", milliseconds: 45_000 } });
    const creation = client.droplets.create({ ...web, name: "web-1" });
    const { id } = await creation;
    await expect(client.droplets.get(id)).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.droplets.list().all()).toEqual([]);
    expect((await client.droplets.wait([id], { status: "active", limit: 90_000 })).map(({ name }) => name)).toEqual([
      "web-1",
    ]);
  });

  it("is given up when it never comes", async () => {
    const { client, simulator } = await connect();
    simulator.faults.add({ on: "droplets_create", effect: { type: "invisible", milliseconds: 1e9 } });
    const { id } = await client.droplets.create({ ...web, name: "web-1" });
    await expect(client.droplets.wait([id], { status: "active" })).rejects.toBeInstanceOf(WaitFailedError);
  });
});

bothWays("a lifecycle that counts reads", (connect) => {
  it("lets a wait take as many polls as it says", async () => {
    const { client, sent } = await connect({ simulator: { lifecycles: { "droplet.reboot": afterReads(3) } } });
    const droplet = await client.droplets.create({ ...web, name: "web-1" }).ready();
    sent();
    expect((await droplet.reboot().wait({ limit: 60_000 })).status).toBe("completed");
    expect(sent().filter((line) => line.startsWith("GET "))).toHaveLength(4);
  });
});
