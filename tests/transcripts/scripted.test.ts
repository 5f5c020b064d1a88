import { memoryIo, run } from "@doapi/cli";
import { expect, it } from "vitest";
import { type Script, serveScript } from "./scripted-api.js";

/** Runs a command line where not only its output counts but what it sends, against an API that does what the simulator does not. */
async function doapi(line: string, script: Script) {
  const { url, sent, close } = await serveScript(script);
  try {
    const io = memoryIo();
    const exitCode = await run(["--endpoint", url, "--api-token", "any", ...line.split(" ")], io);
    return { sent, exitCode, out: io.out(), err: io.err() };
  } finally {
    await close();
  }
}

const address = "/v2/reserved_ips/192.0.2.1";
const reserved = { [`GET ${address}`]: [{ body: { reserved_ip: { ip: "192.0.2.1" } } }] };

it("a reserved IP is deleted again where the API only took it off its droplet, once that is done", async () => {
  const action = { id: 5, type: "unassign_ip", started_at: "2026-01-01T00:00:00Z" };
  const { sent, exitCode, out, err } = await doapi("reserved-ip delete 192.0.2.1", {
    ...reserved,
    [`DELETE ${address}`]: [{ status: 202 }, { status: 204 }],
    [`GET ${address}/actions`]: [{ body: { actions: [{ ...action, status: "in-progress" }], links: {} } }],
    "GET /v2/actions/5": [{ body: { action: { ...action, status: "completed" } } }],
  });
  const deletion = `DELETE ${address}`;
  expect(sent).toEqual([`GET ${address}`, deletion, `GET ${address}/actions`, "GET /v2/actions/5", deletion]);
  expect({ exitCode, out, err }).toEqual({ exitCode: 0, out: "", err: "" });
});

it("a neighbor that goes away while it is looked for is left out", async () => {
  const droplet = { id: 1, name: "a", networks: { v4: [], v6: [] }, region: {}, image: {} };
  const { exitCode, out } = await doapi("droplet neighbors", {
    "GET /v2/reports/droplet_neighbors_ids": [{ body: { neighbor_ids: [[1, 2]] } }],
    "GET /v2/droplets/1": [{ body: { droplet } }],
  });
  expect(JSON.parse(out)).toEqual([[droplet]]);
  expect(exitCode).toBe(0);
});

it("a tag is renamed on GPU droplets too, which are in a list of their own", async () => {
  const tag = (name: string, count: number) => ({ tag: { name, resources: { count, droplets: { count } } } });
  const list = (...ids: number[]) => ({ droplets: ids.map((id) => ({ id, tags: ["old"] })), links: {} });
  const { sent, exitCode, out } = await doapi("tag update old new", {
    "GET /v2/tags/old": [{ body: tag("old", 2) }],
    "GET /v2/tags/new": [{ status: 404 }, { body: tag("new", 2) }],
    "GET /v2/droplets": [{ body: list(1) }, { body: list(2) }],
    "POST /v2/tags": [{ status: 201, body: tag("new", 0) }],
    "POST /v2/tags/new/resources": [{ status: 204 }],
    "DELETE /v2/tags/old": [{ status: 204 }],
  });
  const changes = sent.filter((request) => !request.startsWith("GET"));
  expect(changes).toEqual(["POST /v2/tags", "POST /v2/tags/new/resources", "DELETE /v2/tags/old"]);
  expect(JSON.parse(out)).toEqual(tag("new", 2).tag);
  expect(exitCode).toBe(0);
});

it("an old droplet is given a private address", async () => {
  const droplet = { id: 1, name: "old", networks: { v4: [{ type: "public", ip_address: "192.0.2.7" }] } };
  const action = { id: 9, status: "in-progress", type: "enable_private_networking" };
  const { sent, exitCode, out } = await doapi("droplet enable-private-networking 1", {
    "GET /v2/droplets/1": [{ body: { droplet } }],
    "POST /v2/droplets/1/actions": [{ status: 201, body: { action } }],
  });
  expect(sent).toEqual(["GET /v2/droplets/1", "POST /v2/droplets/1/actions"]);
  expect(JSON.parse(out)).toEqual([action]);
  expect(exitCode).toBe(0);
});
