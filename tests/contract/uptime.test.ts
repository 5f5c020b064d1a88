import { type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const home = {
  name: "home",
  type: "https",
  target: "https://www.example.com",
  regions: ["us_east", "se_asia"],
  enabled: true,
} as const;
const notifications = { email: ["me@example.com"], slack: [] };
const down = { name: "gone", type: "down", notifications, period: "2m" } as const;
const slow = { ...down, name: "slow", type: "latency", threshold: 300, comparison: "greater_than" } as const;

const newCheck = async (client: DigitalOcean, body = {}) =>
  (await client.request("POST /v2/uptime/checks", { body: { ...home, ...body, regions: [...home.regions] } })).check;

bothWays("uptime", (connect) => {
  it("checks are created, listed, changed and deleted", async () => {
    const { client } = await connect();
    const { id = "", ...check } = await newCheck(client);
    expect(check).toEqual(home);
    const path = { check_id: id };
    const { check: changed } = await client.request("PUT /v2/uptime/checks/{check_id}", {
      path,
      body: { name: "front", type: "ping", target: "192.0.2.7" },
    });
    expect(changed).toEqual({ ...home, id, name: "front", type: "ping", target: "192.0.2.7" });
    expect(await client.request("GET /v2/uptime/checks/{check_id}", { path })).toEqual({ check: changed });
    await newCheck(client, { name: "other" });
    const names = (await client.paginate("GET /v2/uptime/checks").all()).map(({ name }) => name);
    expect(names).toEqual(["front", "other"]);
    await client.request("DELETE /v2/uptime/checks/{check_id}", { path });
    await expect(client.request("GET /v2/uptime/checks/{check_id}", { path })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("checks find what they look at up, from every region that they have", async () => {
    const { client, simulator } = await connect();
    const { id: check_id = "" } = await newCheck(client);
    const path = { check_id };
    const state = async () => (await client.request("GET /v2/uptime/checks/{check_id}/state", { path })).state.regions;
    expect(await state()).toMatchObject({ us_east: { status: "CHECKING" }, se_asia: { status: "CHECKING" } });
    simulator.clock.advance(60_000);
    const up = { status: "UP", status_changed_at: "2026-11-20T12:01:00Z", thirty_day_uptime_percentage: 100 };
    expect(await state()).toEqual({ us_east: up, se_asia: up });
    await client.request("PUT /v2/uptime/checks/{check_id}", { path, body: { name: "front" } });
    expect(await state()).toEqual({ us_east: up, se_asia: up });
    await client.request("PUT /v2/uptime/checks/{check_id}", { path, body: { regions: ["eu_west"] } });
    expect(await state()).toMatchObject({ eu_west: { status: "CHECKING" } });
    await client.request("PUT /v2/uptime/checks/{check_id}", { path, body: { enabled: false } });
    simulator.clock.advance(60_000);
    expect(await state()).toMatchObject({ eu_west: { status: "CHECKING" } });
  });

  it("checks find what they look at down when their lifecycle says so", async () => {
    const failing = { "uptime_check.check": { after: 1_000, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    const { id: check_id = "" } = await newCheck(client);
    simulator.clock.advance(1_000);
    const { state } = await client.request("GET /v2/uptime/checks/{check_id}/state", { path: { check_id } });
    expect(state.regions?.us_east).toMatchObject({ status: "DOWN", thirty_day_uptime_percentage: 0 });
  });

  it("alerts belong to a check and go with it", async () => {
    const { client } = await connect();
    const { id: check_id = "" } = await newCheck(client);
    const { id: other = "" } = await newCheck(client, { name: "other" });
    const { alert } = await client.request("POST /v2/uptime/checks/{check_id}/alerts", {
      path: { check_id },
      body: down,
    });
    expect(alert).toEqual({ id: alert.id, ...down });
    const path = { check_id, alert_id: alert.id ?? "" };
    const one = "GET /v2/uptime/checks/{check_id}/alerts/{alert_id}";
    const changed = await client.request("PUT /v2/uptime/checks/{check_id}/alerts/{alert_id}", { path, body: slow });
    expect(changed.alert).toEqual({ id: alert.id, ...slow });
    expect(await client.request(one, { path })).toEqual(changed);
    const ofCheck = (id: string) =>
      client.paginate("GET /v2/uptime/checks/{check_id}/alerts", { path: { check_id: id } }).all();
    expect(await ofCheck(check_id)).toEqual([changed.alert]);
    expect(await ofCheck(other)).toEqual([]);
    await expect(client.request(one, { path: { ...path, check_id: other } })).rejects.toBeInstanceOf(NotFoundError);

    await client.request("DELETE /v2/uptime/checks/{check_id}/alerts/{alert_id}", { path });
    await expect(client.request(one, { path })).rejects.toBeInstanceOf(NotFoundError);
    const again = await client.request("POST /v2/uptime/checks/{check_id}/alerts", { path: { check_id }, body: slow });
    await client.request("DELETE /v2/uptime/checks/{check_id}", { path: { check_id } });
    await expect(client.request(one, { path: { check_id, alert_id: again.alert.id ?? "" } })).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });

  it("checks and alerts are refused that say nothing", async () => {
    const { client } = await connect();
    for (const body of [{ name: " " }, { target: "" }, { target: "example.com" }, { target: "https://" }]) {
      await expect(newCheck(client, body)).rejects.toBeInstanceOf(UnprocessableError);
    }
    const noRegions = client.request("POST /v2/uptime/checks", { body: { ...home, regions: [] } });
    await expect(noRegions).rejects.toThrow("regions must name at least one region.");
    const { id: check_id = "" } = await newCheck(client);
    const route = "POST /v2/uptime/checks/{check_id}/alerts";
    for (const body of [
      { ...down, name: "" },
      { ...down, type: "latency" as const },
      { ...down, type: "ssl_expiry" as const, threshold: 7 },
      { ...down, period: "4m" as "5m" },
    ]) {
      await expect(client.request(route, { path: { check_id }, body })).rejects.toBeInstanceOf(UnprocessableError);
    }
    const nowhere = client.request(route, { path: { check_id: "7" }, body: down });
    await expect(nowhere).rejects.toBeInstanceOf(NotFoundError);
  });
});
