import { ActionError, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays, type Connect } from "./both-ways.js";

bothWays("reserved IPv6", (connect) => {
  it("are reserved, assigned, unassigned and given back", async () => {
    const { client, droplet } = await withDroplet(connect);
    const reserved = await client.reservedIpv6.create({ region_slug: "nyc3" });
    expect(reserved).toMatchObject({ region_slug: "nyc3", reserved_at: expect.stringMatching(/^2026-11-20T12:/) });
    expect(reserved.ip).toMatch(/^2001:db8:ffff::/);
    expect(await reserved.fetch()).toMatchObject({ ip: reserved.ip, droplet: null });

    const action = await reserved.assign(droplet).wait();
    expect(action).toMatchObject({ type: "assign_ip", status: "completed", resource_type: "reserved_ipv6" });
    expect((await client.actions.get(action)).region_slug).toBe("nyc3");
    expect((await reserved.fetch()).droplet).toEqual((await droplet.fetch()).toJSON());
    await expect(reserved.delete()).rejects.toThrow("The reserved IPv6 is assigned to a Droplet.");
    expect(await client.reservedIpv6.ref(reserved.ip).unassign().wait()).toMatchObject({ type: "unassign_ip" });
    expect((await client.reservedIpv6.list().all()).map(({ ip, droplet: to }) => [ip, to])).toEqual([
      [reserved.ip, null],
    ]);

    await client.reservedIpv6.delete(reserved);
    await expect(reserved.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(reserved.delete()).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.reservedIpv6.list().all()).toEqual([]);
  });

  it("are one, however they are written", async () => {
    const { client } = await connect();
    const { ip } = await client.reservedIpv6.create({ region_slug: "nyc3" });
    const spelled = ip.toUpperCase().replace("::", ":0:0:0:0:");
    expect((await client.reservedIpv6.get(spelled)).ip).toBe(ip);
    await expect(client.reservedIpv6.get("::1")).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.reservedIpv6.get("fe80::1%eth0")).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.reservedIpv6.get("droplets")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("do one thing at a time", async () => {
    const { client, droplet } = await withDroplet(connect);
    const reserved = await client.reservedIpv6.create({ region_slug: "nyc3" });
    await expect(reserved.unassign()).rejects.toThrow("is not assigned to a Droplet");
    const assignment = await client.reservedIpv6.act(reserved, { type: "assign", droplet_id: droplet.id });
    const error = await reserved.unassign().catch((reason: unknown) => reason);
    expect((error as UnprocessableError).isPendingEvent()).toBe(true);
    await expect(reserved.delete()).rejects.toBeInstanceOf(UnprocessableError);
    await assignment.wait();
    await reserved.unassign().wait();
  });

  it("lead nowhere once their droplet is deleted", async () => {
    const { client, droplet, simulator } = await withDroplet(connect);
    const reserved = await client.reservedIpv6.create({ region_slug: "nyc3" });
    await reserved.assign(droplet).wait();
    await droplet.delete();
    simulator.clock.advance(60_000);
    expect((await reserved.fetch()).droplet).toBeNull();
    await reserved.delete();
  });

  it("are not assigned to a droplet that goes meanwhile", async () => {
    const { client, droplet, simulator } = await withDroplet(connect);
    const reserved = await client.reservedIpv6.create({ region_slug: "nyc3" });
    const assignment = await reserved.assign(droplet);
    await droplet.delete();
    simulator.clock.advance(60_000);
    await expect(assignment.wait()).rejects.toBeInstanceOf(ActionError);
    await expect(reserved.unassign()).rejects.toThrow("is not assigned to a Droplet");
  });

  it("are refused where they cannot be", async () => {
    const { client, droplet } = await withDroplet(connect);
    await expect(client.reservedIpv6.create({ region_slug: "moon1" })).rejects.toThrow("invalid region");
    const elsewhere = await client.reservedIpv6.create({ region_slug: { slug: "ams3" } });
    await expect(elsewhere.assign(droplet)).rejects.toThrow("The Droplet is in nyc3, the address in ams3.");
    await expect(elsewhere.assign(1)).rejects.toThrow("The Droplet 1 could not be found.");
    // @ts-expect-error: a region is needed
    await expect(client.request("POST /v2/reserved_ipv6", { body: {} })).rejects.toThrow("region_slug is required");
  });
});

/** A droplet in nyc3. */
async function withDroplet(connect: Connect) {
  const pair = await connect();
  const body = { name: "a", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
  return { ...pair, droplet: await pair.client.droplets.create(body).ready() };
}
