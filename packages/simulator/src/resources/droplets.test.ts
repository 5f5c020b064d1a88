import { describe, expect, it } from "vitest";
import { START, simulate } from "../testing/caller.js";

const SECOND = 1000;
const PLAN = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" };
const DROPLET = { ...PLAN, name: "web-1" };

describe("creating a Droplet", () => {
  it("answers with the Droplet as new, without addresses, and the action that creates it", async () => {
    const { call } = simulate();
    const answer = await call("POST /v2/droplets", { body: { ...DROPLET, tags: ["web"] } });
    expect(answer).toMatchObject({
      droplet: {
        name: "web-1",
        status: "new",
        locked: false,
        created_at: "2026-03-01T12:00:00Z",
        memory: 1024,
        vcpus: 1,
        disk: 25,
        size_slug: "s-1vcpu-1gb",
        size: { slug: "s-1vcpu-1gb", price_monthly: 6 },
        region: { slug: "nyc3", name: "New York 3" },
        image: { slug: "ubuntu-24-04-x64", distribution: "Ubuntu" },
        networks: { v4: [], v6: [] },
        features: ["droplet_agent", "private_networking"],
        tags: ["web"],
        kernel: null,
        next_backup_window: null,
        backup_ids: [],
        snapshot_ids: [],
        volume_ids: [],
      },
    });
    const [link] = answer.links.actions ?? [];
    expect(link).toEqual({ id: link?.id, rel: "create", href: `https://api.test/v2/actions/${link?.id}` });
    const { action } = await call("GET /v2/actions/{action_id}", { path: { action_id: link?.id ?? 0 } });
    expect(action).toMatchObject({
      type: "create",
      status: "in-progress",
      resource_type: "droplet",
      region_slug: "nyc3",
    });
  });

  it("makes it active, with its addresses, after exactly 30 seconds", async () => {
    const { simulator, call, createDroplet, getDroplet } = simulate();
    const { id } = await createDroplet({ ipv6: true });
    simulator.clock.advance(30 * SECOND - 1);
    expect(await getDroplet(id)).toMatchObject({ status: "new", networks: { v4: [], v6: [] } });
    simulator.clock.advance(1);
    const droplet = await getDroplet(id);
    expect(droplet.status).toBe("active");
    expect(droplet.networks.v4?.map(({ type }) => type)).toEqual(["private", "public"]);
    expect(droplet.networks.v6?.[0]?.ip_address).toMatch(/^2001:db8:/);
    expect((await call("GET /v2/actions")).actions).toMatchObject([
      { status: "completed", started_at: "2026-03-01T12:00:00Z", completed_at: "2026-03-01T12:00:30Z" },
    ]);
  });

  it("can show an active Droplet before its addresses", async () => {
    const { simulator, createDroplet, getDroplet } = simulate({ lifecycles: { "droplet.network": 40 * SECOND } });
    const { id } = await createDroplet();
    simulator.clock.advance(30 * SECOND);
    expect(await getDroplet(id)).toMatchObject({ status: "active", networks: { v4: [] } });
    simulator.clock.advance(10 * SECOND);
    expect((await getDroplet(id)).networks.v4).toHaveLength(2);
  });

  it("makes several of one request, an action for each, with addresses of their own", async () => {
    const { simulator, call } = simulate();
    const answer = await call("POST /v2/droplets", { body: { ...PLAN, names: ["a", "b", "c"] } });
    expect(answer).toMatchObject({ droplets: [{ name: "a" }, { name: "b" }, { name: "c" }] });
    expect(new Set(answer.links.actions?.map(({ id }) => id)).size).toBe(3);
    simulator.clock.advance(30 * SECOND);
    const { droplets } = await call("GET /v2/droplets");
    expect(droplets.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    const addresses = droplets.flatMap(({ networks }) => networks.v4?.map(({ ip_address }) => ip_address));
    expect(new Set(addresses).size).toBe(6);
  });

  it("finishes at once at pace 0, and in a tenth of the time at pace 0.1", async () => {
    const atOnce = simulate({ pace: 0 });
    expect((await atOnce.getDroplet((await atOnce.createDroplet()).id)).status).toBe("active");
    const quick = simulate({ pace: 0.1 });
    const { id } = await quick.createDroplet();
    quick.simulator.clock.advance(3 * SECOND - 1);
    expect((await quick.getDroplet(id)).status).toBe("new");
    quick.simulator.clock.advance(1);
    expect((await quick.getDroplet(id)).status).toBe("active");
  });

  it("leaves no Droplet behind when the creation fails", async () => {
    const { simulator, call, refusal, createDroplet } = simulate({
      lifecycles: { "droplet.create": { after: 5 * SECOND, outcome: "errored" } },
    });
    const { id } = await createDroplet();
    simulator.clock.advance(5 * SECOND);
    expect((await refusal("GET /v2/droplets/{droplet_id}", { path: { droplet_id: id } })).status).toBe(404);
    expect((await call("GET /v2/actions")).actions).toMatchObject([{ status: "errored", resource_id: id }]);
  });

  it("does what the options ask for", async () => {
    const { simulator, createDroplet, getDroplet } = simulate();
    const { id } = await createDroplet({
      monitoring: true,
      with_droplet_agent: false,
      public_networking: false,
      backup_policy: { plan: "weekly", weekday: "WED", hour: 8 },
    });
    simulator.clock.advance(30 * SECOND);
    const droplet = await getDroplet(id);
    expect(droplet.features).toEqual(["backups", "monitoring", "private_networking"]);
    expect(droplet.networks.v4?.map(({ type }) => type)).toEqual(["private"]);
    expect(droplet.next_backup_window).toEqual({ start: "2026-03-04T08:00:00Z", end: "2026-03-04T12:00:00Z" });
  });

  it("chooses a region that has the size when none is named", async () => {
    const { simulator } = simulate();
    const body = JSON.stringify({ name: "a", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" });
    const response = await simulator.fetch("https://api.test/v2/droplets", { method: "POST", body });
    const { droplet } = (await response.json()) as { droplet: { region: { sizes: string[] } } };
    expect(droplet.region.sizes).toContain("s-1vcpu-1gb");
  });

  it.each([
    [{ size: "s-900vcpu" }, "You specified an invalid size for Droplet creation."],
    [{ image: "beos-5" }, "You specified an invalid image for Droplet creation."],
    [{ image: 1 }, "You specified an invalid image for Droplet creation."],
    [{ image: 142476112 }, "You specified an invalid image for Droplet creation."],
    [{ region: "moon1" }, "You specified an invalid region for Droplet creation."],
    [{ region: "sfo1" }, "Size is not available in this region."],
    [{ name: "web 1" }, "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)"],
    [{ name: "-" }, "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)"],
    [{ name: "" }, "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)"],
    [{ name: "a".repeat(256) }, "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)"],
    [{ ssh_keys: [7, "aa:bb"] }, "7, aa:bb are invalid key identifiers for Droplet creation."],
    [{ image: "mysql-20-04", size: "s-1vcpu-512mb-10gb" }, "This image needs a disk of 25 GB; the size has 10 GB."],
    [{ volumes: ["f00"] }, "Invalid volume allocations"],
    [{ vpc_uuid: "f00" }, "The VPC f00 could not be found."],
    [{ tags: ["no good"] }, "A tag has letters, digits, colons, dashes and underscores only, 255 at most."],
    [{ user_data: "x".repeat(65_537) }, "user_data can have 64 KiB at most."],
  ])("refuses %j and makes nothing", async (wrong, message) => {
    const { call, refusal } = simulate();
    expect(await refusal("POST /v2/droplets", { body: { ...DROPLET, ...wrong } })).toEqual({
      status: 422,
      id: "unprocessable_entity",
      message,
    });
    expect((await call("GET /v2/droplets")).meta.total).toBe(0);
    expect((await call("GET /v2/tags")).meta.total).toBe(0);
  });

  it("refuses more names than ten and more Droplets than the account may have", async () => {
    const { refusal, createDroplet } = simulate({ dropletLimit: 2 });
    const names = Array.from({ length: 11 }, (_, index) => `web-${index}`);
    expect((await refusal("POST /v2/droplets", { body: { ...PLAN, names } })).message).toMatch(/At most 10/);
    await createDroplet();
    const tooMany = await refusal("POST /v2/droplets", { body: { ...PLAN, names: ["a", "b"] } });
    expect(tooMany.message).toBe("creating this/these droplet(s) will exceed your droplet limit");
    await createDroplet();
  });
});

describe("listing Droplets", () => {
  it("filters by name and by tag, whatever its spelling", async () => {
    const { call, createDroplet } = simulate();
    await createDroplet({ name: "a", tags: ["Web"] });
    await createDroplet({ name: "b", tags: ["db"] });
    const names = async (query: Record<string, string>) =>
      (await call("GET /v2/droplets", { query })).droplets.map(({ name }) => name).join();
    expect(await names({ name: "b" })).toBe("b");
    expect(await names({ tag_name: "WEB" })).toBe("a");
    expect(await names({ tag_name: "none" })).toBe("");
    expect(await names({ tag_name: "web", name: "b" })).toBe("");
  });

  it("shows Droplets with GPUs only when they are asked for", async () => {
    const { simulator, call } = simulate();
    // No region of the catalogue has a GPU to give away; a size with one and a region is needed here.
    const { sizes } = await call("GET /v2/sizes", { query: { per_page: 200 } });
    const size = sizes.find(({ gpu_info, regions }) => gpu_info && regions.length > 0);
    const [region = ""] = size?.regions ?? [];
    simulator.seed({ droplets: [{ name: "gpu", size: size?.slug ?? "", image: "ubuntu-24-04-x64", region }] });
    expect((await call("GET /v2/droplets")).droplets).toEqual([]);
    const { droplets } = await call("GET /v2/droplets", { query: { type: "gpus" } });
    expect(droplets).toMatchObject([{ name: "gpu", gpu_info: size?.gpu_info }]);
  });
});

describe("what belongs to a Droplet", () => {
  it("has a backup policy that says what holds", async () => {
    const { call, createDroplet } = simulate({ pace: 0 });
    const { id } = await createDroplet({ backups: true });
    const { policy } = await call("GET /v2/droplets/{droplet_id}/backups/policy", { path: { droplet_id: id } });
    expect(policy).toEqual({
      droplet_id: id,
      backup_enabled: true,
      backup_policy: { plan: "weekly", weekday: "SUN", hour: 0, window_length_hours: 4, retention_period_days: 28 },
      next_backup_window: { start: "2026-03-08T00:00:00Z", end: "2026-03-08T04:00:00Z" },
    });
    const { policies, meta } = await call("GET /v2/droplets/backups/policies");
    expect([policies, meta.total]).toEqual([{ [id]: policy }, 1]);
    const { supported_policies } = await call("GET /v2/droplets/backups/supported_policies");
    expect(supported_policies.map(({ name }) => name)).toEqual(["weekly", "daily"]);
  });

  it("has lists of its own and 404 for a Droplet that is not there", async () => {
    const { call, refusal, createDroplet } = simulate();
    const { id } = await createDroplet();
    const path = { droplet_id: id };
    expect((await call("GET /v2/droplets/{droplet_id}/kernels", { path })).kernels).toHaveLength(2);
    expect((await call("GET /v2/droplets/{droplet_id}/neighbors", { path })).droplets).toEqual([]);
    expect((await call("GET /v2/droplets/{droplet_id}/firewalls", { path })).meta.total).toBe(0);
    expect((await call("GET /v2/droplets/{droplet_id}/backups", { path })).backups).toEqual([]);
    expect((await call("GET /v2/reports/droplet_neighbors_ids")).neighbor_ids).toEqual([]);
    for (const list of ["kernels", "neighbors", "firewalls", "backups", "snapshots", "actions"]) {
      const missing = await refusal(`GET /v2/droplets/{droplet_id}/${list}`, { path: { droplet_id: START } });
      expect([list, missing.status]).toEqual([list, 404]);
    }
  });
});
