import { ConflictError, NotFoundError, ResourceFailedError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays, type Pair } from "./both-ways.js";

/** A droplet with a snapshot and an address, and a volume that has a snapshot too. */
async function furnished({ client }: Pair) {
  const body = { name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
  const droplet = await client.droplets.create(body).ready();
  await droplet.snapshot("of-droplet").wait();
  const volume = await client.volumes.create({ name: "data", region: "nyc3", size_gigabytes: 10 });
  await volume.attach(droplet).wait();
  const snapshot = await volume.createSnapshot({ name: "of-volume" });
  const { ip } = await client.reservedIps.create({ droplet_id: droplet.id }).ready();
  return { droplet, volume, snapshot, ip };
}

bothWays("the deletion of droplets with what belongs to them", (connect) => {
  it("names what that is and what it costs", async () => {
    const pair = await connect();
    const { droplet, volume, snapshot, ip } = await furnished(pair);
    const associated = await droplet.associatedResources();
    expect(await pair.client.droplets.associatedResources(droplet.id)).toEqual(associated);
    expect(associated).toEqual({
      reserved_ips: [{ id: expect.any(String), name: ip, cost: "5.00" }],
      floating_ips: associated.reserved_ips,
      snapshots: [{ id: expect.any(String), name: "of-droplet", cost: expect.stringMatching(/^\d+\.\d\d$/) }],
      volumes: [{ id: volume.id, name: "data", cost: "1.00" }],
      volume_snapshots: [{ id: snapshot.id, name: "of-volume", cost: "0.01" }],
    });
  });

  it("takes what is named, and leaves the rest", async () => {
    const pair = await connect();
    const { client } = pair;
    const { droplet, volume, snapshot, ip } = await furnished(pair);
    await expect(client.droplets.deleteWith(droplet, { snapshots: ["1"] })).rejects.toBeInstanceOf(NotFoundError);
    await expect(droplet.deletion()).rejects.toBeInstanceOf(NotFoundError);

    const call = droplet.deleteWith({ volumes: [volume.id] });
    await call;
    expect(await droplet.deletion()).toMatchObject({ outcome: "in progress", failures: 0, id: droplet.id });
    const deletion = await call.wait();
    expect(deletion).toMatchObject({
      outcome: "completed",
      droplet: { id: String(droplet.id), name: "web-1", destroyed_at: deletion.completed_at },
      resources: { volumes: [{ id: volume.id, name: "data", destroyed_at: deletion.completed_at }], snapshots: [] },
      failures: 0,
    });
    await expect(droplet.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(volume.fetch()).rejects.toBeInstanceOf(NotFoundError);
    expect((await client.snapshots.list().all()).map(({ name }) => name)).toEqual(["of-droplet", "of-volume"]);
    expect((await snapshot.fetch()).name).toBe("of-volume");
    expect((await client.reservedIps.get(ip)).droplet).toBeNull();
  });

  it("takes everything when that is asked for", async () => {
    const pair = await connect();
    const { client } = pair;
    const { droplet } = await furnished(pair);
    const route = "DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous";
    const careless = client.request(route, { path: { droplet_id: droplet.id }, headers: { "X-Dangerous": false } });
    await expect(careless).rejects.toBeInstanceOf(UnprocessableError);
    const deletion = await client.droplets.deleteWithAll(droplet).wait();
    expect(deletion.outcome).toBe("completed");
    expect(await client.droplets.deletion(droplet)).toEqual(deletion);
    expect(await client.droplets.list().all()).toEqual([]);
    expect(await client.volumes.list().all()).toEqual([]);
    expect(await client.reservedIps.list().all()).toEqual([]);
    expect(await client.snapshots.list().all()).toEqual([]);
    await expect(droplet.deleteWithAll()).rejects.toBeInstanceOf(NotFoundError);
    await expect(deletion.retry()).rejects.toBeInstanceOf(NotFoundError);
  });

  it("says what has failed, and can be tried again", async () => {
    const failing = { "droplet.destroy": { after: 5_000, outcome: "errored" } } as const;
    const pair = await connect({ simulator: { lifecycles: failing } });
    const { droplet, volume } = await furnished(pair);
    const error = await droplet
      .deleteWithAll()
      .wait()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResourceFailedError);
    const { resource } = error as ResourceFailedError<Awaited<ReturnType<typeof droplet.deletion>>>;
    expect(resource).toMatchObject({
      id: droplet.id,
      outcome: "failed",
      failures: 6,
      resources: { volumes: [{ id: volume.id, error_message: expect.any(String) }] },
    });
    expect((await droplet.fetch()).volume_ids).toEqual([volume.id]);
    const again = resource.retry();
    await again;
    await expect(resource.retry()).rejects.toBeInstanceOf(ConflictError);
    await expect(again.wait()).rejects.toBeInstanceOf(ResourceFailedError);
  });
});
