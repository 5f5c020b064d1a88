import { ConflictError, NotFoundError, ResourceFailedError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { type: "PUBLIC", region: "nyc3", size: 1 } as const;

bothWays("NAT gateways", (connect) => {
  it("are created, waited for, changed and deleted", async () => {
    const { client, simulator } = await connect();
    await client.vpcs.create({ name: "first", region: "nyc3" });
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3", ip_range: "10.10.10.0/24" });
    const creation = client.natGateways.create({ ...plain, name: "out", vpcs: [{ vpc_uuid: vpc.id }] });
    const accepted = await creation;
    expect(accepted).toMatchObject({ name: "out", state: "NEW", region: "nyc3", size: 1, egresses: {} });
    const gateway = await creation.ready();
    expect(gateway).toMatchObject({
      id: accepted.id,
      state: "ACTIVE",
      vpcs: [{ vpc_uuid: vpc.id, gateway_ip: "10.10.10.2" }],
      udp_timeout_seconds: 30,
      tcp_timeout_seconds: 30,
    });
    expect(gateway.egresses?.public_gateways?.[0]?.ipv4).toMatch(/^198\.1[89]\./);
    expect((await vpc.members().all()).map(({ urn }) => urn)).toEqual([gateway.urn]);
    expect((await client.projects.default().then((project) => project.resources().all()))[0]?.urn).toBe(gateway.urn);

    const changed = await gateway.update({ name: "way-out", size: 2, tcp_timeout_seconds: 60 });
    expect(changed).toMatchObject({ name: "way-out", size: 2, tcp_timeout_seconds: 60, vpcs: gateway.vpcs });
    const served = { name: "way-out", size: 2, vpcs: [{ vpc_uuid: vpc.id, default_gateway: true }] };
    expect((await gateway.update(served)).vpcs).toEqual([{ ...gateway.vpcs[0], default_gateway: true }]);
    expect((await client.natGateways.find({ name: "way-out" })).id).toBe(gateway.id);
    expect(await client.natGateways.list({ state: "active", region: "nyc3", type: "public" }).all()).toHaveLength(1);
    expect(await client.natGateways.list({ state: "new" }).all()).toEqual([]);

    await gateway.delete();
    expect((await gateway.fetch()).state).toBe("DELETING");
    await expect(vpc.delete()).rejects.toBeInstanceOf(ConflictError);
    simulator.clock.advance(20_000);
    const error = await gateway.fetch().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(NotFoundError);
    expect(String(error)).toContain(`nat gateway with id ${gateway.id} not found`);
    await vpc.delete();
  });

  it("share the addresses of a VPC with its other members", async () => {
    const { client } = await connect();
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3", ip_range: "10.10.10.0/28" });
    const names = Array.from({ length: 6 }, (_, index) => `web-${index}`);
    const place = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpc_uuid: vpc.id };
    const before = await client.droplets.createMany({ ...place, names }).ready();
    const gateway = await client.natGateways.create({ ...plain, name: "out", vpcs: [{ vpc_uuid: vpc.id }] }).ready();
    const after = await client.droplets.createMany({ ...place, names }).ready();
    const addresses = [...before, ...after].map((droplet) => droplet.privateIpv4Address);
    expect(new Set([...addresses, gateway.vpcs[0]?.gateway_ip]).size).toBe(13);
  });

  it("belong to the project that their creation names", async () => {
    const { client } = await connect();
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3" });
    const project = await client.projects.create({ name: "shop", purpose: "IoT" });
    const body = { ...plain, name: "out", vpcs: [{ vpc_uuid: vpc.id }], project_id: project.id };
    const gateway = await client.natGateways.create(body);
    expect(Reflect.get(gateway, "project_id")).toBe(project.id);
    expect((await project.resources().all()).map(({ urn }) => urn)).toEqual([gateway.urn]);
  });

  it("report a creation that fails", async () => {
    const failing = { "nat_gateway.create": { after: 5_000, outcome: "errored" } } as const;
    const { client } = await connect({ simulator: { lifecycles: failing } });
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3" });
    const creation = client.natGateways.create({ ...plain, name: "out", vpcs: [{ vpc_uuid: vpc.id }] });
    await expect(creation.ready()).rejects.toBeInstanceOf(ResourceFailedError);
  });

  it("are refused without a VPC of their region, without a size, and under a name that is taken", async () => {
    const { client } = await connect();
    const vpc = await client.vpcs.create({ name: "inside", region: "nyc3" });
    const elsewhere = await client.vpcs.create({ name: "elsewhere", region: "ams3" });
    const vpcs = [{ vpc_uuid: vpc.id }];
    await client.natGateways.create({ ...plain, name: "out", vpcs });
    const refused = [
      { ...plain, name: "a", vpcs: [] },
      { ...plain, name: "b", vpcs: [{ vpc_uuid: elsewhere.id }] },
      { ...plain, name: "c", vpcs, size: 0 },
      { ...plain, name: "out", vpcs },
      { ...plain, name: "d", vpcs, project_id: "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a" },
    ];
    for (const body of refused) {
      await expect(client.natGateways.create(body)).rejects.toBeInstanceOf(UnprocessableError);
    }
    expect(await client.natGateways.list().all()).toHaveLength(1);
  });
});
