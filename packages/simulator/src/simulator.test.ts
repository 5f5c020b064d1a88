import { describe, expect, it } from "vitest";
import { caller, START, simulate } from "./testing/caller.js";
import { createSimulator } from "./simulator.js";

const DROPLET = { name: "web-1", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" };

describe("createSimulator", () => {
  it("runs on the real clock unless it is given a time", () => {
    const before = Date.now();
    const { clock } = createSimulator();
    expect(clock.frozen).toBe(false);
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(simulate().simulator.clock.now()).toBe(START);
  });

  it.each([
    { pace: -1 },
    { pace: Number.NaN },
    { dropletLimit: 1.5 },
    { addresses: "elsewhere" as "loopback" },
    { limits: { perHour: 0 } },
    { lifecycles: { "droplet.create": -5 } },
    { lifecycles: { "droplet.fly": 5 } as object },
    { now: new Date("never") },
  ])("refuses %j", (options) => {
    expect(() => createSimulator(options)).toThrow(RangeError);
  });

  it("answers like fetch: methods, bodies of every kind, aborted signals", async () => {
    const { fetch } = simulate().simulator;
    const url = "https://api.test/v2/tags";
    const post = (body: string | Uint8Array<ArrayBuffer>) => fetch(url, { method: "POST", body });
    expect((await post(JSON.stringify({ name: "a" }))).status).toBe(201);
    expect((await post(new TextEncoder().encode('{"name":"b"}'))).status).toBe(201);
    expect((await fetch(new Request(url, { method: "POST", body: '{"name":"c"}' }))).status).toBe(201);
    const list = await fetch(new URL(url));
    expect(((await list.json()) as { tags: { name: string }[] }).tags.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    await expect(fetch(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    expect((await post("x".repeat(3_000_000))).status).toBe(413);
  });

  it("goes back to a snapshot, what is due and the clock included", async () => {
    const { simulator, createDroplet, getDroplet, call } = simulate();
    const { id } = await createDroplet({ tags: ["web"] });
    const snapshot = JSON.parse(JSON.stringify(simulator.snapshot())) as ReturnType<typeof simulator.snapshot>;
    simulator.clock.advance(30_000);
    expect((await getDroplet(id)).status).toBe("active");
    await createDroplet({ name: "later" });
    simulator.restore(snapshot);
    expect([simulator.clock.now(), (await call("GET /v2/droplets")).meta.total]).toEqual([START, 1]);
    expect((await call("GET /v2/droplets", { query: { tag_name: "web" } })).droplets).toMatchObject([
      { id, status: "new" },
    ]);
    simulator.clock.advance(30_000);
    expect((await getDroplet(id)).status).toBe("active");
    const elsewhere = simulate();
    elsewhere.simulator.restore(snapshot);
    expect((await elsewhere.getDroplet(id)).status).toBe("new");
  });

  it("refuses to restore anything else and keeps what it has", async () => {
    const { simulator, createDroplet, call } = simulate();
    await createDroplet();
    for (const wrong of [{}, { version: 1, tables: {} }, { version: 2, tables: { documents: [] } }]) {
      expect(() => simulator.restore(wrong as never)).toThrow(TypeError);
    }
    const broken = { ...simulator.snapshot(), tables: { ...simulator.snapshot().tables, counters: [["x", null]] } };
    expect(() => simulator.restore(broken)).toThrow(/NOT NULL/);
    expect((await call("GET /v2/droplets")).meta.total).toBe(1);
  });

  it("forgets everything but the clock on reset", async () => {
    const { simulator, createDroplet, call } = simulate();
    simulator.clock.advance(5);
    await createDroplet();
    simulator.reset();
    expect(simulator.requests).toEqual([]);
    expect(simulator.clock.now()).toBe(START + 5);
    expect((await call("GET /v2/droplets")).meta.total).toBe(0);
    simulator.clock.advance(60_000);
    expect((await call("GET /v2/actions")).meta.total).toBe(0);
  });

  it("seeds an account with things that are finished, whatever the pace", async () => {
    const { simulator, getDroplet } = simulate({ pace: 100 });
    const public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFDVWUNPvTmND/shsaKSjD969la/hTXY0H5ukiy/QnZy";
    const seeded = simulator.seed({
      tags: ["Web"],
      ssh_keys: [{ name: "k", public_key }],
      droplets: [
        { ...DROPLET, tags: ["web"] },
        { ...DROPLET, name: "web-2", ssh_keys: ["77:50:aa:ae:3a:13:63:a4:b1:1a:38:fd:44:47:58:a1"] },
      ],
    });
    expect(seeded.ssh_keys).toMatchObject([{ name: "k" }]);
    expect(seeded.droplets).toMatchObject([{ name: "web-1", status: "active", tags: ["Web"] }, { name: "web-2" }]);
    expect(await getDroplet(seeded.droplets[0]?.id ?? 0)).toEqual(seeded.droplets[0]);
    simulator.seed({ token: "another", tags: ["mine"] });
    expect((await caller(simulator, "another").call("GET /v2/tags")).tags).toMatchObject([{ name: "mine" }]);
  });

  it("seeds all or nothing", async () => {
    const { simulator, call } = simulate();
    const seed = { tags: ["a"], droplets: [DROPLET, { ...DROPLET, size: "none" }] };
    expect(() => simulator.seed(seed)).toThrow("You specified an invalid size for Droplet creation.");
    expect((await call("GET /v2/tags")).meta.total + (await call("GET /v2/droplets")).meta.total).toBe(0);
  });

  it("listens once, also when it is asked twice at the same time", async () => {
    const { simulator } = simulate();
    const [first, second] = await Promise.allSettled([simulator.listen(), simulator.listen()]);
    expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
    await simulator.close();
    expect(simulator.url).toBeUndefined();
  });

  it("can be closed twice", async () => {
    const { simulator } = simulate();
    await simulator.close();
    await expect(simulator.close()).resolves.toBeUndefined();
    await expect(simulator.fetch("https://api.test/v2/sizes")).rejects.toThrow("The simulator is closed.");
  });
});
