import { ConflictError, type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { prefix: "203.0.112.0/23", region: "nyc3", signature: "made-up" };

const bring = async (client: DigitalOcean, body = {}) =>
  (await client.request("POST /v2/byoip_prefixes", { body: { ...plain, ...body } })).byoip_prefix;

bothWays("BYOIP prefixes", (connect) => {
  it("are brought, advertised and given back", async () => {
    const { client, simulator } = await connect();
    const { uuid = "", ...accepted } = await bring(client);
    expect(accepted).toEqual({ region: "nyc3", status: "in_progress" });
    const path = { byoip_prefix_uuid: uuid };
    const one = "GET /v2/byoip_prefixes/{byoip_prefix_uuid}";
    const { byoip_prefix: pending } = await client.request(one, { path });
    expect(pending).toMatchObject({ prefix: plain.prefix, status: "in_progress", advertised: false });
    const patch = (body: { advertise?: boolean }) =>
      client.request("PATCH /v2/byoip_prefixes/{byoip_prefix_uuid}", { path, body });
    await expect(patch({ advertise: true })).rejects.toBeInstanceOf(UnprocessableError);
    simulator.clock.advance(60_000);
    const active = { ...pending, status: "active" };
    expect(await patch({})).toEqual({ byoip_prefix: active });
    expect(await patch({ advertise: true })).toEqual({ byoip_prefix: { ...active, advertised: true } });
    expect(await client.paginate("GET /v2/byoip_prefixes").all()).toEqual([{ ...active, advertised: true }]);
    const ips = await client.paginate("GET /v2/byoip_prefixes/{byoip_prefix_uuid}/ips", { path }).all();
    expect(ips).toEqual([]);
    await client.request("DELETE /v2/byoip_prefixes/{byoip_prefix_uuid}", { path });
    expect((await client.request(one, { path })).byoip_prefix).toMatchObject({ status: "deleting", advertised: false });
    simulator.clock.advance(20_000);
    await expect(client.request(one, { path })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("say why they could not be brought", async () => {
    const failing = { "byoip_prefix.create": { after: 1_000, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    await bring(client);
    simulator.clock.advance(1_000);
    const [failed] = await client.paginate("GET /v2/byoip_prefixes").all();
    expect(failed).toMatchObject({ status: "failed", validations: [{ name: "SIGNATURE HASH", status: "FAILED" }] });
    expect(failed?.failure_reason).not.toBe("");
  });

  it("are refused that are too small, private, there already, nowhere or unsigned", async () => {
    const { client } = await connect();
    for (const body of [
      { prefix: "203.0.113.0/25" },
      { prefix: "203.0.113.7/24" },
      { prefix: "10.1.0.0/16" },
      { prefix: "all" },
      { region: "mars1" },
      { signature: "" },
    ]) {
      await expect(bring(client, body)).rejects.toThrow("request payload validation failed");
    }
    await bring(client);
    await expect(bring(client, { prefix: "203.0.113.0/24" })).rejects.toBeInstanceOf(ConflictError);
    await bring(client, { prefix: "198.51.100.0/24" });
  });
});
