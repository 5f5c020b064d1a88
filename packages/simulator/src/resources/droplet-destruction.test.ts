import { describe, expect, it } from "vitest";
import { lifecycles } from "../lifecycles.js";
import type { SimulatorOptions } from "../options.js";
import { simulate } from "../testing/caller.js";

const DESTROY = lifecycles["droplet.destroy"];
const SNAPSHOT = lifecycles["droplet.snapshot"];

function withDroplets(names: string[], options?: SimulatorOptions) {
  const api = simulate(options);
  const { droplets } = api.simulator.seed({
    droplets: [{ names, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3", tags: ["web"] }],
  });
  const paths = droplets.map(({ id }) => ({ droplet_id: id }));
  return { ...api, path: paths[0] ?? { droplet_id: 0 } };
}

describe("destroying a Droplet", () => {
  it("takes some seconds, in which it is still shown, and frees its place", async () => {
    const { simulator, call, refusal, createDroplet, path } = withDroplets(["a"], { dropletLimit: 1 });
    await call("DELETE /v2/droplets/{droplet_id}", { path });
    simulator.clock.advance(DESTROY - 1);
    expect((await call("GET /v2/droplets/{droplet_id}", { path })).droplet.status).toBe("active");
    expect((await refusal("DELETE /v2/droplets/{droplet_id}", { path })).status).toBe(404);
    const act = { path, body: { type: "reboot" } };
    expect((await refusal("POST /v2/droplets/{droplet_id}/actions", act)).status).toBe(404);
    simulator.clock.advance(1);
    expect(await refusal("GET /v2/droplets/{droplet_id}", { path })).toEqual({
      status: 404,
      id: "not_found",
      message: "The resource you were accessing could not be found.",
    });
    expect((await call("GET /v2/droplets")).meta.total).toBe(0);
    expect((await call("GET /v2/actions")).actions[0]).toMatchObject({ type: "destroy", status: "completed" });
    await createDroplet();
  });

  it("answers without a body, and yet with a type", async () => {
    const { send, path } = withDroplets(["a", "b"]);
    const one = await send("DELETE /v2/droplets/{droplet_id}", { path });
    const others = await send("DELETE /v2/droplets", { query: { tag_name: "web" } });
    for (const response of [one, others]) {
      expect([response.status, await response.text()]).toEqual([204, ""]);
      expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    }
  });

  it("is refused while something is being done", async () => {
    const { createDroplet, refusal } = simulate();
    const { id } = await createDroplet();
    const busy = await refusal("DELETE /v2/droplets/{droplet_id}", { path: { droplet_id: id } });
    expect(busy).toMatchObject({ status: 422, message: "Droplet already has a pending event." });
  });

  it("by tag takes all of them, and never everything when the tag is missing", async () => {
    const { simulator, call, refusal, createDroplet, path } = withDroplets(["a", "b"]);
    const other = await createDroplet({ name: "other" });
    expect((await refusal("DELETE /v2/droplets")).message).toBe("tag_name is required.");
    // One that is being destroyed already does not stand in the way.
    await call("DELETE /v2/droplets/{droplet_id}", { path });
    await call("DELETE /v2/droplets", { query: { tag_name: "web" } });
    simulator.clock.advance(DESTROY);
    expect((await call("GET /v2/droplets")).droplets.map(({ id }) => id)).toEqual([other.id]);
    expect((await call("GET /v2/tags/{tag_id}", { path: { tag_id: "web" } })).tag.resources?.count).toBe(0);
  });
});

describe("destroying a Droplet with what belongs to it", () => {
  const RESOURCES = "/v2/droplets/{droplet_id}/destroy_with_associated_resources";

  async function withSnapshots(options?: SimulatorOptions) {
    const api = withDroplets(["a"], options);
    for (const name of ["one", "two"]) {
      await api.act(api.path.droplet_id, { type: "snapshot", name });
      api.simulator.clock.advance(SNAPSHOT);
    }
    const { snapshots } = await api.call(`GET ${RESOURCES}`, { path: api.path });
    const names = async () => (await api.call("GET /v2/snapshots")).snapshots.map(({ name }) => name).join();
    return { ...api, snapshots, names };
  }

  it("takes the snapshots that are named", async () => {
    const { simulator, call, path, snapshots, names } = await withSnapshots();
    expect(snapshots).toMatchObject([{ name: "one", cost: expect.stringMatching(/^\d+\.\d\d$/) }, { name: "two" }]);
    const body = { snapshots: [snapshots[1]?.id] };
    await call(`DELETE ${RESOURCES}/selective`, { path, body });
    const pending = await call(`GET ${RESOURCES}/status`, { path });
    expect([pending.completed_at, pending.droplet.destroyed_at]).toEqual([undefined, undefined]);
    simulator.clock.advance(DESTROY);
    expect(await names()).toBe("one");
    expect(await call(`GET ${RESOURCES}/status`, { path })).toMatchObject({
      droplet: { id: String(path.droplet_id), name: "a", destroyed_at: "2026-03-01T12:02:05Z" },
      resources: { snapshots: [{ name: "two", destroyed_at: "2026-03-01T12:02:05Z" }] },
      completed_at: "2026-03-01T12:02:05Z",
      failures: 0,
    });
  });

  it("takes everything only when the header says that this is meant", async () => {
    const { simulator, call, refusal, path, names } = await withSnapshots();
    expect((await refusal(`DELETE ${RESOURCES}/dangerous`, { path })).status).toBe(422);
    await call(`DELETE ${RESOURCES}/dangerous`, { path, headers: { "X-Dangerous": "true" } });
    simulator.clock.advance(DESTROY);
    expect(await names()).toBe("");
  });

  it("refuses what is not the Droplet's", async () => {
    const { refusal, path } = await withSnapshots();
    for (const body of [{ snapshots: ["1"] }, { volumes: ["v"] }]) {
      expect((await refusal(`DELETE ${RESOURCES}/selective`, { path, body })).status).toBe(404);
    }
    expect((await refusal(`GET ${RESOURCES}/status`, { path })).status).toBe(404);
    expect((await refusal(`POST ${RESOURCES}/retry`, { path })).status).toBe(404);
  });

  it("tells of a failure and can be tried again", async () => {
    const lifecycle = { "droplet.destroy": { after: 1000, outcome: "errored" as const } };
    const { simulator, call, path, snapshots, names } = await withSnapshots({ lifecycles: lifecycle });
    await call(`DELETE ${RESOURCES}/selective`, { path, body: { snapshots: [snapshots[0]?.id] } });
    simulator.clock.advance(1000);
    const failed = await call(`GET ${RESOURCES}/status`, { path });
    expect([failed.failures, failed.droplet.error_message]).toEqual([2, "The Droplet could not be destroyed."]);
    expect(await names()).toBe("one,two");
    await call(`POST ${RESOURCES}/retry`, { path });
    expect(await call(`GET ${RESOURCES}/status`, { path })).toMatchObject({ failures: 0 });
  });
});
