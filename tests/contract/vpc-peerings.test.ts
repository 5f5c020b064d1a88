import {
  ConflictError,
  type DigitalOcean,
  NotFoundError,
  ResourceFailedError,
  UnprocessableError,
} from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

async function network(client: DigitalOcean): Promise<[string, string]> {
  // The first VPC of a region is its default, which cannot be deleted.
  await client.vpcs.create({ name: "first", region: "nyc3" });
  const web = await client.vpcs.create({ name: "web", region: "nyc3" });
  const db = await client.vpcs.create({ name: "db", region: "ams3" });
  return [web.id, db.id];
}

bothWays("VPC peerings", (connect) => {
  it("are created, waited for, renamed, listed and deleted", async () => {
    const { client, simulator } = await connect();
    const vpc_ids = await network(client);
    const creation = client.vpcPeerings.create({ name: "web-db", vpc_ids });
    const accepted = await creation;
    expect(accepted).toMatchObject({ name: "web-db", vpc_ids, status: "PROVISIONING" });
    const peering = await creation.ready();
    expect([peering.id, peering.status]).toEqual([accepted.id, "ACTIVE"]);
    expect(await accepted.ready()).toEqual(peering);
    expect((await peering.patch({ name: "db-web" })).name).toBe("db-web");
    expect((await client.vpcPeerings.find({ name: "db-web" })).id).toBe(peering.id);
    expect(await client.vpcPeerings.list({ region: "ams3" }).all()).toHaveLength(1);
    expect(await client.vpcPeerings.list({ region: "fra1" }).all()).toEqual([]);

    await peering.delete();
    expect((await peering.fetch()).status).toBe("DELETING");
    await expect((await peering.fetch()).ready()).rejects.toBeInstanceOf(ResourceFailedError);
    simulator.clock.advance(10_000);
    await expect(client.vpcPeerings.get(peering.id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are made and seen from one of their VPCs, which stays as long as it is connected", async () => {
    const { client, simulator } = await connect();
    const [web, db] = await network(client);
    const peering = await client.vpcs.ref(web).createPeering({ name: "web-db", vpc_id: db }).ready();
    expect((await client.vpcs.peerings(db).all()).map(({ id }) => id)).toEqual([peering.id]);
    const { peering: renamed } = await client.request("PATCH /v2/vpcs/{vpc_id}/peerings/{vpc_peering_id}", {
      path: { vpc_id: db, vpc_peering_id: peering.id },
      body: { name: "other" },
    });
    expect(renamed.name).toBe("other");
    const stranger = await client.vpcs.find({ name: "first" });
    expect(await stranger.peerings().all()).toEqual([]);
    await expect(
      client.request("PATCH /v2/vpcs/{vpc_id}/peerings/{vpc_peering_id}", {
        path: { vpc_id: stranger.id, vpc_peering_id: peering.id },
        body: { name: "mine" },
      }),
    ).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.vpcs.delete(web)).rejects.toBeInstanceOf(ConflictError);
    await peering.delete();
    simulator.clock.advance(10_000);
    await client.vpcs.delete(web);
  });

  it("are refused twice between the same VPCs, with a name that is taken, and for less than two VPCs", async () => {
    const { client } = await connect();
    const [web, db] = await network(client);
    await client.vpcPeerings.create({ name: "web-db", vpc_ids: [web, db] });
    await expect(client.vpcPeerings.create({ name: "again", vpc_ids: [db, web] })).rejects.toBeInstanceOf(
      ConflictError,
    );
    const { id: third } = await client.vpcs.find({ name: "first" });
    const refused = [
      { name: "web-db", vpc_ids: [web, third] },
      { name: "self", vpc_ids: [web, web] },
      { name: "one", vpc_ids: [web] },
      { name: "nowhere", vpc_ids: [web, "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a"] },
      { name: "with space", vpc_ids: [web, third] },
    ];
    for (const body of refused) {
      await expect(client.vpcPeerings.create(body)).rejects.toBeInstanceOf(UnprocessableError);
    }
    expect(await client.vpcPeerings.list().all()).toHaveLength(1);
  });
});
