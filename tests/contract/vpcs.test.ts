import { ConflictError, NotFoundError, PermissionError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("VPCs", (connect) => {
  it("are created, read, found, changed and deleted", async () => {
    const { client } = await connect();
    const first = await client.vpcs.create({ name: "first", region: "nyc3" });
    const vpc = await client.vpcs.create({ name: "backend", region: "nyc3", ip_range: "10.10.10.0/24" });
    expect(vpc).toMatchObject({
      name: "backend",
      description: "",
      region: "nyc3",
      ip_range: "10.10.10.0/24",
      default: false,
      urn: `do:vpc:${vpc.id}`,
      created_at: "2026-11-20T12:00:00Z",
    });
    expect([first.default, first.ip_range]).toEqual([true, "10.100.0.0/20"]);
    expect(await vpc.fetch()).toEqual(vpc);
    expect(await client.vpcs.get(vpc.id)).toEqual(vpc);
    expect(await client.vpcs.find({ name: "backend" })).toEqual(vpc);
    expect((await client.vpcs.list().all()).map(({ name }) => name)).toEqual(["first", "backend"]);

    expect(await vpc.patch({ description: "inside" })).toMatchObject({ name: "backend", description: "inside" });
    expect(await vpc.update({ name: "inside" })).toMatchObject({ name: "inside", description: "", default: false });
    await vpc.delete();
    await expect(vpc.fetch()).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.vpcs.list().all()).toHaveLength(1);
  });

  it("have one default for each region, made with the first thing there", async () => {
    const { client } = await connect();
    expect(await client.vpcs.list().all()).toEqual([]);
    const droplet = await client.droplets.create({ ...plain, name: "web-1" });
    await client.droplets.create({ ...plain, name: "web-2" });
    await client.droplets.create({ ...plain, name: "web-3", region: "ams3" });
    const all = await client.vpcs.list().all();
    expect(all.map((vpc) => [vpc.name, vpc.region, vpc.default, vpc.ip_range])).toEqual([
      ["default-nyc3", "nyc3", true, "10.100.0.0/16"],
      ["default-ams3", "ams3", true, "10.101.0.0/16"],
    ]);
    expect(droplet.vpc_uuid).toBe(all[0]?.id);
  });

  it("pass being the default on, and never go without one", async () => {
    const { client } = await connect();
    const one = await client.vpcs.create({ name: "one", region: "nyc3" });
    const two = await client.vpcs.create({ name: "two", region: "nyc3" });
    const elsewhere = await client.vpcs.create({ name: "three", region: "ams3" });
    await expect(one.delete()).rejects.toThrow("Can not delete default VPCs");
    await expect(one.delete()).rejects.toBeInstanceOf(PermissionError);
    await expect(one.patch({ default: false })).rejects.toThrow("Can not unset default VPCs");
    await two.patch({ default: true });
    const defaults = (await client.vpcs.list().all()).filter((vpc) => vpc.default).map(({ id }) => id);
    expect(new Set(defaults)).toEqual(new Set([two.id, elsewhere.id]));
    await client.vpcs.delete(one);
    expect((await client.droplets.create({ ...plain, name: "web-1" })).vpc_uuid).toBe(two.id);
  });

  it("have members with addresses of their range, and stay as long as they have any", async () => {
    const { client, simulator } = await connect();
    await client.vpcs.create({ name: "first", region: "nyc3" });
    const vpc = await client.vpcs.create({ name: "small", region: "nyc3", ip_range: "192.168.7.0/28" });
    const inside = { ...plain, vpc_uuid: vpc.id };
    const droplets = await client.droplets.createMany({ ...inside, names: ["a", "b"] }).ready();
    expect(droplets.map((droplet) => droplet.privateIpv4Address)).toEqual(["192.168.7.2", "192.168.7.3"]);
    expect(droplets[0]?.networks?.v4?.[0]).toEqual({
      ip_address: "192.168.7.2",
      netmask: "255.255.255.240",
      gateway: "192.168.7.1",
      type: "private",
    });
    await client.droplets.create({ ...plain, name: "outside" });
    expect((await vpc.members().all()).map(({ name, urn }) => [name, urn])).toEqual(
      droplets.map(({ name, urn }) => [name, urn]),
    );
    expect(await client.vpcs.members(vpc, { resource_type: "droplet" }).all()).toHaveLength(2);
    expect(await vpc.members({ resource_type: "loadbalancer" }).all()).toEqual([]);

    const error = await vpc.delete().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ status: 409 });
    expect(String(error)).toContain("Can not delete VPC with members");
    for (const droplet of droplets) await droplet.delete();
    await expect(vpc.delete()).rejects.toBeInstanceOf(ConflictError);
    simulator.clock.advance(10_000);
    await vpc.delete();
  });

  it("give a free address again only when all others were given, and none when none is free", async () => {
    const { client, simulator } = await connect();
    const vpc = await client.vpcs.create({ name: "small", region: "nyc3", ip_range: "10.9.9.0/28" });
    const names = Array.from({ length: 10 }, (_, index) => `web-${index}`);
    const droplets = await client.droplets.createMany({ ...plain, names }).ready();
    await droplets[4]?.delete();
    simulator.clock.advance(10_000);
    const more = await client.droplets.createMany({ ...plain, names: ["x", "y", "z", "again"] }).ready();
    const addresses = [...droplets, ...more].map((droplet) => droplet.privateIpv4Address);
    expect(more.map((droplet) => droplet.privateIpv4Address)).toEqual([
      "10.9.9.12",
      "10.9.9.13",
      "10.9.9.14",
      "10.9.9.6",
    ]);
    expect(new Set(addresses).size).toBe(13);
    await expect(client.droplets.create({ ...plain, name: "one-more" })).rejects.toThrow(
      `The VPC ${vpc.name} has no free address left.`,
    );
  });

  it.each([
    [
      "an overlapping range",
      { ip_range: "10.10.10.128/25" },
      /overlaps with another VPC network in your account: taken/,
    ],
    ["a public range", { ip_range: "8.8.8.0/24" }, /RFC 1918/],
    ["a range that is too large", { ip_range: "10.0.0.0/15" }, /between \/16 and \/28/],
    ["a range that is too small", { ip_range: "10.0.0.0/29" }, /between \/16 and \/28/],
    ["what is no range", { ip_range: "10.0.0.1/24" }, /CIDR/],
    ["a name that is taken", { name: "Taken" }, /already exists/],
    ["a name with a space", { name: "my vpc" }, /letters, digits, dots and dashes only/],
    ["a region that is none", { region: "moon1" }, /region/],
  ])("refuse %s", async (_, wrong, message) => {
    const { client } = await connect();
    await client.vpcs.create({ name: "taken", region: "nyc3", ip_range: "10.10.10.0/24" });
    const error = await client.vpcs
      .create({ name: "new", region: "nyc3", ...wrong })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toMatch(message);
    expect(await client.vpcs.list().all()).toHaveLength(1);
  });

  it("are joined only from their own region", async () => {
    const { client } = await connect();
    const vpc = await client.vpcs.create({ name: "europe", region: "ams3" });
    const wrong = { ...plain, name: "web-1", vpc_uuid: vpc.id };
    await expect(client.droplets.create(wrong)).rejects.toThrow("is in ams3, not in nyc3");
  });
});
