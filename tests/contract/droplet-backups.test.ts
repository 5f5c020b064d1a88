import { NotFoundError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("backup policies", (connect) => {
  it("are read of one droplet and of all", async () => {
    const { client } = await connect();
    const backup_policy = { plan: "weekly", weekday: "MON", hour: 8 } as const;
    const backed = await client.droplets.create({ ...plain, name: "a", backups: true, backup_policy }).ready();
    const other = await client.droplets.create({ ...plain, name: "b" }).ready();
    const policy = await backed.backupPolicy();
    expect(policy).toMatchObject({ droplet_id: backed.id, backup_enabled: true, backup_policy });
    // The clock stands at a Friday.
    expect(policy.next_backup_window?.start).toBe("2026-11-23T08:00:00Z");
    expect((await client.droplets.ref(other.id).backupPolicy()).backup_enabled).toBe(false);
    await expect(client.droplets.ref(1).backupPolicy()).rejects.toBeInstanceOf(NotFoundError);

    const all = await client.droplets.backupPolicies().all();
    expect(all.map((each) => [each.droplet_id, each.backup_enabled])).toEqual([
      [backed.id, true],
      [other.id, false],
    ]);
    expect(all[0]).toEqual(policy);
    await backed.changeBackupPolicy({ plan: "daily", hour: 20 }).wait();
    expect((await backed.backupPolicy()).backup_policy).toMatchObject({ plan: "daily", hour: 20 });
  });

  it("of many droplets are read page by page", async () => {
    const { client, sent } = await connect({ client: { perPage: 2 } });
    const names = ["a", "b", "c", "d", "e"];
    const droplets = await client.droplets.createMany({ ...plain, names }).ready();
    sent();
    const all = await client.droplets.backupPolicies().all();
    expect(all.map(({ droplet_id }) => droplet_id)).toEqual(droplets.map(({ id }) => id));
    expect(sent()).toHaveLength(3);
  });

  it("are chosen from the plans that there are", async () => {
    const { client } = await connect();
    const [weekly, daily, ...others] = await client.droplets.supportedBackupPolicies().all();
    expect(others).toEqual([]);
    expect(weekly).toMatchObject({ name: "weekly", window_length_hours: 4, retention_period_days: 28 });
    expect(weekly?.possible_days).toContain("SUN");
    expect(daily).toMatchObject({ name: "daily", retention_period_days: 7, possible_days: [] });
    expect(daily?.possible_window_starts).toEqual([0, 4, 8, 12, 16, 20]);
  });
});
