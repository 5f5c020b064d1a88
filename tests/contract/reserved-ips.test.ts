import { ActionError, type Droplet, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays, type Connect } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("reserved IPs", (connect) => {
  it("are reserved in a region, assigned, moved, unassigned and given back", async () => {
    const { client, droplet, other } = await droplets(connect);
    const reserved = await client.reservedIps.create({ region: "nyc3" });
    expect(reserved).toMatchObject({ droplet: null, locked: false, region: { slug: "nyc3", available: true } });
    expect(reserved.ip).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/);
    expect(await reserved.fetch()).toEqual(reserved);

    const assignment = reserved.assign(droplet);
    expect(await assignment).toMatchObject({ type: "assign_ip", status: "in-progress", resource_type: "reserved_ip" });
    expect(await reserved.fetch()).toMatchObject({ locked: true, droplet: null });
    const finished = await assignment.wait();
    expect(finished).toMatchObject({ status: "completed", region_slug: "nyc3" });
    expect(await finished.resource()).toMatchObject({ ip: reserved.ip, locked: false, droplet: { id: droplet.id } });

    await reserved.assign(other.id).wait();
    expect((await reserved.fetch()).droplet?.name).toBe("b");
    expect(await client.reservedIps.ref(reserved.ip).unassign().wait()).toMatchObject({ type: "unassign_ip" });
    expect((await client.reservedIps.list().all()).map((one) => [one.ip, one.droplet])).toEqual([[reserved.ip, null]]);

    await client.reservedIps.delete(reserved);
    await expect(reserved.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(reserved.delete()).rejects.toBeInstanceOf(NotFoundError);
    await expect(reserved.assign(droplet)).rejects.toBeInstanceOf(NotFoundError);
    expect(await finished.resource()).toBeNull();
  });

  it("are reserved for a droplet: by two actions that begin together", async () => {
    const { client, droplet } = await droplets(connect);
    const creation = client.reservedIps.create({ droplet_id: droplet });
    const accepted = await creation;
    expect(accepted).toMatchObject({ droplet: null, locked: true, region: { slug: "nyc3" } });
    const [assign, reserve, ...older] = await accepted.actions().all();
    expect([assign?.type, reserve?.type, older]).toEqual(["assign_ip", "reserve_ip", []]);
    expect(assign?.started_at).toBe(reserve?.started_at);
    expect([assign?.inProgress, reserve?.completed]).toEqual([true, true]);
    expect((await accepted.lastAction())?.id).toBe(assign?.id);
    expect((await accepted.currentAction())?.id).toBe(assign?.id);
    const ready = await creation.ready();
    expect(ready).toMatchObject({ ip: accepted.ip, locked: false, droplet: { id: droplet.id, name: "a" } });
    expect(await ready.currentAction()).toBeNull();
    expect(ready.droplet).toEqual((await droplet.fetch()).toJSON());
    await ready.delete();
    expect(await client.reservedIps.list().all()).toEqual([]);
  });

  it("are called by their address as text, as a number, or by an object", async () => {
    const { client } = await connect();
    const reserved = await client.reservedIps.create({ region: { slug: "nyc3" } });
    const [action] = await reserved.actions().all();
    const number = action?.resource_id ?? 0;
    expect(number).toBe(reserved.ip.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0));
    for (const reference of [reserved.ip, number, reserved, { ip: reserved.ip }]) {
      expect(await client.reservedIps.get(reference)).toEqual(reserved);
    }
    await client.reservedIps.delete(number);
    await expect(client.reservedIps.get(number)).rejects.toBeInstanceOf(NotFoundError);
    expect(() => client.reservedIps.ref(-1)).toThrow(TypeError);
    await expect(client.reservedIps.get("droplets")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("were called floating IPs: under both names it is one collection", async () => {
    const { client, droplet } = await droplets(connect);
    const reserved = await client.reservedIps.create({ droplet_id: droplet.id }).ready();
    expect(await client.floatingIps.get(reserved)).toEqual(reserved);
    const path = { floating_ip: reserved.ip };
    const { floating_ip } = await client.request("GET /v2/floating_ips/{floating_ip}", { path });
    expect(floating_ip).toEqual(reserved.toJSON());
    const { actions } = await client.request("GET /v2/floating_ips/{floating_ip}/actions", { path });
    expect(actions.map(({ type, resource_type }) => [type, resource_type])).toEqual([
      ["assign_ip", "floating_ip"],
      ["reserve_ip", "floating_ip"],
    ]);
    const { action } = await client.request("POST /v2/floating_ips/{floating_ip}/actions", {
      path,
      body: { type: "unassign" },
    });
    expect(action).toMatchObject({ resource_type: "floating_ip", project_id: floating_ip.project_id });
    await reserved.waitForAction();
    const again = await client.request("GET /v2/floating_ips/{floating_ip}/actions/{action_id}", {
      path: { ...path, action_id: action.id ?? 0 },
    });
    expect(again.action).toMatchObject({ id: action.id, status: "completed", resource_type: "floating_ip" });
    const created = await client.request("POST /v2/floating_ips", { body: { region: "ams3" } });
    expect([created.floating_ip.region?.slug, created.links]).toEqual(["ams3", {}]);
    expect((await client.request("GET /v2/floating_ips")).meta.total).toBe(2);
    await client.request("DELETE /v2/floating_ips/{floating_ip}", { path });
    expect((await client.reservedIps.list().all()).map(({ ip }) => ip)).toEqual([created.floating_ip.ip]);
  });

  it("do one thing at a time", async () => {
    const { client, droplet, other } = await droplets(connect);
    const reserved = await client.reservedIps.create({ droplet_id: droplet });
    for (const request of [() => reserved.assign(other), () => reserved.unassign(), () => reserved.delete()]) {
      const error = await request().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(UnprocessableError);
      expect((error as UnprocessableError).isPendingEvent()).toBe(true);
      expect(String(error)).toContain("The floating IP already has a pending event.");
    }
    await reserved.waitForAction();
    await reserved.unassign().wait();
    await expect(reserved.unassign()).rejects.toThrow("is not assigned to a Droplet");
  });

  it("lead nowhere once their droplet is deleted", async () => {
    const { client, droplet, simulator } = await droplets(connect);
    const reserved = await client.reservedIps.create({ droplet_id: droplet }).ready();
    await droplet.delete();
    simulator.clock.advance(60_000);
    expect(await reserved.fetch()).toMatchObject({ droplet: null, locked: false });
    await expect(reserved.unassign()).rejects.toThrow("is not assigned to a Droplet");
  });

  it("are deleted together with their droplet where that is wished", async () => {
    const { client, droplet, simulator } = await droplets(connect);
    const reserved = await client.reservedIps.create({ droplet_id: droplet }).ready();
    const path = { droplet_id: droplet.id };
    const route = "/v2/droplets/{droplet_id}/destroy_with_associated_resources" as const;
    const associated = await client.request(`GET ${route}`, { path });
    expect(associated.reserved_ips).toEqual([{ id: reserved.ip, name: reserved.ip, cost: "5.00" }]);
    expect(associated.floating_ips).toEqual(associated.reserved_ips);
    await client.request(`DELETE ${route}/selective`, { path, body: { reserved_ips: [reserved.ip] } });
    simulator.clock.advance(60_000);
    await expect(reserved.fetch()).rejects.toBeInstanceOf(NotFoundError);
  });

  it("stay reserved when their assignment errors", async () => {
    const errored = { "reserved_ip.assign": { after: 5_000, outcome: "errored" } } as const;
    const { client, droplet } = await droplets(connect, { simulator: { lifecycles: errored } });
    const creation = client.reservedIps.create({ droplet_id: droplet });
    await expect(creation.ready()).rejects.toBeInstanceOf(ActionError);
    expect(await (await creation).fetch()).toMatchObject({ droplet: null, locked: false });
  });

  it("are gone when their reservation errors", async () => {
    const errored = { "reserved_ip.reserve": { after: 0, outcome: "errored" } } as const;
    const { client, droplet } = await droplets(connect, { simulator: { lifecycles: errored } });
    await expect(client.reservedIps.create({ droplet_id: droplet }).ready()).rejects.toBeInstanceOf(ActionError);
    expect(await client.reservedIps.list().all()).toEqual([]);
  });

  it("need a droplet or a region, and not both", async () => {
    const { client, sent } = await connect();
    const refusal = new TypeError("a reserved IP needs either a droplet_id or a region");
    // @ts-expect-error: one of them is needed
    await expect(client.reservedIps.create({})).rejects.toEqual(refusal);
    // @ts-expect-error: one of them is too much
    await expect(client.reservedIps.create({ droplet_id: 1, region: "nyc3" }).ready()).rejects.toEqual(refusal);
    expect(sent()).toEqual([]);
    const wrong = client.request("POST /v2/reserved_ips", { body: { droplet_id: 1, region: "nyc3" } });
    await expect(wrong).rejects.toThrow("either a droplet_id or a region");
  });

  it("are refused where they cannot be", async () => {
    const { client, droplet } = await droplets(connect);
    await expect(client.reservedIps.create({ region: "moon1" })).rejects.toThrow("invalid region");
    await expect(client.reservedIps.create({ droplet_id: 1 })).rejects.toThrow("The Droplet 1 could not be found.");
    const elsewhere = await client.reservedIps.create({ region: "ams3" });
    await expect(elsewhere.assign(droplet)).rejects.toThrow("The Droplet is in nyc3, the address in ams3.");
    await expect(elsewhere.assign(1)).rejects.toBeInstanceOf(UnprocessableError);
    const young = await client.droplets.create({ ...plain, name: "young" });
    await expect(client.reservedIps.create({ droplet_id: young })).rejects.toThrow("pending event");
    expect(await client.reservedIps.list().all()).toHaveLength(1);
  });

  it("join a project", async () => {
    const { client } = await connect();
    const project = await client.projects.create({ name: "Web", purpose: "Website" });
    const inDefault = await client.reservedIps.create({ region: "nyc3" });
    const inProject = await client.reservedIps.create({ region: "nyc3", project_id: project.id });
    expect(inProject.project_id).toBe(project.id);
    expect(inDefault.project_id).not.toBe(project.id);
    const { resources } = await client.request("GET /v2/projects/{project_id}/resources", {
      path: { project_id: project.id },
    });
    expect(resources?.map(({ urn }) => urn)).toEqual([inProject.urn]);
    const unknown = "11111111-2222-4333-8444-555555555555";
    await expect(client.reservedIps.create({ region: "nyc3", project_id: unknown })).rejects.toThrow(unknown);
    expect(await client.reservedIps.list().all()).toHaveLength(2);
  });
});

/** Two droplets in nyc3. */
async function droplets(connect: Connect, options?: Parameters<Connect>[0]) {
  const pair = await connect(options);
  const [droplet, other] = await pair.client.droplets.createMany({ ...plain, names: ["a", "b"] }).ready();
  return { ...pair, droplet: droplet as Droplet, other: other as Droplet };
}
