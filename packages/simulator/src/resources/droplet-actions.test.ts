import { describe, expect, it } from "vitest";
import { lifecycles } from "../lifecycles.js";
import { simulate } from "../testing/caller.js";

const SECOND = 1000;

/** An active Droplet on a frozen clock, with what is done to it. */
async function active(options: Parameters<typeof simulate>[0] = {}) {
  const api = simulate(options);
  const { droplets } = api.simulator.seed({
    droplets: [{ name: "web-1", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" }],
  });
  const id = droplets[0]?.id ?? 0;
  const path = { droplet_id: id };
  return {
    ...api,
    id,
    path,
    get: () => api.getDroplet(id),
    /** Does the action to its end and gives the Droplet. */
    async done(body: { type: string; [name: string]: unknown }) {
      await api.act(id, body);
      api.simulator.clock.advance(2 * 60 * SECOND);
      return api.getDroplet(id);
    },
    refused: (body: object) => api.refusal("POST /v2/droplets/{droplet_id}/actions", { path, body }),
  };
}

describe("a Droplet action", () => {
  it("is in progress until its time has come, and found in three places", async () => {
    const { simulator, call, act, id, path, get } = await active();
    const action = await act(id, { type: "power_off" });
    simulator.clock.advance(lifecycles["droplet.power_off"] - 1);
    expect((await get()).status).toBe("active");
    const seen = async () => [
      (await call("GET /v2/actions/{action_id}", { path: { action_id: action } })).action,
      (await call("GET /v2/droplets/{droplet_id}/actions/{action_id}", { path: { ...path, action_id: action } }))
        .action,
      (await call("GET /v2/droplets/{droplet_id}/actions", { path })).actions[0],
    ];
    for (const one of await seen())
      expect(one).toMatchObject({ id: action, status: "in-progress", completed_at: null });
    simulator.clock.advance(1);
    expect((await get()).status).toBe("off");
    for (const one of await seen()) {
      expect(one).toMatchObject({
        id: action,
        type: "power_off",
        status: "completed",
        started_at: "2026-03-01T12:00:00Z",
        completed_at: "2026-03-01T12:00:05Z",
        resource_id: id,
        resource_type: "droplet",
        region: { slug: "nyc3" },
        region_slug: "nyc3",
      });
    }
  });

  it("comes one at a time", async () => {
    const { act, refused, simulator, id } = await active();
    await act(id, { type: "reboot" });
    expect(await refused({ type: "power_off" })).toMatchObject({
      status: 422,
      message: "Droplet already has a pending event.",
    });
    simulator.clock.advance(lifecycles["droplet.reboot"]);
    await act(id, { type: "power_off" });
  });

  it("waits for the creation to end", async () => {
    const { createDroplet, refusal } = simulate();
    const { id } = await createDroplet();
    const sent = { path: { droplet_id: id }, body: { type: "reboot" } };
    expect((await refusal("POST /v2/droplets/{droplet_id}/actions", sent)).message).toBe(
      "Droplet already has a pending event.",
    );
  });

  it("changes nothing when it ends errored, and leaves the Droplet free", async () => {
    const { call, act, get, id, simulator } = await active({
      lifecycles: { "droplet.power_off": { after: 1000, outcome: "errored" } },
    });
    const action = await act(id, { type: "power_off" });
    simulator.clock.advance(1000);
    expect((await get()).status).toBe("active");
    const shown = await call("GET /v2/actions/{action_id}", { path: { action_id: action } });
    expect(shown.action).toMatchObject({ status: "errored", completed_at: "2026-03-01T12:00:01Z" });
    await act(id, { type: "reboot" });
  });

  it("is listed newest first, and not under another Droplet", async () => {
    const { call, createDroplet, done, path, refusal } = await active();
    await done({ type: "reboot" });
    await done({ type: "rename", name: "other" });
    const { actions } = await call("GET /v2/droplets/{droplet_id}/actions", { path });
    expect(actions.map(({ type }) => type)).toEqual(["rename", "reboot", "create"]);
    const stranger = await createDroplet();
    const foreign = { droplet_id: stranger.id, action_id: actions[0]?.id ?? 0 };
    expect((await refusal("GET /v2/droplets/{droplet_id}/actions/{action_id}", { path: foreign })).status).toBe(404);
  });
});

describe("the sixteen types", () => {
  it("switch the Droplet off and on, and refuse what is so already", async () => {
    const { done, refused } = await active();
    expect((await refused({ type: "power_on" })).message).toBe("Droplet is already powered on");
    expect((await done({ type: "shutdown" })).status).toBe("off");
    expect((await refused({ type: "power_off" })).message).toBe("Droplet is already powered off");
    expect((await refused({ type: "shutdown" })).message).toBe("Droplet is already powered off");
    expect((await done({ type: "power_on" })).status).toBe("active");
    expect((await done({ type: "power_off" })).status).toBe("off");
    expect((await done({ type: "password_reset" })).status).toBe("off");
    expect((await done({ type: "power_cycle" })).status).toBe("active");
    expect((await done({ type: "reboot" })).status).toBe("active");
  });

  it("rename by the rules of names", async () => {
    const { done, refused, call } = await active();
    expect((await done({ type: "rename", name: "db.example" })).name).toBe("db.example");
    expect((await call("GET /v2/droplets", { query: { name: "db.example" } })).meta.total).toBe(1);
    expect((await refused({ type: "rename", name: "no good" })).message).toMatch(/^Only valid hostname characters/);
  });

  it("resize with or without the disk, and never to a smaller one", async () => {
    const { done, refused } = await active();
    expect(await done({ type: "resize", size: "s-2vcpu-4gb" })).toMatchObject({
      size_slug: "s-2vcpu-4gb",
      size: { slug: "s-2vcpu-4gb" },
      memory: 4096,
      vcpus: 2,
      disk: 25,
    });
    expect(await done({ type: "resize", size: "s-1vcpu-1gb" })).toMatchObject({ memory: 1024, disk: 25 });
    expect(await done({ type: "resize", size: "s-2vcpu-4gb", disk: true })).toMatchObject({
      disk: 80,
      disk_info: [{ type: "local", size: { amount: 80 } }],
    });
    expect((await refused({ type: "resize", size: "s-1vcpu-1gb" })).message).toBe(
      "Size can not decrease size of Droplet's disk image",
    );
    expect((await refused({ type: "resize", size: "huge" })).message).toBe("You specified an invalid size.");
    expect((await refused({ type: "resize", size: "gpu-h100x1-80gb" })).message).toBe(
      "Size is not available in this region.",
    );
  });

  it("rebuild from an image by slug or id", async () => {
    const { done, refused } = await active();
    expect((await done({ type: "rebuild", image: "debian-13-x64" })).image).toMatchObject({ slug: "debian-13-x64" });
    expect((await refused({ type: "rebuild", image: "beos-5" })).message).toBe("You specified an invalid image.");
  });

  it("take a snapshot that is there when the action is completed, and restore it", async () => {
    const { act, call, done, get, id, path, refused, simulator } = await active();
    await act(id, { type: "snapshot", name: "before" });
    simulator.clock.advance(lifecycles["droplet.snapshot"] - 1);
    expect((await get()).snapshot_ids).toEqual([]);
    simulator.clock.advance(1);
    const [snapshot = 0] = (await get()).snapshot_ids;
    const { images } = await call("GET /v2/images", { query: { private: true } });
    expect(images).toMatchObject([
      {
        id: snapshot,
        name: "before",
        type: "snapshot",
        public: false,
        slug: null,
        min_disk_size: 25,
        regions: ["nyc3"],
      },
    ]);
    const { snapshots } = await call("GET /v2/droplets/{droplet_id}/snapshots", { path });
    expect(snapshots).toMatchObject([
      { id: snapshot, name: "before", type: "snapshot", created_at: "2026-03-01T12:01:00Z" },
    ]);
    await done({ type: "rebuild", image: "debian-13-x64" });
    expect((await done({ type: "restore", image: snapshot })).image).toMatchObject({ id: snapshot, name: "before" });
    expect((await refused({ type: "restore", image: 135509519 })).message).toBe("You specified an invalid image.");
  });

  it("name a snapshot when nobody does", async () => {
    const { call, done } = await active();
    await done({ type: "snapshot" });
    const { images } = await call("GET /v2/images", { query: { private: true } });
    expect(images[0]?.name).toMatch(/^web-1-\d{10}$/);
  });

  it("switch backups on, change and off", async () => {
    const { done, refused } = await active();
    expect((await refused({ type: "change_backup_policy", backup_policy: { plan: "daily" } })).message).toMatch(
      /not enabled/,
    );
    const on = await done({ type: "enable_backups" });
    expect(on.features).toContain("backups");
    expect(on.next_backup_window?.start).toBe("2026-03-08T00:00:00Z");
    const changed = await done({ type: "change_backup_policy", backup_policy: { plan: "daily", hour: 16 } });
    expect(changed.next_backup_window?.start).toBe("2026-03-01T16:00:00Z");
    const off = await done({ type: "disable_backups" });
    expect([off.features.includes("backups"), off.next_backup_window]).toEqual([false, null]);
  });

  it("give an IPv6 address and a kernel", async () => {
    const { done, refused } = await active();
    const droplet = await done({ type: "enable_ipv6" });
    expect([droplet.features.includes("ipv6"), droplet.networks.v6?.length]).toEqual([true, 1]);
    expect((await done({ type: "change_kernel", kernel: 9102 })).kernel?.id).toBe(9102);
    expect((await refused({ type: "change_kernel", kernel: 1 })).message).toBe("You specified an invalid kernel.");
  });
});

describe("actions by tag", () => {
  it("begin on every Droplet with the tag, or on none", async () => {
    const { simulator, call, refusal, act } = simulate();
    const { droplets } = simulator.seed({
      droplets: [{ names: ["a", "b"], size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3", tags: ["web"] }],
    });
    const request = { query: { tag_name: "web" }, body: { type: "power_off" } };
    const { actions } = await call("POST /v2/droplets/actions", request);
    expect(actions.map(({ resource_id }) => resource_id)).toEqual(droplets.map(({ id }) => id));
    simulator.clock.advance(lifecycles["droplet.power_off"]);
    await act(droplets[1]?.id ?? 0, { type: "power_on" });
    const busy = await refusal("POST /v2/droplets/actions", { ...request, body: { type: "power_cycle" } });
    expect(busy.message).toBe("there are currently blocking events processing for one or more of the droplets");
    simulator.clock.advance(lifecycles["droplet.power_on"]);
    // The first is off still: the second is not begun either.
    expect((await refusal("POST /v2/droplets/actions", request)).message).toBe("Droplet is already powered off");
    expect((await call("GET /v2/actions")).actions.filter(({ status }) => status === "in-progress")).toEqual([]);
  });

  it("need the tag's name", async () => {
    const { refusal } = simulate();
    expect((await refusal("POST /v2/droplets/actions", { body: { type: "power_off" } })).message).toBe(
      "tag_name is required.",
    );
  });
});
