import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "./simulator.js";

const start = Date.UTC(2026, 0, 1);

let simulator: Simulator;
beforeEach(() => {
  simulator = createSimulator({ now: start });
  simulator.seed({ tags: ["a"], droplets: [{ ...small, name: "web-1" }] });
});
afterEach(() => simulator.close());

const small = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

async function read(path: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await simulator.fetch(`http://localhost${path}`, init);
  return (await response.json()) as Record<string, unknown>;
}

const tags = async () => ((await read("/v2/tags")) as { tags: { name: string }[] }).tags.map(({ name }) => name);
const post = (body: object): RequestInit => ({ method: "POST", body: JSON.stringify(body) });

describe("a read that is repeated", () => {
  it("shows what was written since, by a request or by a due event", async () => {
    expect(await tags()).toEqual(["a"]);
    expect(await tags()).toEqual(["a"]);
    await read("/v2/tags", post({ name: "b" }));
    expect(await tags()).toEqual(["a", "b"]);
    const { droplet } = (await read("/v2/droplets", post({ ...small, name: "web-2" }))) as { droplet: { id: number } };
    const status = async () =>
      ((await read(`/v2/droplets/${droplet.id}`)) as { droplet: { status: string } }).droplet.status;
    expect([await status(), await status()]).toEqual(["new", "new"]);
    simulator.clock.advance(3_600_000);
    expect(await status()).toBe("active");
  });

  it("shows the time anew, where the answer depends on it", async () => {
    const generated = async () => (await read("/v2/customers/my/balance"))["generated_at"];
    const first = await generated();
    simulator.clock.advance(5_000);
    expect(await generated()).not.toBe(first);
  });

  it("belongs to the account, the address and the host that it was made for", async () => {
    expect(await tags()).toEqual(["a"]);
    expect(await read("/v2/tags", { headers: { authorization: "Bearer other" } })).toMatchObject({ tags: [] });
    expect(await read("/v2/tags?page=2")).toMatchObject({ tags: [], meta: { total: 1 } });
    const links = async (host: string) =>
      JSON.stringify(await (await simulator.fetch(`http://${host}/v2/sizes?per_page=1`)).json());
    expect(await links("one.test")).toContain("http://one.test/v2/sizes");
    expect(await links("two.test")).toContain("http://two.test/v2/sizes");
  });

  it("is a request like the first", async () => {
    await tags();
    await tags();
    expect(simulator.requests.map(({ path }) => path)).toEqual(["/v2/tags", "/v2/tags"]);
    const headers = async () => (await simulator.fetch("http://localhost/v2/tags")).headers;
    const remaining = async () => Number((await headers()).get("ratelimit-remaining"));
    expect((await remaining()) - (await remaining())).toBe(1);
    expect((await headers()).get("x-request-id")).not.toBe((await headers()).get("x-request-id"));
  });

  it("is struck by a fault", async () => {
    await tags();
    simulator.faults.add({ effect: { type: "status", status: 503 } });
    expect((await simulator.fetch("http://localhost/v2/tags")).status).toBe(503);
  });

  it("shows what somebody else has written to the same file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "doapi-kept-"));
    const other = createSimulator({ state: join(folder, "state.db"), now: start });
    await simulator.close();
    simulator = createSimulator({ state: join(folder, "state.db"), now: start });
    expect([await tags(), await tags()]).toEqual([[], []]);
    other.seed({ tags: ["theirs"] });
    expect(await tags()).toEqual(["theirs"]);
    await other.close();
    rmSync(folder, { recursive: true });
  });

  it("forgets what was restored or reset", async () => {
    const snapshot = simulator.snapshot();
    await read("/v2/tags", post({ name: "b" }));
    expect(await tags()).toEqual(["a", "b"]);
    simulator.restore(snapshot);
    expect(await tags()).toEqual(["a"]);
    simulator.reset();
    expect(await tags()).toEqual([]);
  });
});
