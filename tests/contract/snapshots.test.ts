import { AmbiguousNameError, ConflictError, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const data = { name: "data", region: "nyc3", size_gigabytes: 10 } as const;
const plain = { name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("snapshots", (connect) => {
  it("of volumes are taken, listed, restored and deleted", async () => {
    const { client } = await connect();
    const volume = await client.volumes.create(data);
    const snapshot = await volume.createSnapshot({ name: "before", tags: ["keep"] });
    expect(snapshot).toMatchObject({
      name: "before",
      resource_type: "volume",
      resource_id: volume.id,
      regions: ["nyc3"],
      min_disk_size: 10,
      tags: ["keep"],
    });
    expect(await snapshot.fetch()).toEqual(snapshot);
    expect(await volume.snapshots().all()).toEqual([snapshot]);
    const byId = { path: { snapshot_id: snapshot.id } };
    const wire = await client.request("GET /v2/volumes/snapshots/{snapshot_id}", byId);
    expect(wire.snapshot).toEqual(snapshot.toJSON());
    expect((await client.tags.get("keep")).resources).toMatchObject({ count: 1, volume_snapshots: { count: 1 } });
    await expect(volume.createSnapshot({ name: "before" })).rejects.toBeInstanceOf(ConflictError);
    await expect(volume.createSnapshot({ name: " " })).rejects.toBeInstanceOf(UnprocessableError);

    // A volume of a snapshot has its size, whatever was asked for.
    const copy = { name: "copy", size_gigabytes: 500, snapshot_id: snapshot.id };
    expect((await client.volumes.create({ ...copy, region: "nyc3" })).size_gigabytes).toBe(10);
    await expect(client.volumes.create({ ...copy, region: "ams3" })).rejects.toThrow(/not available in this region/);
    const unknown = { ...copy, name: "other", region: "nyc3", snapshot_id: "none" } as const;
    await expect(client.volumes.create(unknown)).rejects.toBeInstanceOf(NotFoundError);

    await volume.delete();
    expect((await snapshot.fetch()).resource_id).toBe(volume.id);
    await client.request("DELETE /v2/volumes/snapshots/{snapshot_id}", byId);
    await expect(snapshot.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(snapshot.delete()).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.volumes.ref(volume.id).createSnapshot({ name: "late" })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("of droplets and volumes are one collection", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create(plain).ready();
    await droplet.snapshot("before").wait();
    const volume = await client.volumes.create(data);
    const ofVolume = await volume.createSnapshot({ name: "before" });
    const [image] = await droplet.snapshots().all();
    if (image === undefined) throw new Error("the snapshot made no image");

    const [ofDroplet, ...others] = await client.snapshots.list({ resource_type: "droplet" }).all();
    expect(others).toEqual([]);
    expect(ofDroplet).toMatchObject({
      id: String(image.id),
      resource_type: "droplet",
      resource_id: String(droplet.id),
      name: "before",
    });
    expect(await client.snapshots.list({ resource_type: "volume" }).all()).toEqual([ofVolume]);
    expect(await client.snapshots.list().all()).toEqual([ofDroplet, ofVolume]);
    expect((await client.snapshots.list({ per_page: 1 }).all()).map(({ id }) => id)).toEqual([
      ofDroplet?.id,
      ofVolume.id,
    ]);
    expect(await client.snapshots.get(image)).toEqual(ofDroplet);
    expect(await client.snapshots.get(image.id)).toEqual(ofDroplet);
    expect(await client.snapshots.get(ofVolume.id)).toEqual(ofVolume);
    expect(await client.snapshots.find({ name: "before", resource_type: "volume" })).toEqual(ofVolume);
    await expect(client.snapshots.find({ name: "before" })).rejects.toBeInstanceOf(AmbiguousNameError);
    await expect(client.snapshots.find({ name: "after" })).rejects.toThrow('no snapshot is named "after"');

    await client.snapshots.delete(image);
    await expect(image.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.snapshots.get(image)).rejects.toBeInstanceOf(NotFoundError);
    await client.snapshots.ref(ofVolume).delete();
    expect(await client.snapshots.list().all()).toEqual([]);
    await expect(client.snapshots.delete("none")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("leave out backups and images that were imported", async () => {
    const { client } = await connect();
    const image = await client.images.create({ name: "base", url: "https://images.example.com/b.img", region: "nyc3" });
    await expect(client.snapshots.get(image.id)).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.snapshots.list().all()).toEqual([]);
  });
});
